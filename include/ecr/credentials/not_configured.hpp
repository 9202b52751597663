#pragma once

#include <ecr/exception.hpp>

namespace ecr::inline ECR_ABI {

/// Thrown by a provider that was told nothing to work with: a chain goes on with its next one, while any
/// other exception ends it.
class BOOST_SYMBOL_VISIBLE not_configured : public exception {
public:
    using exception::exception;
};

}
