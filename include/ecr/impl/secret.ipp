#pragma once

#include <ecr/secret.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace ecr::inline ECR_ABI {

ECR_DECL secret::secret(std::string_view text)
    : text_(text.empty() ? nullptr : new char[text.size()])
    , size_(text.size()) {
    std::copy(text.begin(), text.end(), text_.get());
}

ECR_DECL secret::secret(const char* text)
    : secret(std::string_view(text)) {}

ECR_DECL secret::secret(const std::string& text)
    : secret(std::string_view(text)) {}

ECR_DECL secret::secret(std::string&& text)
    : secret(std::string_view(text)) {
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

ECR_DECL secret::secret(const secret& other)
    : secret(other.reveal()) {}

ECR_DECL secret::secret(secret&& other) noexcept
    : text_(std::move(other.text_))
    , size_(std::exchange(other.size_, 0)) {}

// The old text ends up in the parameter, whose destructor overwrites it.
ECR_DECL secret& secret::operator=(secret other) noexcept {
    std::swap(text_, other.text_);
    std::swap(size_, other.size_);
    return *this;
}

ECR_DECL secret::~secret() {
    if (text_) OPENSSL_cleanse(text_.get(), size_);
}

ECR_DECL bool secret::equals(const secret& other) const noexcept {
    return size_ == other.size_ && (size_ == 0 || CRYPTO_memcmp(text_.get(), other.text_.get(), size_) == 0);
}

ECR_DECL std::ostream& secret::print(std::ostream& out) const {
    return empty() ? out : out << "***";
}

}
