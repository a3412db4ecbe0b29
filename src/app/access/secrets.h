#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace gv::app {

/// 16 bytes that nobody can guess.
using RandomBytes = std::function<std::array<std::uint8_t, 16>()>;

/// 256 random bits as 43 characters of base64url.
[[nodiscard]] std::string new_token(const RandomBytes& random);
/// A UUIDv7.
[[nodiscard]] std::string new_id(const RandomBytes& random, TimePoint now);

/// "gv_<8 characters>_<43 characters>": the first part finds the key, all of it proves it.
struct NewKey {
  std::string text;    ///< shown once
  std::string prefix;  ///< kept readable
  std::string hash;    ///< SHA-256 of `text`; 256 random bits need no slow hash
};
[[nodiscard]] NewKey new_key(const RandomBytes& random);
/// The readable part of a key; nothing when `text` has not its form.
[[nodiscard]] std::optional<std::string> prefix_of(std::string_view text);

}  // namespace gv::app
