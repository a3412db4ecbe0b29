#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "io/json/json.h"

namespace gv::json {

/// A value and the path to it, read as what it should be. Every error names the path and says what
/// came: `ads[3].spend: must be a number, got "x"`. Looks at the tree, which has to outlive it.
class Field {
 public:
  explicit Field(const Value& value, std::string path = {})
      : value_(&value), path_(std::move(path)) {}

  const Value& value() const { return *value_; }
  const std::string& path() const { return path_; }
  bool is_null() const;

  /// What follows has this in common. Errors: InvalidInput, `where` is the path.
  [[nodiscard]] Result<bool> boolean() const;
  [[nodiscard]] Result<double> number() const;
  /// Also a double without a fraction, up to 2^53: "1e3" is a whole number.
  [[nodiscard]] Result<std::int64_t> whole() const;
  [[nodiscard]] Result<std::string_view> text() const;
  [[nodiscard]] Result<std::vector<Field>> elements() const;
  /// In the order of the file.
  [[nodiscard]] Result<std::vector<std::pair<std::string_view, Field>>> members() const;

  /// A member that has to be there.
  [[nodiscard]] Result<Field> member(std::string_view key) const;
  /// A member that may be absent or null; then nothing.
  [[nodiscard]] Result<std::optional<Field>> member_if(std::string_view key) const;

  /// Refuses members that are not in `known`. Errors: UnknownKey for the first one, with the
  /// nearest known key as hint; InvalidInput when this is no object.
  [[nodiscard]] Result<void> allow_only(std::span<const std::string_view> known) const;
  [[nodiscard]] Result<void> allow_only(std::initializer_list<std::string_view> known) const;

  /// The error of this field: `must be` + `expected` + what came.
  [[nodiscard]] tl::unexpected<Error> refuse(std::string_view expected,
                                             ErrorCode code = ErrorCode::InvalidInput) const;

 private:
  const Value* value_;
  std::string path_;
};

}  // namespace gv::json
