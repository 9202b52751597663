#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace test {

/// The whole of a file beside the test's source, byte for byte.
inline std::string file_text(const std::string& name) {
    std::ifstream file(std::string(ECR_TEST_DATA) + "/" + name, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline boost::json::value json_file(const std::string& name) {
    return boost::json::parse(file_text(name));
}

inline std::string_view view(const boost::json::value& text) {
    return {text.as_string().data(), text.as_string().size()};
}

}
