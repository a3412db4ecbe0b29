#include "io/yaml/scalar.h"

#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <utility>

#include <boost/json/value.hpp>

namespace gv::yaml {
namespace {

using json::Value;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text == word) return true;
  }
  return false;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_decimal(std::string_view text) {
  text = without_sign(text);
  const auto exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    if (!all_digits(without_sign(text.substr(exponent + 1)))) return false;
    text = text.substr(0, exponent);
  }
  const auto point = text.find('.');
  if (point == std::string_view::npos) return all_digits(text);
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = text.substr(point + 1);
  return whole.empty() ? all_digits(fraction)
                       : all_digits(whole) && (fraction.empty() || all_digits(fraction));
}

/// `text` as a whole number of type T; nothing when it is none or does not fit.
template <class T>
std::optional<Value> whole(std::string_view text, int base = 10) {
  T number{};
  const char* const end = text.data() + text.size();
  const auto [stop, trouble] = std::from_chars(text.data(), end, number, base);
  if (trouble != std::errc() || stop != end || text.empty()) return std::nullopt;
  return Value(number);
}

std::optional<Value> whole_fitting(std::string_view text, int base = 10) {
  const auto number = whole<std::int64_t>(text, base);
  return number ? number : whole<std::uint64_t>(text, base);
}

/// A text that `is_decimal`, without '+'; nothing when it is beyond what a double tells from 0 and
/// infinity.
std::optional<Value> real(std::string_view text) {
  double number = 0.0;
  const auto [stop, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (trouble != std::errc()) return std::nullopt;
  return Value(number);
}

bool is_infinite_or_nan(std::string_view text) {
  return is_one_of(text, {".nan", ".NaN", ".NAN"}) ||
         is_one_of(without_sign(text), {".inf", ".Inf", ".INF"});
}

}  // namespace

std::optional<Value> resolve_plain(std::string_view text) {
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return Value(nullptr);
  if (is_one_of(text, {"true", "True", "TRUE"})) return Value(true);
  if (is_one_of(text, {"false", "False", "FALSE"})) return Value(false);
  if (is_infinite_or_nan(text)) return std::nullopt;
  for (const auto& [prefix, base] : {std::pair{"0o", 8}, std::pair{"0x", 16}}) {
    if (!text.starts_with(prefix) || text.substr(2).starts_with('-')) continue;
    if (const auto number = whole_fitting(text.substr(2), base)) return number;
  }
  if (is_decimal(text)) {
    const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
    const auto number = whole_fitting(digits);
    return number ? number : real(digits);
  }
  return Value(text);
}

}  // namespace gv::yaml
