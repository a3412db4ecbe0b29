#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gv::passwords {

/// The six digits of `counter` under `secret`: RFC 4226 with HMAC-SHA-1, which is what the apps of
/// telephones take.
[[nodiscard]] std::string hotp(std::string_view secret, std::uint64_t counter);

}  // namespace gv::passwords
