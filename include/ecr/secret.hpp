#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// Text that is never printed and whose memory is overwritten before it is given back.
class secret {
public:
    secret() noexcept = default;
    secret(const char* text);
    secret(std::string_view text);
    secret(const std::string& text);

    /// Also overwrites `text`, so that no second copy stays behind.
    secret(std::string&& text);

    secret(const secret& other);
    secret(secret&& other) noexcept;
    secret& operator=(secret other) noexcept;
    ~secret();

    /// The text itself, valid until this object is changed or destroyed.
    [[nodiscard]] std::string_view reveal() const noexcept { return {text_.get(), size_}; }

    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

    /// Takes the same time wherever the texts differ; their lengths are not hidden.
    friend bool operator==(const secret& left, const secret& right) noexcept { return left.equals(right); }

    /// Writes a mask: `***`, or nothing if the text is empty.
    friend std::ostream& operator<<(std::ostream& out, const secret& value) { return value.print(out); }

private:
    [[nodiscard]] bool equals(const secret& other) const noexcept;
    std::ostream& print(std::ostream& out) const;

    std::unique_ptr<char[]> text_;
    std::size_t size_ = 0;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/secret.ipp>
#endif
