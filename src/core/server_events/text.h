#pragma once

#include <string>
#include <string_view>

/// Text of all scripts, by the tables of Unicode (ICU). Bytes that are no UTF-8 become U+FFFD.
namespace gv::server_events {

/// In lower case, without white space and controls.
[[nodiscard]] std::string compact_lower(std::string_view text);
/// The same without punctuation and symbols: "O'Connor" is "oconnor". Letters, marks and digits of
/// every script stay.
[[nodiscard]] std::string plain_lower(std::string_view text);
/// Letters and their marks alone, in lower case: "Abu Dhabi 2" is "abudhabi".
[[nodiscard]] std::string letters_lower(std::string_view text);

}  // namespace gv::server_events
