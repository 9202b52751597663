#include <ecr/detail/sigv4.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

using namespace ecr::detail;
using ecr::header_view;

namespace {

/// One request that botocore signed; generate/sigv4_vectors.py writes them.
class vector {
public:
    vector(const boost::json::object& members, const boost::json::object& defaults)
        : members_(members)
        , defaults_(defaults)
        , body_(repeated(text("body"), at("body_count").to_number<std::size_t>())) {
        for (const auto& header : at("headers").as_array())
            headers_.push_back({.name = header.at(0).as_string(), .value = header.at(1).as_string()});
    }

    [[nodiscard]] std::string_view text(std::string_view name) const { return at(name).as_string(); }

    [[nodiscard]] bool presigned() const { return text("form") == "query"; }

    [[nodiscard]] ecr::timestamp now() const {
        return ecr::timestamp(std::chrono::seconds(at("time").to_number<std::int64_t>()));
    }

    [[nodiscard]] std::chrono::seconds expires() const {
        return std::chrono::seconds(at("expires").to_number<std::int64_t>());
    }

    [[nodiscard]] ecr::credentials keys() const {
        return {.access_key_id = "AKIDEXAMPLE",
                .secret_access_key = text("secret"),
                .session_token = text("token")};
    }

    [[nodiscard]] sigv4_request request() const {
        sigv4_request result{.method = text("method"),
                             .scheme = text("scheme"),
                             .host = text("host"),
                             .path = text("path"),
                             .query = text("query"),
                             .headers = headers_,
                             .payload = std::string_view(body_),
                             .region = text("region"),
                             .service = text("service"),
                             .path_form = path_form()};
        if (at("unsigned").as_bool()) result.payload = unsigned_payload{};
        return result;
    }

    [[nodiscard]] path_rules path_form() const {
        return {.normalize = at("normalize").as_bool(), .double_encode = at("double_encode").as_bool()};
    }

private:
    [[nodiscard]] const boost::json::value& at(std::string_view name) const {
        const auto* found = members_.if_contains(name);
        return found ? *found : defaults_.at(name);
    }

    [[nodiscard]] static std::string repeated(std::string_view text, std::size_t count) {
        std::string result;
        for (std::size_t i = 0; i < count; ++i) result += text;
        return result;
    }

    const boost::json::object& members_;
    const boost::json::object& defaults_;
    std::string body_;
    std::vector<header_view> headers_;
};

class vectors {
public:
    vectors() {
        std::ifstream file(ECR_TEST_DATA "/sigv4_vectors.json", std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(file), {});
        document_ = boost::json::parse(text);
        const auto& defaults = document_.at("defaults").as_object();
        for (const auto& members : document_.at("vectors").as_array())
            all_.emplace_back(members.as_object(), defaults);
    }

    [[nodiscard]] auto begin() const { return all_.begin(); }
    [[nodiscard]] auto end() const { return all_.end(); }
    [[nodiscard]] auto size() const { return all_.size(); }

private:
    boost::json::value document_;
    std::vector<vector> all_;
};

std::string_view after(std::string_view text, std::string_view mark) {
    return text.substr(text.rfind(mark) + mark.size());
}

std::string_view line(std::string_view text, std::size_t from_end) {
    for (; from_end > 0; --from_end) text = text.substr(0, text.rfind('\n'));
    return text.substr(text.rfind('\n') + 1);
}

}

BOOST_AUTO_TEST_SUITE(sigv4)

BOOST_AUTO_TEST_CASE(every_request_is_signed_as_botocore_signs_it) {
    const vectors all;
    sigv4_signer signer;

    BOOST_TEST(all.size() >= 400u);
    for (const auto& sample : all) {
        BOOST_TEST_CONTEXT(sample.text("form") << ": " << sample.text("name")) {
            sigv4_trace trace;
            if (sample.presigned()) {
                const auto url =
                    signer.presign(sample.request(), sample.keys(), sample.now(), sample.expires(), &trace);
                BOOST_TEST_REQUIRE(!url.has_error(), url.error().reason);
                BOOST_TEST(trace.canonical_request == sample.text("canonical_request"));
                BOOST_TEST(*url == sample.text("expected"));
            } else {
                const auto headers = signer.sign(sample.request(), sample.keys(), sample.now(), &trace);
                BOOST_TEST_REQUIRE(!headers.has_error(), headers.error().reason);
                BOOST_TEST(trace.canonical_request == sample.text("canonical_request"));
                BOOST_TEST(headers->authorization == sample.text("expected"));
                BOOST_TEST(std::string_view(headers->date.data(), headers->date.size()) ==
                           sample.text("date"));
            }
        }
    }
}

// The names of the signed headers and the payload hash are what a server takes from the request that it
// received; the last two lines of the canonical request stand in for them here.
BOOST_AUTO_TEST_CASE(a_server_comes_to_the_same_signature_from_what_it_received) {
    const vectors all;
    sigv4_signer signer;
    canonical_request canonical;

    for (const auto& sample : all) {
        BOOST_TEST_CONTEXT(sample.text("form") << ": " << sample.text("name")) {
            const auto request = sample.request();
            const auto expected = sample.text("canonical_request");
            const auto url_query = after(sample.text("expected"), "?");
            const auto query = sample.presigned() ? url_query : request.query;
            const auto date = to_amz_date(sample.now());
            const std::string_view date_text(date->data(), date->size());
            const auto host_line = expected.substr(expected.find("\nhost:") + 6);
            std::vector<header_view> received(request.headers.begin(), request.headers.end());
            std::erase_if(received, [](const auto& header) { return is_named(header, "x-amz-date"); });
            received.push_back({.name = "Host", .value = host_line.substr(0, host_line.find('\n'))});
            received.push_back({.name = "X-Amz-Date", .value = date_text});
            received.push_back({.name = "X-Amz-Security-Token", .value = sample.text("token")});

            canonical.clear();
            const auto added = canonical.add_listed(received, line(expected, 1));
            BOOST_TEST_REQUIRE(!added.has_error(), added.error().reason);
            const auto written =
                canonical.write(request.method, request.path, query, line(expected, 0), sample.path_form());
            BOOST_TEST_REQUIRE(!written.has_error(), written.error().reason);
            const auto signature = signer.signature(
                canonical.text(), {date_text, request.region, request.service}, sample.text("secret"));

            BOOST_TEST(std::string_view(signature.data(), signature.size()) ==
                       after(sample.text("expected"), "Signature="));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
