#include "harness.hpp"

#include <atomic>
#include <cerrno>
#include <cstdlib>

#if defined(__GLIBC__)

// The malloc family and not operator new: Asio's recycling allocator and OpenSSL go past operator new.
namespace {

std::atomic<std::uint64_t> calls{0};
std::atomic<std::uint64_t> bytes{0};

// Two threads may lose a count to each other; a locked addition would cost more than some contestants.
void count(std::size_t size) noexcept {
    calls.store(calls.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    bytes.store(bytes.load(std::memory_order_relaxed) + size, std::memory_order_relaxed);
}

}

extern "C" {

void* __libc_malloc(std::size_t size) noexcept;
void* __libc_calloc(std::size_t count, std::size_t size) noexcept;
void* __libc_realloc(void* block, std::size_t size) noexcept;
void* __libc_memalign(std::size_t alignment, std::size_t size) noexcept;
void __libc_free(void* block) noexcept;

void* malloc(std::size_t size) noexcept {
    count(size);
    return __libc_malloc(size);
}
void* calloc(std::size_t number, std::size_t size) noexcept {
    count(number * size);
    return __libc_calloc(number, size);
}
void* realloc(void* block, std::size_t size) noexcept {
    count(size);
    return __libc_realloc(block, size);
}
void* memalign(std::size_t alignment, std::size_t size) noexcept {
    count(size);
    return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    count(size);
    return __libc_memalign(alignment, size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept {
    count(size);
    *block = __libc_memalign(alignment, size);
    return *block == nullptr ? ENOMEM : 0;
}
void free(void* block) noexcept {
    __libc_free(block);
}
}

bench::allocation_count bench::allocations() noexcept {
    return {calls.load(std::memory_order_relaxed), bytes.load(std::memory_order_relaxed)};
}

#else

bench::allocation_count bench::allocations() noexcept {
    return {};
}

#endif
