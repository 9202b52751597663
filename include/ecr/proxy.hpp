#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/secret.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

/// Which proxies requests go through. Loopback, link-local and container credential addresses never do.
///
/// Every endpoint, plain ones too, is reached through a tunnel: the proxy must permit CONNECT to its port.
struct proxy_settings {
    /// For http endpoints: `[http[s]://][user:password@]host[:port]`, with port 80 or, for https, 443 unless
    /// given. User and password are percent-encoded. Empty for none.
    ecr::secret http_proxy{};
    /// For https endpoints, in the same form: `https_proxy` says where requests go, not how to talk to the
    /// proxy.
    ecr::secret https_proxy{};
    /// Hosts reached without a proxy, separated by commas or spaces, each with an optional `:port`:
    /// `example.com` and `.example.com` stand for that host and all below it, `*.example.com` for those below
    /// it, `10.0.0.0/8` and `fd00::/8` for networks, `*` for everything. What is none of these is ignored.
    std::string no_proxy{};
};

}
