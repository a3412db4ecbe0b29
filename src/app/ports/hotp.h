#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace gv::app {

/// The six digits of a counter under a secret (RFC 4226). Any thread.
using Hotp = std::function<std::string(std::string_view secret, std::uint64_t counter)>;

}  // namespace gv::app
