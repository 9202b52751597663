#include <ecr/detail/base64.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ecr::detail;
using bytes = std::vector<std::byte>;
using encoder = void (*)(std::span<const std::byte>, char*) noexcept;

struct kernel {
    std::string_view name{};
    encoder encode{};
};

std::vector<kernel> kernels_of_this_machine() {
    std::vector<kernel> kernels{{"portable", &base64_kernel::portable}, {"chosen", &base64_encode}};
#if ECR_X86_DISPATCH
    if (__builtin_cpu_supports("ssse3")) kernels.push_back({"ssse3", &base64_kernel::ssse3});
    if (__builtin_cpu_supports("avx2")) kernels.push_back({"avx2", &base64_kernel::avx2});
#endif
    return kernels;
}

bytes to_bytes(std::string_view text) {
    const auto view = std::as_bytes(std::span{text});
    return {view.begin(), view.end()};
}

bytes noise(std::size_t size) {
    bytes result(size);
    std::uint32_t state = 0x9e3779b9;
    for (auto& byte : result) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<std::byte>(state >> 24);
    }
    return result;
}

std::string encode_with(encoder encode, std::span<const std::byte> in) {
    std::string text(base64_size(in.size()), '\0');
    encode(in, text.data());
    return text;
}

// The definition, one bit at a time.
std::string encode_slowly(std::span<const std::byte> in) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    unsigned value = 0;
    for (std::size_t bit = 0; bit != in.size() * 8; ++bit) {
        const auto byte = std::to_integer<unsigned>(in[bit / 8]);
        value = value << 1 | (byte >> (7 - bit % 8) & 1);
        if (bit % 6 == 5) {
            text += alphabet[value];
            value = 0;
        }
    }
    if (const auto used = in.size() * 8 % 6; used != 0) text += alphabet[value << (6 - used)];
    while (text.size() % 4 != 0) text += '=';
    return text;
}

std::optional<bytes> decode_in_pieces(std::string_view text, std::size_t size_of_piece) {
    base64_decoder decoder;
    bytes out;
    while (!text.empty()) {
        const auto piece = text.substr(0, size_of_piece);
        if (!decoder.write(piece, out)) return std::nullopt;
        text.remove_prefix(piece.size());
    }
    if (!decoder.finish()) return std::nullopt;
    return out;
}

}

BOOST_AUTO_TEST_SUITE(base64)

BOOST_AUTO_TEST_CASE(the_vectors_of_rfc_4648_are_encoded_and_decoded) {
    struct row {
        std::string_view plain{};
        std::string_view encoded{};
    };
    constexpr auto rows = std::to_array<row>({{"", ""},
                                              {"f", "Zg=="},
                                              {"fo", "Zm8="},
                                              {"foo", "Zm9v"},
                                              {"foob", "Zm9vYg=="},
                                              {"fooba", "Zm9vYmE="},
                                              {"foobar", "Zm9vYmFy"},
                                              {"AWS:p\xc3\xa4ss", "QVdTOnDDpHNz"}});

    for (const auto& [plain, encoded] : rows) {
        const auto decoded = decode_in_pieces(encoded, 100);

        BOOST_TEST(encode_with(&base64_encode, to_bytes(plain)) == encoded);
        BOOST_TEST((decoded == to_bytes(plain)), encoded);
    }
}

BOOST_AUTO_TEST_CASE(the_size_is_four_characters_for_every_three_bytes_begun) {
    static_assert(base64_size(0) == 0);
    static_assert(base64_size(1) == 4);
    static_assert(base64_size(3) == 4);
    static_assert(base64_size(4) == 8);
    static_assert(base64_size(20971520) == 27962028);

    BOOST_TEST(encode_slowly(noise(299)).size() == base64_size(299));
}

BOOST_AUTO_TEST_CASE(every_kernel_agrees_with_the_definition_at_every_length) {
    for (const auto& [name, encode] : kernels_of_this_machine()) {
        for (std::size_t size = 0; size <= 300; ++size) {
            const auto in = noise(size);

            const auto text = encode_with(encode, in);

            BOOST_TEST(text == encode_slowly(in), name << " at " << size);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_kernel_takes_input_and_output_at_any_alignment) {
    const auto in = noise(300);
    for (const auto& [name, encode] : kernels_of_this_machine()) {
        for (std::size_t offset = 0; offset != 32; ++offset) {
            const auto view = std::span{in}.subspan(offset);
            std::string text(offset + base64_size(view.size()), '\0');

            encode(view, text.data() + offset);

            BOOST_TEST(text.substr(offset) == encode_slowly(view), name << " at offset " << offset);
        }
    }
}

// Exact heap buffers let the address sanitizer see any access beyond them; the guards show a write without
// it.
BOOST_AUTO_TEST_CASE(no_kernel_touches_what_lies_outside_its_buffers) {
    for (const auto& [name, encode] : kernels_of_this_machine()) {
        for (std::size_t size = 0; size <= 300; ++size) {
            const auto source = noise(size);
            const auto in = std::make_unique<std::byte[]>(size);
            const auto exact = std::make_unique<char[]>(base64_size(size));
            std::string guarded(base64_size(size) + 64, '#');
            std::copy(source.begin(), source.end(), in.get());

            encode({in.get(), size}, exact.get());
            encode({in.get(), size}, guarded.data() + 32);

            BOOST_TEST(std::count(guarded.begin(), guarded.begin() + 32, '#') == 32, name << " at " << size);
            BOOST_TEST(std::count(guarded.end() - 32, guarded.end(), '#') == 32, name << " at " << size);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_value_at_every_place_is_encoded) {
    bytes in;
    for (unsigned value = 0; value != 64; ++value) {
        const auto group = value << 18 | (63 - value) << 12 | (value ^ 21) << 6 | (value ^ 42);
        for (const auto shift : {16, 8, 0}) in.push_back(static_cast<std::byte>(group >> shift));
    }

    for (const auto& [name, encode] : kernels_of_this_machine())
        BOOST_TEST(encode_with(encode, in) == encode_slowly(in), name);
}

BOOST_AUTO_TEST_CASE(text_is_decoded_however_it_is_cut_into_pieces) {
    for (const auto size : std::to_array<std::size_t>({1, 2, 3, 4, 47, 48, 49, 300})) {
        const auto plain = noise(size);
        const auto text = encode_slowly(plain);
        for (std::size_t piece = 1; piece <= text.size() && piece <= 40; ++piece) {
            const auto decoded = decode_in_pieces(text, piece);

            BOOST_TEST((decoded == plain), size << " bytes in pieces of " << piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(decoding_appends_and_ignores_empty_pieces) {
    base64_decoder decoder;
    auto out = to_bytes("before ");

    const auto accepted = decoder.write("", out) && decoder.write("Zm", out) && decoder.write("", out) &&
                          decoder.write("8=", out) && decoder.write("", out);

    BOOST_TEST(accepted);
    BOOST_TEST(decoder.finish());
    BOOST_TEST((out == to_bytes("before fo")));
}

BOOST_AUTO_TEST_CASE(text_that_no_encoder_writes_is_refused_in_one_piece_and_in_many) {
    constexpr auto texts = std::to_array<std::string_view>({
        "=",
        "==",
        "====",
        "Z===",
        "Zg=a",
        "=Zg=",
        "Zg==Zg==",
        "Zg===",
        "Zg==A",
        "Zm8=Zm8=",
        "Zm8==",
        "Z=8=",
        "Zm9v=",
        "Zm9v====",
        "Zm9v Zm9v",
        "Zm9v\n",
        "Zm-v",
        "Zm_v",
        "Zm.v",
        "Zm9\xc3",
        "Zm9v*m9v",
        "Zm9vZ*9v",
        "Zm9vZm*v",
        "Zm9vZm9*",
        "Zh==",
        "Z/==",
        "Zm9=",
        "Zm//Zm9=",
        "\xff\xff\xff\xff",
        "Z",
        "Zg",
        "Zg=",
        "Zm8",
        "Zm9vZ",
        "Zm9vZg",
        "Zm9vZm8",
    });

    for (const auto text : texts)
        for (const auto piece : std::to_array<std::size_t>({1, 2, 3, 4, 5, 100}))
            BOOST_TEST(!decode_in_pieces(text, piece).has_value(), text << " in pieces of " << piece);
    BOOST_TEST(!decode_in_pieces({"Zm9\0", 4}, 4).has_value());
}

BOOST_AUTO_TEST_CASE(only_the_64_characters_of_the_alphabet_are_accepted) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int code = 0; code != 256; ++code) {
        for (std::size_t place = 0; place != 4; ++place) {
            std::string text = "AAAAAAAAAAAA";
            text[4 + place] = static_cast<char>(code);

            const auto whole = decode_in_pieces(text, text.size()).has_value();
            const auto single = decode_in_pieces(text, 1).has_value();

            const auto expected = alphabet.find(static_cast<char>(code)) != std::string_view::npos;
            BOOST_TEST(whole == expected, "code " << code << " at place " << place);
            BOOST_TEST(single == expected, "code " << code << " at place " << place << ", one by one");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_refused_piece_leaves_the_output_alone_and_ends_the_decoding) {
    base64_decoder decoder;
    bytes out;
    BOOST_TEST(decoder.write("Zm9vZm", out));

    const auto refused = !decoder.write("9vZm9v!!!!", out);

    BOOST_TEST(refused);
    BOOST_TEST((out == to_bytes("foo")));
    BOOST_TEST(!decoder.write("Zm9v", out));
    BOOST_TEST(!decoder.write("", out));
    BOOST_TEST(!decoder.finish());
}

BOOST_AUTO_TEST_CASE(an_unfinished_group_is_not_an_end) {
    base64_decoder decoder;
    bytes out;

    BOOST_TEST(decoder.finish());
    BOOST_TEST(decoder.write("Zm9vZm8", out));
    BOOST_TEST(!decoder.finish());
    BOOST_TEST(decoder.write("=", out));
    BOOST_TEST(decoder.finish());
    BOOST_TEST((out == to_bytes("foofo")));
}

BOOST_AUTO_TEST_SUITE_END()
