#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json/fwd.hpp>

#include "base/result.h"

namespace gv::json {

/// The one tree type of configuration and documents. Objects keep the order of insertion. Include
/// <boost/json/value.hpp> where one is looked into; `Field` does without.
using Value = boost::json::value;

struct ParseLimits {
  std::size_t bytes_max{64u << 20};  ///< of the text
  std::size_t depth_max{64};         ///< of nested lists and objects
};

/// Reads one JSON text (RFC 8259, UTF-8, a byte order mark is skipped).
///
/// Whole numbers become int64, those above it uint64, all others the nearest double (correctly
/// rounded, which Boost.JSON 1.81 alone does not do). A key given twice in one object is an error:
/// readers disagree about which one counts.
///
/// Errors: UnusableInput, `where` is "name:line:column" (both from 1, column in bytes): no JSON,
/// too deep, too long, a key above 1,024 bytes, a number beyond the range of a double, a repeated
/// key. Cost: O(bytes).
[[nodiscard]] Result<Value> parse(std::string_view text, std::string_view name,
                                  const ParseLimits& limits = {});

/// The path of a member or an element below `path` (empty: the root): "ads", "ads[3]",
/// "ads[3].spend". A key of other characters than letters, digits, '_' and '-' is quoted,
/// `["a.b"]`, so that no two places share a path.
[[nodiscard]] std::string member_path(std::string_view path, std::string_view key);
[[nodiscard]] std::string element_path(std::string_view path, std::size_t index);

}  // namespace gv::json
