#include "base/nearest.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace gv {
namespace {

constexpr std::size_t kBytesCompared = 64;

using DistanceRow = std::array<std::size_t, kBytesCompared + 1>;

std::string folded(std::string_view name) {
  std::string text(name.substr(0, kBytesCompared));
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ' || c == '-') c = '_';
  }
  return text;
}

/// Both folded, so at most kBytesCompared long.
std::size_t distance(std::string_view a, std::string_view b) {
  DistanceRow before_last{};
  DistanceRow last{};
  DistanceRow row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

template <class Name>
std::optional<Nearest> nearest_of(std::string_view name, std::span<const Name> candidates) {
  const std::string wanted = folded(name);
  std::optional<Nearest> best;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = distance(wanted, folded(candidate));
    if (!best || std::tie(edits, candidate) < std::tie(best->distance, best->name)) {
      best = Nearest{candidate, edits};
    }
  }
  // Where more than half of a name has to change, the other one is not what was meant.
  if (best && 2 * best->distance > std::max(wanted.size(), folded(best->name).size())) return {};
  return best;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(folded(a), folded(b));
}

std::optional<Nearest> nearest(std::string_view name,
                               std::span<const std::string_view> candidates) {
  return nearest_of(name, candidates);
}

std::optional<Nearest> nearest(std::string_view name, std::span<const std::string> candidates) {
  return nearest_of(name, candidates);
}

}  // namespace gv
