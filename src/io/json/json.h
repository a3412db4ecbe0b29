#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/json/fwd.hpp>

#include "base/result.h"

namespace gv::json {

/// The one tree type of configuration and documents. Objects keep the order of insertion. Include
/// <boost/json/value.hpp> where one is looked into; `Field` does without.
using Value = boost::json::value;

struct ParseLimits {
  std::size_t bytes_max{64u << 20};  ///< of the text
  std::size_t depth_max{64};         ///< of nested lists and objects
  bool refuses_nul{false};           ///< texts and keys with a NUL character, "\\u0000"
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

/// The digits of those numbers that a double does not tell again: more than 15 significant ones.
/// By the place of the number in the tree it was read into, which must not change.
using LongNumbers = std::unordered_map<const Value*, std::string>;

/// A tree and what was lost of its numbers.
struct ExactDocument {
  std::unique_ptr<Value> root;  ///< not null; on the heap, so that places stay when this is moved
  LongNumbers long_numbers;
};

/// As `parse`, for amounts of money: 0.00499999999999999999 must not become half a cent.
[[nodiscard]] Result<ExactDocument> parse_exact(std::string_view text, std::string_view name,
                                                const ParseLimits& limits = {});

/// The decimal text of a number as it was written, up to trailing zeros and the form of the
/// exponent: "1.005", "1e+21". Precondition: `value` is a number.
[[nodiscard]] std::string decimal_text(const Value& value, const LongNumbers& long_numbers);

/// The path of a member or an element below `path` (empty: the root): "ads", "ads[3]",
/// "ads[3].spend". A key of other characters than letters, digits, '_' and '-' is quoted,
/// `["a.b"]`, so that no two places share a path.
[[nodiscard]] std::string member_path(std::string_view path, std::string_view key);
[[nodiscard]] std::string element_path(std::string_view path, std::size_t index);

}  // namespace gv::json
