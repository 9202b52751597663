#pragma once

// Asio counts the copies of an executor with a fence, which the thread sanitizer does not understand: it sees
// a race where the last copy is destroyed. OpenSSL is not instrumented, so its own counting is not seen
// either.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
extern "C" const char* __tsan_default_suppressions() {
    return "race:boost::asio::execution::detail::shared_target_executor\n"
           "called_from_lib:libcrypto.so\n"
           "called_from_lib:libssl.so\n";
}
#endif
#endif
