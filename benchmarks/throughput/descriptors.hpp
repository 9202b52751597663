#pragma once

#include <sys/resource.h>

namespace bench {

/// Raises the limit of open files as far as it goes; 5000 connections are more than most shells allow.
inline void allow_many_descriptors() noexcept {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}
