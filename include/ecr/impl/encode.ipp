#pragma once

#include <ecr/detail/encode.hpp>
#include <ecr/detail/json_write.hpp>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL call_input encode(std::string_view operation, const shape& type, const void* request,
                           validation_level level) {
    call_input input;
    input.operation = operation;
    input.violations = validate(type, request, level);
    blob_position left_out;
    auto problem = json_write_split(type, request, input.text, left_out);
    if (problem) input.violations.push_back(std::move(*problem));
    if (left_out.bytes.empty()) return input;
    for (const field& each : type) {
        if (each.value->kind == value_kind::blob) input.blob = *static_cast<const blob*>(each.in(request));
    }
    input.blob_at = left_out.at;
    return input;
}

}
