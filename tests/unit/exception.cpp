#include <ecr/exception.hpp>

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <type_traits>
#include <utility>

namespace {

using ecr::condition;
using ecr::errc;
using ecr::error_kind;

ecr::error service_error(std::string_view code, int status = 400) {
    ecr::error_data data;
    data.code_text = code;
    data.http_status = status;
    return ecr::error(std::move(data));
}

ecr::error error_of_kind(error_kind kind, boost::system::error_code cause = {}) {
    ecr::error_data data;
    data.kind = kind;
    data.cause = cause;
    return ecr::error(std::move(data));
}

template <class Exception>
bool is_caught_as(const ecr::error& failure) {
    try {
        ecr::throw_error(failure);
    } catch (const Exception&) {
        return true;
    } catch (...) {
        return false;
    }
}

// The exact type that is thrown, and not merely one of its bases.
template <class Exception>
bool is_thrown_as(const ecr::error& failure) {
    try {
        ecr::throw_error(failure);
    } catch (const std::exception& thrown) {
        return typeid(thrown) == typeid(Exception);
    }
}

boost::system::error_code code_thrown_for(const ecr::error& failure) {
    try {
        ecr::throw_error(failure);
    } catch (const boost::system::system_error& thrown) {
        return thrown.code();
    }
}

struct catcher {
    errc code;
    bool (*catches)(const ecr::error&);
    bool (*is_exact)(const ecr::error&);
};

#define ECR_TEST_CATCHER(CODE)                                                                               \
    { errc::CODE, &is_caught_as<ecr::CODE##_exception>, &is_thrown_as<ecr::CODE##_exception> }

constexpr catcher catchers[] = {
    ECR_TEST_CATCHER(blocked_by_organization_policy),
    ECR_TEST_CATCHER(empty_upload),
    ECR_TEST_CATCHER(exclusion_already_exists),
    ECR_TEST_CATCHER(exclusion_not_found),
    ECR_TEST_CATCHER(image_already_exists),
    ECR_TEST_CATCHER(image_archived),
    ECR_TEST_CATCHER(image_digest_does_not_match),
    ECR_TEST_CATCHER(image_not_found),
    ECR_TEST_CATCHER(image_storage_class_update_not_supported),
    ECR_TEST_CATCHER(image_tag_already_exists),
    ECR_TEST_CATCHER(invalid_layer),
    ECR_TEST_CATCHER(invalid_layer_part),
    ECR_TEST_CATCHER(invalid_parameter),
    ECR_TEST_CATCHER(invalid_tag_parameter),
    ECR_TEST_CATCHER(kms),
    ECR_TEST_CATCHER(layer_already_exists),
    ECR_TEST_CATCHER(layer_inaccessible),
    ECR_TEST_CATCHER(layer_part_too_small),
    ECR_TEST_CATCHER(layers_not_found),
    ECR_TEST_CATCHER(lifecycle_policy_not_found),
    ECR_TEST_CATCHER(lifecycle_policy_preview_in_progress),
    ECR_TEST_CATCHER(lifecycle_policy_preview_not_found),
    ECR_TEST_CATCHER(limit_exceeded),
    ECR_TEST_CATCHER(pull_through_cache_rule_already_exists),
    ECR_TEST_CATCHER(pull_through_cache_rule_not_found),
    ECR_TEST_CATCHER(referenced_images_not_found),
    ECR_TEST_CATCHER(registry_policy_not_found),
    ECR_TEST_CATCHER(replication_backfill_in_progress),
    ECR_TEST_CATCHER(replication_backfill_invalid_status),
    ECR_TEST_CATCHER(replication_backfill_not_found),
    ECR_TEST_CATCHER(repository_already_exists),
    ECR_TEST_CATCHER(repository_not_empty),
    ECR_TEST_CATCHER(repository_not_found),
    ECR_TEST_CATCHER(repository_policy_not_found),
    ECR_TEST_CATCHER(scan_not_found),
    ECR_TEST_CATCHER(secret_not_found),
    ECR_TEST_CATCHER(server),
    ECR_TEST_CATCHER(signing_configuration_not_found),
    ECR_TEST_CATCHER(template_already_exists),
    ECR_TEST_CATCHER(template_not_found),
    ECR_TEST_CATCHER(too_many_tags),
    ECR_TEST_CATCHER(unable_to_access_secret),
    ECR_TEST_CATCHER(unable_to_decrypt_secret_value),
    ECR_TEST_CATCHER(unable_to_get_upstream_image),
    ECR_TEST_CATCHER(unable_to_get_upstream_layer),
    ECR_TEST_CATCHER(unable_to_list_upstream_image_referrers),
    ECR_TEST_CATCHER(unsupported_image_type),
    ECR_TEST_CATCHER(unsupported_upstream_registry),
    ECR_TEST_CATCHER(upload_not_found),
    ECR_TEST_CATCHER(validation),
};
static_assert(std::size(catchers) == ecr::detail::enum_table<errc>::count);

}

BOOST_AUTO_TEST_SUITE(exception)

BOOST_AUTO_TEST_CASE(each_declared_code_is_caught_by_its_own_type_and_by_no_other) {
    for (std::size_t index = 0; index != std::size(catchers); ++index) {
        const auto code = static_cast<errc>(index);
        const auto failure = service_error(ecr::to_string(code));
        BOOST_TEST((catchers[index].code == code));

        for (const catcher& each : catchers) {
            BOOST_TEST_CONTEXT(ecr::to_string(code) << " caught as " << ecr::to_string(each.code)) {
                BOOST_TEST(each.catches(failure) == (each.code == code));
            }
        }
        BOOST_TEST(catchers[index].is_exact(failure));
    }
}

BOOST_AUTO_TEST_CASE(a_declared_code_is_also_caught_by_its_condition) {
    BOOST_TEST(is_caught_as<ecr::not_found_exception>(service_error("RepositoryNotFoundException")));
    BOOST_TEST(!is_caught_as<ecr::already_exists_exception>(service_error("RepositoryNotFoundException")));
    BOOST_TEST(is_caught_as<ecr::already_exists_exception>(service_error("ImageAlreadyExistsException")));
    BOOST_TEST(is_caught_as<ecr::conflict_exception>(service_error("RepositoryNotEmptyException")));
    BOOST_TEST(is_caught_as<ecr::quota_exception>(service_error("LimitExceededException")));
    BOOST_TEST(!is_caught_as<ecr::throttled_exception>(service_error("LimitExceededException")));
    BOOST_TEST(is_caught_as<ecr::dependency_exception>(service_error("KmsException")));
    BOOST_TEST(is_caught_as<ecr::transient_exception>(service_error("ServerException", 500)));
    BOOST_TEST(is_caught_as<ecr::denied_exception>(service_error("BlockedByOrganizationPolicyException")));
    BOOST_TEST(is_caught_as<ecr::invalid_exception>(service_error("InvalidParameterException")));
}

BOOST_AUTO_TEST_CASE(other_failures_are_thrown_as_their_primary_condition) {
    BOOST_TEST(is_thrown_as<ecr::throttled_exception>(service_error("ThrottlingException")));
    BOOST_TEST(is_thrown_as<ecr::throttled_exception>(service_error("Unheard", 429)));
    BOOST_TEST(is_thrown_as<ecr::denied_exception>(service_error("AccessDeniedException")));
    BOOST_TEST(is_thrown_as<ecr::expired_credentials_exception>(service_error("ExpiredTokenException")));
    BOOST_TEST(is_thrown_as<ecr::skewed_clock_exception>(service_error("RequestTimeTooSkewed")));
    BOOST_TEST(is_thrown_as<ecr::transient_exception>(service_error("Unheard", 503)));
    BOOST_TEST(is_thrown_as<ecr::timed_out_exception>(error_of_kind(error_kind::timeout)));
    BOOST_TEST(is_thrown_as<ecr::cancelled_exception>(error_of_kind(error_kind::cancelled)));
    BOOST_TEST(is_thrown_as<ecr::invalid_exception>(error_of_kind(error_kind::validation)));
    BOOST_TEST(is_thrown_as<ecr::exception>(error_of_kind(error_kind::credentials)));
    BOOST_TEST(is_thrown_as<ecr::exception>(service_error("Unheard")));
    BOOST_TEST(is_thrown_as<ecr::exception>(ecr::error()));
}

BOOST_AUTO_TEST_CASE(a_wider_condition_catches_the_narrower_ones) {
    BOOST_TEST(is_caught_as<ecr::transient_exception>(service_error("ThrottlingException")));
    BOOST_TEST(is_caught_as<ecr::transient_exception>(error_of_kind(error_kind::timeout)));
    BOOST_TEST(is_caught_as<ecr::denied_exception>(service_error("ExpiredTokenException")));
    BOOST_TEST(is_caught_as<ecr::denied_exception>(service_error("RequestTimeTooSkewed")));
    BOOST_TEST(!is_caught_as<ecr::transient_exception>(error_of_kind(error_kind::cancelled)));
}

BOOST_AUTO_TEST_CASE(a_cancelled_call_is_what_asio_programs_expect) {
    const auto failure = error_of_kind(error_kind::cancelled, boost::asio::error::connection_reset);

    BOOST_TEST(code_thrown_for(failure) == boost::asio::error::operation_aborted);
    BOOST_TEST(is_caught_as<boost::system::system_error>(failure));
    BOOST_TEST(is_caught_as<ecr::cancelled_exception>(failure));
}

BOOST_AUTO_TEST_CASE(a_timeout_does_not_look_like_the_cancellation_it_is_made_of) {
    const auto failure = error_of_kind(error_kind::timeout, boost::asio::error::operation_aborted);

    BOOST_TEST(code_thrown_for(failure) == boost::asio::error::timed_out);
    BOOST_TEST((code_thrown_for(failure) == boost::system::errc::timed_out));
}

BOOST_AUTO_TEST_CASE(the_code_is_the_cause_where_there_is_one) {
    const auto failure = error_of_kind(error_kind::connect, boost::asio::error::connection_refused);

    BOOST_TEST(code_thrown_for(failure) == boost::asio::error::connection_refused);
}

BOOST_AUTO_TEST_CASE(the_code_is_the_kind_of_failure_where_there_is_no_cause) {
    const auto code = code_thrown_for(service_error("RepositoryNotFoundException"));

    BOOST_TEST(code.failed());
    BOOST_TEST((code.category() == ecr::failure_category()));
    BOOST_TEST(code.value() == static_cast<int>(error_kind::service) + 1);
    BOOST_TEST(code.message() == "service");
    BOOST_TEST(code_thrown_for(error_of_kind(error_kind::validation)).failed());
}

BOOST_AUTO_TEST_CASE(an_exception_carries_the_error_and_its_text) {
    const auto failure = service_error("RepositoryNotFoundException");

    try {
        ecr::throw_error(failure);
    } catch (const ecr::exception& thrown) {
        BOOST_TEST((thrown.error() == errc::repository_not_found));
        BOOST_TEST(thrown.what() == to_string(failure));
    }
}

BOOST_AUTO_TEST_CASE(copying_an_exception_cannot_fail) {
    static_assert(std::is_nothrow_copy_constructible_v<ecr::exception>);
    static_assert(std::is_nothrow_copy_constructible_v<ecr::repository_not_found_exception>);
    const ecr::repository_not_found_exception first(service_error("RepositoryNotFoundException"));

    const ecr::exception second = first;

    BOOST_TEST(second.what() == std::string(first.what()));
}

BOOST_AUTO_TEST_CASE(every_type_is_a_standard_exception_exactly_once) {
    BOOST_TEST(is_caught_as<std::exception>(service_error("RepositoryNotFoundException")));
    static_assert(std::is_convertible_v<ecr::throttled_exception*, std::exception*>);
    static_assert(std::is_convertible_v<ecr::cancelled_exception*, boost::system::system_error*>);
    static_assert(std::is_base_of_v<ecr::transient_exception, ecr::server_exception>);
}

BOOST_AUTO_TEST_SUITE_END()
