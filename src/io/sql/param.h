#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace gv::sql {

/// Bytes of a column of type X. Text and bytes are different types to both engines.
struct Blob {
  std::string_view bytes;
};

/// One bound value. Holds views: what it was made from has to outlive the call. Integers bind to
/// the types I, L and M, a `TimePoint` to S, text also to U, D and J.
class Param {
 public:
  using Value =
      std::variant<std::monostate, std::int64_t, double, bool, std::string_view, Blob, TimePoint>;

  // NOLINTBEGIN(google-explicit-constructor): a parameter list reads as the values it binds.
  Param(std::nullopt_t) {}
  template <std::integral T>
  Param(T value) : value_(value_of(value)) {}
  Param(double value) : value_(value) {}
  Param(const char* value) : value_(std::string_view(value)) {}
  Param(std::string_view value) : value_(value) {}
  Param(const std::string& value) : value_(std::string_view(value)) {}
  Param(Blob value) : value_(value) {}
  Param(TimePoint value) : value_(value) {}
  template <class Tag>
  Param(const Id<Tag>& id) : value_(std::string_view(id.text())) {}
  /// NULL where there is no value.
  template <class T>
  Param(const std::optional<T>& value) {
    if (value) value_ = Param(*value).value_;
  }
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] const Value& value() const { return value_; }

 private:
  static Value value_of(bool value) { return value; }
  template <std::integral T>
  static Value value_of(T value) {
    return static_cast<std::int64_t>(value);
  }
  Value value_;
};

/// The values of one call, in the order of the placeholders.
class Params {
 public:
  // NOLINTBEGIN(google-explicit-constructor)
  Params() = default;
  Params(std::initializer_list<Param> list) : values_(list.begin(), list.size()) {}
  Params(const std::vector<Param>& values) : values_(values) {}
  Params(std::span<const Param> values) : values_(values) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  const Param& operator[](std::size_t index) const { return values_[index]; }
  [[nodiscard]] auto begin() const { return values_.begin(); }
  [[nodiscard]] auto end() const { return values_.end(); }

 private:
  std::span<const Param> values_;
};

}  // namespace gv::sql
