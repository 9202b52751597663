#pragma once

#include <ecr/config.hpp>
#include <ecr/explanation.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

namespace detail {
struct aws_files;
}

/// How the metadata service of an EC2 instance is asked.
struct instance_metadata_settings {
    bool disabled = false;
    std::string endpoint = "http://169.254.169.254";
    /// Version 1, which asks for no token, is used only where the settings say that it is not disabled.
    bool allow_v1 = false;
    /// For connecting and for each answer.
    std::optional<std::chrono::seconds> timeout{};
    std::optional<int> attempts{};
};

/// Asks the metadata service for the region; throws if it has none.
using instance_region_source = std::function<boost::asio::awaitable<std::string>(instance_metadata_settings)>;

/// What code says before anything is read.
struct load_options {
    /// Instead of what AWS_PROFILE names.
    std::optional<std::string> profile{};
    /// Instead of what AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name.
    std::optional<std::string> config_file{};
    std::optional<std::string> credentials_file{};

    /// What differs from a default `client_config` in here goes before everything that is read. Credentials
    /// that are set stay.
    client_config config{};
    /// For these the default counts as well.
    std::optional<bool> use_fips{};
    std::optional<bool> use_dual_stack{};
    std::optional<ecr::retry_mode> retry_mode{};
    std::optional<int> max_attempts{};
    std::optional<bool> correct_clock_skew{};

    /// The last place where a region may be found. Not asked unless a region is missing, or the defaults mode
    /// `auto` wants to know where it is, and never where the metadata service is disabled.
    instance_region_source instance_region{};
};

/// A shared file as it was found.
struct shared_file {
    /// Empty if there is no home folder to have it.
    std::string path{};
    /// The row of the explanation.
    explained_setting setting{};
    boost::system::error_code error{};
    secret text{};
};

/// Everything outside of code that settings depend on.
struct settings_input {
    /// The value of a variable as it stands, nothing if it is not set.
    std::function<std::optional<std::string>(std::string_view)> variable{};
    /// The folder that `~` stands for; empty if nobody knows.
    std::string home{};
    shared_file config_file{};
    shared_file credentials_file{};
    /// What the metadata service said, if it was asked; the region is empty if it did not tell.
    struct instance_answer {
        std::string region{};
        std::string problem{};
    };
    std::optional<instance_answer> instance{};
};

/// What a client and the providers of its credentials are told.
struct settings {
    client_config config{};

    std::string profile{};
    /// Whether code names the profile, which then goes before credentials in variables.
    bool profile_from_code = false;
    /// The shared files, for the credentials in them.
    std::shared_ptr<const detail::aws_files> files{};

    instance_metadata_settings instance_metadata{};
    std::optional<std::string> sts_endpoint_url{};
    std::optional<std::string> sso_endpoint_url{};
    std::optional<std::string> sso_oidc_endpoint_url{};
    std::optional<std::string> signin_endpoint_url{};

    ecr::explanation explanation{};
    /// Everything that is wrong, each with its place, the value and what to do. Nothing should be called with
    /// settings that have any.
    std::vector<std::string> problems{};
    /// Whether the metadata service has to be asked before these are final.
    bool wants_instance_region = false;
};

}
