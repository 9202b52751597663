#pragma once

/// \file
/// Shapes as a user of the library would write them, of every kind and in a namespace of their own.

#include <ecr/blob.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mine {

enum class color { red, dark_green };
ECR_ENUM(color, red, dark_green);

struct nothing {};
ECR_SHAPE(nothing);

struct point {
    std::int32_t x{};
    std::optional<std::string> label{};
};
ECR_SHAPE(point, x, label);

/// One member of every kind, required and optional.
struct everything {
    bool flag{};
    std::int32_t small{};
    std::int64_t large{};
    double real{};
    std::string text{};
    ecr::timestamp time{};
    ecr::blob bytes{};
    ecr::open_enum<mine::color> color{};
    mine::point point{};
    std::vector<mine::point> points{};
    std::map<std::string, mine::point> named{};
    std::optional<bool> maybe_flag{};
    std::optional<std::int32_t> maybe_small{};
    std::optional<std::int64_t> maybe_large{};
    std::optional<double> maybe_real{};
    std::optional<std::string> maybe_text{};
    std::optional<ecr::timestamp> maybe_time{};
    std::optional<ecr::blob> maybe_bytes{};
    std::optional<ecr::open_enum<mine::color>> maybe_color{};
    std::optional<mine::point> maybe_point{};
    std::optional<std::vector<std::string>> maybe_texts{};
    std::map<ecr::open_enum<mine::color>, std::int32_t> counts{};
    std::vector<std::vector<std::int64_t>> rows{};
    std::string secret{};
};
ECR_SHAPE(everything, flag, small, large, real, text, time, bytes, color, point, points, named, maybe_flag,
          maybe_small, maybe_large, maybe_real, maybe_text, maybe_time, maybe_bytes, maybe_color, maybe_point,
          maybe_texts, counts, rows, (secret, .wire = "Secret_Text", .secret = true));

}
