#include <ecr/detail/service_error.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace {

namespace json = boost::json;

json::array read_cases() {
    std::ifstream file(ECR_TEST_DATA "/errors/cases.json", std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return json::parse(text).as_array();
}

std::string_view text_of(const json::value& value) {
    return {value.as_string().data(), value.as_string().size()};
}

ecr::error parse_case(const json::object& recorded) {
    const auto header = [&](std::string_view name) {
        for (const auto& [each, value] : recorded.at("headers").as_object()) {
            const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
            if (std::ranges::equal(each, name, {}, lower)) return text_of(value);
        }
        return std::string_view();
    };
    const auto status = static_cast<int>(recorded.at("status").as_int64());
    return ecr::detail::parse_service_error(status, header, text_of(recorded.at("body")));
}

json::object extra_of(const ecr::error& failure) {
    json::object extra;
    const auto* details = failure.details();
    if (!details) return extra;
    if (details->registry_id) extra["registryId"] = *details->registry_id;
    if (details->repository_name) extra["repositoryName"] = *details->repository_name;
    if (details->upload_id) extra["uploadId"] = *details->upload_id;
    if (details->last_valid_byte_received)
        extra["lastValidByteReceived"] = *details->last_valid_byte_received;
    if (details->kms_error) extra["kmsError"] = *details->kms_error;
    return extra;
}

}

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(every_recorded_answer_is_understood_as_recorded) {
    const json::array cases = read_cases();
    BOOST_TEST(cases.size() == 88U);

    for (const auto& each : cases) {
        const auto& recorded = each.as_object();
        const auto& expect = recorded.at("expect").as_object();
        const auto failure = parse_case(recorded);
        const auto& id = expect.at("request_id");

        BOOST_TEST_CONTEXT(text_of(recorded.at("name"))) {
            BOOST_TEST(failure.code_text() == text_of(expect.at("code")));
            BOOST_TEST(failure.request_id() == (id.is_null() ? std::string_view() : text_of(id)));
            BOOST_TEST(failure.http_status() == recorded.at("status").as_int64());
            if (expect.contains("message")) BOOST_TEST(failure.message() == text_of(expect.at("message")));
            BOOST_TEST(extra_of(failure) == expect.at("extra").as_object());
        }
    }
}

BOOST_AUTO_TEST_CASE(every_declared_error_is_among_the_recorded_answers) {
    std::set<ecr::errc> seen;

    for (const auto& each : read_cases()) {
        const auto failure = parse_case(each.as_object());
        if (failure.code()) seen.insert(*failure.code());
    }

    BOOST_TEST(seen.size() == ecr::detail::enum_table<ecr::errc>::count);
}

BOOST_AUTO_TEST_SUITE_END()
