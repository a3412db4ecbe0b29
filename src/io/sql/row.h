#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/ids.h"
#include "base/time.h"

namespace gv::sql {

/// One row of a result; valid only while its visitor runs. Columns count from 0. Asking for a type
/// that the column has not, or for the value of a NULL, is a bug: the schema is ours.
class Row {
 public:
  virtual ~Row() = default;

  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual bool boolean(int column) const = 0;
  /// Points into the row. Also for U, D and J.
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual std::string blob(int column) const = 0;
  /// Floored to milliseconds.
  [[nodiscard]] virtual TimePoint time(int column) const = 0;

  /// `row.get<std::optional<TimePoint>>(3)`: NULL is nullopt. T is an integer, bool, double,
  /// std::string, TimePoint, an `Id` or an optional of one of them; bytes are read with `blob`.
  template <class T>
  [[nodiscard]] T get(int column) const;
};

namespace detail {

template <class T>
struct Column {
  static T read(const Row& row, int column) {
    GV_CHECK(!row.is_null(column));
    if constexpr (std::same_as<T, bool>) {
      return row.boolean(column);
    } else if constexpr (std::integral<T>) {
      const std::int64_t value = row.integer(column);
      GV_CHECK(static_cast<std::int64_t>(static_cast<T>(value)) == value);
      return static_cast<T>(value);
    } else if constexpr (std::same_as<T, double>) {
      return row.real(column);
    } else if constexpr (std::same_as<T, TimePoint>) {
      return row.time(column);
    } else {
      return T(std::string(row.text(column)));
    }
  }
};

template <class T>
struct Column<std::optional<T>> {
  static std::optional<T> read(const Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Column<T>::read(row, column);
  }
};

}  // namespace detail

template <class T>
T Row::get(int column) const {
  return detail::Column<T>::read(*this, column);
}

}  // namespace gv::sql
