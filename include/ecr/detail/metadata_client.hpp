#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/settings.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// How a question to the metadata service ended.
struct metadata_answer {
    fetch_answer answer{};
    /// Why there was no token for the question, and whether that looks like there is no such service here.
    error failure{};
    bool failed = false;
    bool absent = false;
};

/// Asks the metadata service of an EC2 instance in version 2: with a token, which is kept until shortly
/// before its end. For any thread.
class metadata_client : public std::enable_shared_from_this<metadata_client> {
public:
    ECR_DECL metadata_client(provider_context context, instance_metadata_settings settings);

    /// Asks for a path, such as `/latest/meta-data/placement/region`.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<metadata_answer> get(std::string path);

    [[nodiscard]] const provider_context& context() const noexcept { return context_; }
    [[nodiscard]] const instance_metadata_settings& settings() const noexcept { return settings_; }

private:
    struct kept_token {
        secret text{};
        time_source::time_point end{};
    };

    [[nodiscard]] fetch_request request(std::string method, std::string_view path) const;
    [[nodiscard]] boost::asio::awaitable<metadata_answer> renew_token();
    [[nodiscard]] secret token();
    void forget(const secret& refused);

    const provider_context context_;
    const instance_metadata_settings settings_;
    std::mutex mutex_{};
    kept_token token_{};
};

/// What to do when the service cannot be reached, fit for messages.
inline constexpr std::string_view metadata_advice =
    "inside of a container on EC2 the hop limit of the instance stops the answer: set its "
    "HttpPutResponseHopLimit to 2 or more; elsewhere set AWS_EC2_METADATA_DISABLED=true";

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/metadata_client.ipp>
#endif
