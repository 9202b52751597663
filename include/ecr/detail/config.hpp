#pragma once

/// \file
/// The only header that asks which compiler, which platform and which way of building this is.

#include <version>

// Definitions of non-template functions live in impl/*.ipp. By default every header includes its own; with
// ECR_SEPARATE_COMPILATION they come from the one source file that includes ecr/src.hpp.
#if defined(ECR_SEPARATE_COMPILATION)
#define ECR_DECL
#define ECR_ABI v0_compiled
#else
#define ECR_DECL inline
#define ECR_ABI v0
#endif

// GCC before 13 copies aggregate temporaries bitwise into the coroutine frame and destroys both copies.
// tests/compile/must_run/ shows which forms crash; ECR_ALLOW_TEMPORARY_REQUESTS lifts the guard.
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13 && !defined(ECR_ALLOW_TEMPORARY_REQUESTS)
#define ECR_REFUSE_TEMPORARY_REQUESTS 1
#else
#define ECR_REFUSE_TEMPORARY_REQUESTS 0
#endif

// Run-time choice between instruction sets needs GCC's or Clang's target attribute and an x86-64 machine.
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__)) && !defined(ECR_PORTABLE_CODE)
#define ECR_X86_DISPATCH 1
#else
#define ECR_X86_DISPATCH 0
#endif

// Before version 20, libc++ reads no doubles with std::from_chars.
#if defined(__cpp_lib_to_chars)
#define ECR_FROM_CHARS_READS_DOUBLES 1
#else
#define ECR_FROM_CHARS_READS_DOUBLES 0
#endif

// What the user agent says about the build.
#if defined(_MSVC_LANG)
#define ECR_CPLUSPLUS _MSVC_LANG
#else
#define ECR_CPLUSPLUS __cplusplus
#endif

#if defined(_WIN32)
#define ECR_OS_NAME "windows"
#elif defined(__ANDROID__)
#define ECR_OS_NAME "android"
#elif defined(__linux__)
#define ECR_OS_NAME "linux"
#elif defined(__APPLE__)
#define ECR_OS_NAME "macos"
#else
#define ECR_OS_NAME "other"
#endif

// Files that are read without ever blocking, and replaced with their permissions.
#if defined(_WIN32) || defined(ECR_PORTABLE_CODE)
#define ECR_POSIX_FILES 0
#else
#define ECR_POSIX_FILES 1
#endif

// Children of the process with pipes to them.
#if defined(_WIN32)
#define ECR_POSIX_PROCESSES 0
#else
#define ECR_POSIX_PROCESSES 1
#endif

#if defined(__x86_64__) || defined(_M_X64)
#define ECR_ARCH_NAME "x86_64"
#elif defined(__aarch64__) || defined(_M_ARM64)
#define ECR_ARCH_NAME "aarch64"
#elif defined(__i386__) || defined(_M_IX86)
#define ECR_ARCH_NAME "x86"
#else
#define ECR_ARCH_NAME "other"
#endif

// The values of Asio's operation_aborted and timed_out, for headers that do without Asio.
#if defined(_WIN32)
#define ECR_OPERATION_ABORTED 995
#define ECR_TIMED_OUT 10060
#else
#define ECR_OPERATION_ABORTED ECANCELED
#define ECR_TIMED_OUT ETIMEDOUT
#endif
