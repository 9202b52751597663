#pragma once

#include "load.hpp"

#include <string>

namespace bench {

/// A whole request, signed once, with the headers that a call of the library has.
std::string signed_request(const workload& chosen);

}
