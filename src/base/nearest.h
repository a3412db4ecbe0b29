#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gv {

/// A known name and how many edits part it from the one that was asked for.
struct Nearest {
  std::string_view name;
  std::size_t distance{0};  ///< 0: the same but for case and separators
};

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment, Damerau
/// 1964) that part two names, over bytes; ASCII case does not count and ' ', '-', '_' are one
/// separator. Only the first 64 bytes of a name are looked at, which bounds the cost.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate closest to `name`, to suggest what was meant by an unknown key or column. Nothing
/// where the closest one shares no more than chance would: when its distance exceeds half of the
/// longer name. A tie goes to the name that sorts first. The view points into `candidates`.
/// O(candidates).
[[nodiscard]] std::optional<Nearest> nearest(std::string_view name,
                                             std::span<const std::string_view> candidates);
[[nodiscard]] std::optional<Nearest> nearest(std::string_view name,
                                             std::span<const std::string> candidates);

}  // namespace gv
