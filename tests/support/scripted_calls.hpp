#pragma once

/// \file
/// A client whose service, time and keys are all made up.

#include <ecr/operation/list_images.hpp>

#include <memory>
#include <string>
#include <support/coroutine_test.hpp>
#include <support/scripted_transport.hpp>
#include <utility>
#include <vector>

namespace test {

inline ecr::credentials some_keys(const std::string& id = "AKIDEXAMPLE") {
    ecr::credentials keys;
    keys.access_key_id = id;
    keys.secret_access_key = ecr::secret("not really secret");
    return keys;
}

/// Has the next keys of a list when the service calls the last ones expired.
class scripted_keys final : public ecr::credentials_provider {
public:
    explicit scripted_keys(std::vector<std::string> ids)
        : ids_(std::move(ids)) {}

    boost::asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        ++asked;
        co_return std::make_shared<const ecr::credentials>(some_keys(ids_.front()));
    }
    bool expired(const ecr::credentials& keys) override {
        complaints.push_back(keys.access_key_id);
        if (ids_.size() == 1) return false;
        ids_.erase(ids_.begin());
        return true;
    }

    int asked = 0;
    std::vector<std::string> complaints{};

private:
    std::vector<std::string> ids_;
};

struct scripted_calls {
    scripted_calls() {
        config.region = "eu-west-1";
        config.credentials = std::make_shared<ecr::static_credentials>(some_keys());
        config.transport = service;
        config.time = time;
    }

    /// Makes one call; the first one makes the client of the configuration.
    template <class Operation>
    auto call(const Operation& operation, const typename Operation::request_type& request,
              ecr::call_options options = {}) {
        ecr::result<typename Operation::response_type> outcome;
        if (!client) client.emplace(context.get_executor(), config);
        const auto view = client->with(std::move(options));
        auto body = [&]() -> boost::asio::awaitable<void> {
            auto work = operation(view, request, ecr::as_result);
            outcome = co_await std::move(work);
        };
        run_coroutine(context, std::move(body));
        return outcome;
    }

    /// Prepares the same reply several times.
    void prepare(const scripted_reply& reply, int times = 1) {
        for (int i = 0; i != times; ++i) service->replies.push_back(reply);
    }

    std::shared_ptr<scripted_transport> service = std::make_shared<scripted_transport>();
    std::shared_ptr<scripted_time> time = std::make_shared<scripted_time>();
    boost::asio::io_context context{};
    ecr::client_config config{};
    std::optional<ecr::client> client{};
};

inline ecr::list_images_request some_images() {
    ecr::list_images_request request;
    request.repository_name = "team/web";
    return request;
}

}
