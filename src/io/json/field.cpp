#include "io/json/field.h"

#include <algorithm>
#include <cmath>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "io/json/serialize.h"

namespace gv::json {
namespace {

constexpr std::size_t kBytesShown = 60;
constexpr double kWholeMax = 9007199254740992.0;  // 2^53: above it a double skips whole numbers

bool is_plain_key(std::string_view key) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !key.empty() && key.find_first_not_of(kPlain) == std::string_view::npos;
}

std::string shown(const Value& value) {
  if (value.is_array()) return fmt::format("a list of {}", value.get_array().size());
  if (value.is_object()) return "an object";
  return excerpt(compact(value), kBytesShown);
}

}  // namespace

std::string member_path(std::string_view path, std::string_view key) {
  if (!is_plain_key(key)) return fmt::format("{}[{}]", path, compact(Value(key)));
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

std::string element_path(std::string_view path, std::size_t index) {
  return fmt::format("{}[{}]", path, index);
}

bool Field::is_null() const { return value_->is_null(); }

tl::unexpected<Error> Field::refuse(std::string_view expected, ErrorCode code) const {
  return fail(code, path_, fmt::format("must be {}, got {}", expected, shown(*value_)));
}

Result<bool> Field::boolean() const {
  if (!value_->is_bool()) return refuse("true or false");
  return value_->get_bool();
}

Result<double> Field::number() const {
  if (value_->is_double()) return value_->get_double();
  if (value_->is_int64()) return static_cast<double>(value_->get_int64());
  if (value_->is_uint64()) return static_cast<double>(value_->get_uint64());
  return refuse("a number");
}

Result<std::int64_t> Field::whole() const {
  if (value_->is_int64()) return value_->get_int64();
  if (value_->is_double()) {
    const double number = value_->get_double();
    if (std::abs(number) <= kWholeMax && std::trunc(number) == number) {
      return static_cast<std::int64_t>(number);
    }
  }
  return refuse(value_->is_uint64() ? "a whole number below 2^63" : "a whole number");
}

Result<std::string_view> Field::text() const {
  if (!value_->is_string()) return refuse("a text");
  return std::string_view(value_->get_string());
}

Result<std::vector<Field>> Field::elements() const {
  if (!value_->is_array()) return refuse("a list");
  std::vector<Field> fields;
  for (const Value& element : value_->get_array()) {
    fields.emplace_back(element, element_path(path_, fields.size()));
  }
  return fields;
}

Result<std::vector<std::pair<std::string_view, Field>>> Field::members() const {
  if (!value_->is_object()) return refuse("an object");
  std::vector<std::pair<std::string_view, Field>> fields;
  for (const auto& member : value_->get_object()) {
    const std::string_view key = member.key();
    fields.emplace_back(key, Field(member.value(), member_path(path_, key)));
  }
  return fields;
}

Result<Field> Field::member(std::string_view key) const {
  if (!value_->is_object()) return refuse("an object");
  const Value* const found = value_->get_object().if_contains(key);
  if (found == nullptr) return fail(ErrorCode::InvalidInput, member_path(path_, key), "is missing");
  return Field(*found, member_path(path_, key));
}

Result<std::optional<Field>> Field::member_if(std::string_view key) const {
  if (!value_->is_object()) return refuse("an object");
  const Value* const found = value_->get_object().if_contains(key);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return Field(*found, member_path(path_, key));
}

Result<void> Field::allow_only(std::span<const std::string_view> known) const {
  if (!value_->is_object()) return refuse("an object");
  for (const auto& member : value_->get_object()) {
    const std::string_view key = member.key();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto near = nearest(key, known);
    return fail(ErrorCode::UnknownKey, member_path(path_, key), "is not a known key",
                near ? fmt::format("the nearest known key is \"{}\"", near->name) : "");
  }
  return {};
}

Result<void> Field::allow_only(std::initializer_list<std::string_view> known) const {
  return allow_only(std::span(known.begin(), known.size()));
}

}  // namespace gv::json
