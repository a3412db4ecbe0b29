#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/settings/given.h"
#include "base/check.h"
#include "base/currency.h"
#include "base/money.h"
#include "io/json/serialize.h"

namespace gv::settings {

/// The values in use, read as what the registry says they are.
class ValuesReader {
 public:
  ValuesReader(const Values& values, Currency currency) : values_(values), currency_(currency) {}

  bool is_set(std::string_view path) const { return !at(path).is_null(); }
  const boost::json::value& value(std::string_view path) const { return at(path); }
  double number(std::string_view path) const { return at(path).to_number<double>(); }
  double share(std::string_view percent_path) const { return number(percent_path) / 100.0; }
  bool flag(std::string_view path) const { return at(path).as_bool(); }
  std::string text(std::string_view path) const {
    return is_set(path) ? std::string(at(path).as_string()) : std::string();
  }
  template <class Int = int>
  Int whole(std::string_view path) const {
    return static_cast<Int>(number(path));
  }
  std::vector<std::string> texts(std::string_view path) const {
    std::vector<std::string> all;
    for (const auto& one : at(path).as_array()) all.emplace_back(one.as_string());
    return all;
  }
  double element(std::string_view path, std::size_t index) const {
    return at(path).as_array().at(index).to_number<double>();
  }
  /// Major units as written, so that 1.005 is a thousand and five thousandths and not a double.
  std::int64_t money(std::string_view path) const {
    const double major = number(path);
    const auto exact = Money::parse_major(json::number_text(major), currency_, path);
    if (exact) return exact->minor();
    return round_half_away(major * static_cast<double>(currency_.minor_per_major()));
  }
  std::optional<std::int64_t> money_if(std::string_view path) const {
    return is_set(path) ? std::optional(money(path)) : std::nullopt;
  }
  /// The enumerator beside the text in use.
  template <class Enum, std::size_t n>
  Enum one_of(std::string_view path,
              const std::array<std::pair<std::string_view, Enum>, n>& names) const {
    const std::string chosen = text(path);
    for (const auto& [name, value] : names) {
      if (name == chosen) return value;
    }
    throw Bug("no enumerator for " + std::string(path) + " = " + chosen);
  }

 private:
  const boost::json::value& at(std::string_view path) const {
    const auto found = values_.find(path);
    GV_CHECK(found != values_.end());
    return found->second;
  }

  const Values& values_;
  Currency currency_;
};

}  // namespace gv::settings
