#pragma once

#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace test {

/// Parses one of the files beside the test's source.
inline boost::json::value json_file(const std::string& name) {
    const std::string path = std::string(ECR_TEST_DATA) + "/" + name;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path);

    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return boost::json::parse(text);
}

}
