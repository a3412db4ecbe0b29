#include "io/json/difference.h"

#include <algorithm>

#include <boost/json/value.hpp>

#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::json {
namespace {

using boost::json::value;

/// A value as text for a message, cut where it gets long.
std::string shown(const value* item) {
  constexpr std::size_t kShown = 60;
  if (item == nullptr) return "nothing";
  return excerpt(compact(*item), kShown);
}

/// Appends where two values differ; null: there is none.
void compare(const value* a, const value* b, const std::string& path, std::size_t count_max,
             std::vector<Difference>& out) {
  if (out.size() >= count_max) return;
  if (a != nullptr && b != nullptr) return find_differences(*a, *b, path, count_max, out);
  out.push_back({path, shown(a), shown(b)});
}

}  // namespace

void find_differences(const value& recorded, const value& recomputed, const std::string& path,
                      std::size_t count_max, std::vector<Difference>& out) {
  if (recorded.is_object() && recomputed.is_object()) {
    const auto& a = recorded.get_object();
    const auto& b = recomputed.get_object();
    for (const auto& [key, item] : a) {
      compare(&item, b.if_contains(key), member_path(path, key), count_max, out);
    }
    for (const auto& [key, item] : b) {
      if (!a.contains(key)) compare(nullptr, &item, member_path(path, key), count_max, out);
    }
  } else if (recorded.is_array() && recomputed.is_array()) {
    const auto& a = recorded.get_array();
    const auto& b = recomputed.get_array();
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
      compare(i < a.size() ? &a[i] : nullptr, i < b.size() ? &b[i] : nullptr, element_path(path, i),
              count_max, out);
    }
  } else if (out.size() < count_max && compact(recorded) != compact(recomputed)) {
    out.push_back({path, shown(&recorded), shown(&recomputed)});
  }
}

}  // namespace gv::json
