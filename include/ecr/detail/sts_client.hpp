#pragma once

#include <ecr/credentials.hpp>
#include <ecr/credentials/provider_context.hpp>
#include <ecr/error.hpp>
#include <ecr/secret.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// A question to STS that is answered with the keys of a role.
struct sts_question {
    /// The form, whose first words name the action.
    secret form{};
    /// What is secret in the form.
    std::vector<secret> hidden{};
    /// Who asks; null for a question without a signature.
    std::shared_ptr<const credentials> signer{};
    /// What supplies the keys, for messages.
    std::string provider_name{};
    /// For messages: which role.
    std::string role_arn{};
    /// What to do when access is denied.
    std::string advice{};
};

struct sts_outcome {
    std::shared_ptr<const credentials> keys{};
    error failure{};
};

/// Asks STS, which gives keys or a reason why not.
[[nodiscard]] ECR_DECL boost::asio::awaitable<sts_outcome> try_sts(provider_context context,
                                                                   sts_question question);

/// A name for sessions that were given none.
[[nodiscard]] ECR_DECL std::string default_session_name(time_source& time);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/sts_client.ipp>
#endif
