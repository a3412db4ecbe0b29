#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gv {

/// "1 row", "2 rows". For nouns whose plural ends in s.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun);

/// `text` as it may be shown on a terminal: what would move the cursor, colour the line or reorder
/// it is escaped, "\x1b" for a byte and "\u202e" for a longer character. Escaped are the controls
/// of ASCII (line ends and tabs too) and Latin-1 and the bidirectional overrides and isolates. All
/// other bytes stay as they are.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace gv
