#pragma once

#include <ecr/emulator/downloads.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/server_state.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

// Of several ranges, or of a unit that is not known, a server may send the whole (RFC 9110, section 14.2).
ECR_DECL std::optional<byte_range> read_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) return std::nullopt;
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == header.npos) return std::nullopt;
    const auto number = [](std::string_view text) {
        std::optional<std::uint64_t> value(0);
        const auto read = std::from_chars(text.data(), text.data() + text.size(), *value);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size()) value.reset();
        return value;
    };
    const auto from = number(header.substr(0, dash));
    const auto to = number(header.substr(dash + 1));
    const bool suffix = dash == 0;
    const bool open = dash + 1 == header.size();
    if ((suffix && !to) || (!suffix && !from) || (!open && !to)) return std::nullopt;
    if (suffix) return byte_range{.first = size - std::min(size, *to), .size = std::min(size, *to)};
    if (!open && *to < *from) return std::nullopt;
    if (*from >= size) return byte_range{};
    const auto last = open ? size - 1 : std::min(*to, size - 1);
    return byte_range{.first = *from, .size = last - *from + 1};
}

class downloads final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "layer-download"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.path().starts_with(download_path);
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        if (request.method != "GET") return refused(405, "MethodNotAllowed");
        const auto layer = layer_for_download(state.all, request.target, came.now);
        if (!layer) return refused(403, "AccessDenied");
        const auto bytes = layer->bytes();
        const std::string_view whole(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const auto total = std::to_string(whole.size());
        server_response response;
        response.headers.emplace_back("Accept-Ranges", "bytes");
        response.headers.emplace_back("Content-Type", "application/octet-stream");
        const auto part = read_range(request.header("range"), whole.size());
        if (!part) {
            response.body = whole;
            return response;
        }
        response.status = part->size == 0 ? 416 : 206;
        response.code = part->size == 0 ? "InvalidRange" : "";
        const auto last = std::to_string(part->first + part->size - (part->size == 0 ? 0 : 1));
        const auto range = part->size == 0 ? "*" : std::to_string(part->first) + "-" + last;
        response.headers.emplace_back("Content-Range", "bytes " + range + "/" + total);
        response.body = whole.substr(part->first, part->size);
        return response;
    }

private:
    [[nodiscard]] static server_response refused(int status, std::string code) {
        server_response response{.status = status, .code = std::move(code)};
        response.headers.emplace_back("Content-Type", "application/xml");
        response.body = "<Error><Code>" + response.code + "</Code></Error>";
        return response;
    }
};

ECR_DECL std::unique_ptr<companion> make_downloads() {
    return std::make_unique<downloads>();
}

}
