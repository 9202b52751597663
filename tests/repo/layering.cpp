#include "layers.hpp"
#include "source_tree.hpp"

#include <optional>

BOOST_AUTO_TEST_SUITE(layering)

namespace {

using namespace repo;

/// Position of the layer that a header belongs to, counted from the bottom.
std::optional<std::size_t> rank_of(std::string_view header) {
    std::optional<std::size_t> rank;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        for (const auto file : layers[i].files) {
            const auto matches = file.ends_with('/') ? header.starts_with(file) : header == file;
            if (matches && file.size() > longest) {
                rank = i;
                longest = file.size();
            }
        }
    }
    return rank;
}

/// The header that a file of definitions belongs to: the one that includes it.
std::string_view header_of(const source_tree& tree, std::string_view definitions) {
    for (const auto& [path, text] : tree) {
        const auto owner = path.ends_with(".hpp") && !path.ends_with("/src.hpp");
        if (owner && is_included(tree, path, definitions))
            return std::string_view(path).substr(sizeof "include");
    }
    return {};
}

bool is_excepted(std::string_view header, std::string_view path) {
    return std::any_of(exceptions.begin(), exceptions.end(), [&](const exception& e) {
        return e.header == header && path.starts_with(e.may_include);
    });
}

bool is_allowed(where permitted, bool definitions) {
    return permitted == where::anywhere || (permitted == where::in_definitions && definitions);
}

/// Complaint about one include of a file in `from`, or nothing.
std::string judge(const layer& from, std::size_t rank, bool definitions, std::string_view path) {
    const auto tls = path == "openssl/ssl.h" || path.starts_with("boost/asio/ssl");
    if ((tls || path.starts_with("boost/beast")) && !is_allowed(from.beast_and_tls, definitions)) {
        return "neither Beast nor TLS belongs into this layer";
    }
    if (path.starts_with("boost/asio") && !is_allowed(from.asio, definitions))
        return "this layer does no input and output";
    if (!path.starts_with("ecr/") || path.starts_with("ecr/impl/")) return {};

    const auto target = rank_of(path);
    if (!target) return "belongs to no layer, see tests/repo/layers.hpp";
    const auto& to = layers[*target];
    if (*target > rank) return "includes point down, but " + std::string(to.name) + " is above";
    if (to.hidden && !definitions && *target != rank)
        return std::string(to.name) + " is reached from definitions only";
    return {};
}

findings check(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        if (!path.starts_with("include/") || !is_code(path) || path.ends_with("/src.hpp")) continue;
        const auto definitions = path.ends_with(".ipp");
        const auto file = std::string_view(path).substr(sizeof "include");
        const auto header = definitions ? header_of(tree, file) : file;
        const auto rank = rank_of(header);
        if (!rank) {
            found.push_back(path + ": belongs to no layer, see tests/repo/layers.hpp");
            continue;
        }
        const auto& from = layers[*rank];
        for (const auto included : includes_of(text)) {
            const auto complaint = judge(from, *rank, definitions, included);
            if (complaint.empty() || is_excepted(header, included)) continue;
            found.push_back(path + " (" + std::string(from.name) + ") includes " + std::string(included) +
                            ": " + complaint);
        }
        const auto thin =
            path.starts_with("include/ecr/model/") || path.starts_with("include/ecr/operation/");
        if (thin && text.find("<ecr/impl/") != text.npos)
            found.push_back(path + ": has no definitions of its own");
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(the_headers_of_this_repository_include_downwards) {
    BOOST_TEST(repository().contains("include/ecr/detail/config.hpp"));

    expect_none(check(repository()));
}

BOOST_AUTO_TEST_CASE(an_include_that_points_up_is_found) {
    const source_tree tree{
        {"include/ecr/detail/sigv4.hpp", "#include <ecr/client.hpp>\n"},
        {"include/ecr/model/image.hpp", "#include <ecr/types.hpp>\n#include <ecr/operation.hpp>\n"},
        {"include/ecr/operation/list_images.hpp",
         "#include <ecr/model/image.hpp>\n#include <ecr/operation.hpp>\n"},
    };

    expect_complaints(
        check(tree),
        {"include/ecr/detail/sigv4.hpp (values and decisions) includes ecr/client.hpp: includes point down",
         "include/ecr/model/image.hpp (model) includes ecr/operation.hpp: includes point down"});
}

BOOST_AUTO_TEST_CASE(input_and_output_in_a_decision_is_found) {
    const source_tree tree{
        {"include/ecr/detail/http_head_parser.hpp", "#include <boost/beast/http/basic_parser.hpp>\n"},
        {"include/ecr/detail/retry.hpp",
         "#include <boost/asio/steady_timer.hpp>\n#include <ecr/impl/retry.ipp>\n"},
        {"include/ecr/detail/sigv4.hpp", "#  include <openssl/evp.h>\n#  include <openssl/ssl.h>\n"},
        {"include/ecr/impl/retry.ipp", "#include <boost/beast/http/field.hpp>\n"},
    };

    expect_complaints(
        check(tree),
        {"include/ecr/detail/retry.hpp (values and decisions) includes boost/asio/steady_timer.hpp: this "
         "layer",
         "include/ecr/detail/sigv4.hpp (values and decisions) includes openssl/ssl.h: neither",
         "include/ecr/impl/retry.ipp (values and decisions) includes boost/beast/http/field.hpp: neither"});
}

BOOST_AUTO_TEST_CASE(the_connection_is_reached_from_definitions_only) {
    const source_tree tree{
        {"include/ecr/client.hpp", "#include <ecr/detail/stream.hpp>\n#include <ecr/impl/client.ipp>\n"},
        {"include/ecr/detail/connector.hpp",
         "#include <ecr/detail/stream.hpp>\n#include <boost/asio/ssl/stream.hpp>\n"},
        {"include/ecr/impl/client.ipp", "#include <ecr/client.hpp>\n#include <ecr/detail/stream.hpp>\n"},
    };

    expect_complaints(
        check(tree),
        {"include/ecr/client.hpp (runtime) includes ecr/detail/stream.hpp: input and output is"});
}

BOOST_AUTO_TEST_CASE(definitions_that_no_header_includes_are_found) {
    const source_tree tree{{"include/ecr/impl/lost.ipp", "#include <ecr/types.hpp>\n"}};

    expect_complaints(check(tree), {"include/ecr/impl/lost.ipp: belongs to no layer"});
}

BOOST_AUTO_TEST_CASE(definitions_of_a_shape_or_an_operation_are_found) {
    const source_tree tree{{"include/ecr/model/tag.hpp", "#include <ecr/impl/tag.ipp>\n"}};

    expect_complaints(check(tree), {"include/ecr/model/tag.hpp: has no definitions"});
}

BOOST_AUTO_TEST_SUITE_END()
