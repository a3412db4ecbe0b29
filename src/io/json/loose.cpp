#include "io/json/loose.h"

#include <charconv>
#include <cmath>

#include "io/json/serialize.h"

namespace gv::json {
namespace {

constexpr std::int64_t kTimeMax = std::int64_t{1} << 53;

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> whole(const boost::json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (value.is_string()) return whole(std::string_view(value.get_string()));
  if (value.is_double()) {
    const double number = value.get_double();
    if (std::abs(number) <= static_cast<double>(kTimeMax) && std::trunc(number) == number) {
      return static_cast<std::int64_t>(number);
    }
  }
  return std::nullopt;
}

}  // namespace

const boost::json::value* member(const boost::json::object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* const found = member(object, name);
  if (found == nullptr) return {};
  if (found->is_string()) return std::string(found->get_string());
  if (found->is_number()) return compact(*found);
  return {};
}

std::optional<std::int64_t> whole_of(const boost::json::object& object, std::string_view name) {
  const auto* const found = member(object, name);
  return found == nullptr ? std::nullopt : whole(*found);
}

std::optional<TimePoint> time_of(const boost::json::object& object, std::string_view name) {
  const auto* const found = member(object, name);
  if (found == nullptr) return std::nullopt;
  std::optional<std::int64_t> millis = whole(*found);
  if (!millis && found->is_string()) {
    if (const auto time = parse_time(found->get_string(), name)) {
      millis = time->time_since_epoch().count();
    }
  }
  if (!millis || *millis < 0 || *millis > kTimeMax) return std::nullopt;
  return TimePoint(Millis(*millis));
}

bool flag_of(const boost::json::object& object, std::string_view name) {
  const auto* const found = member(object, name);
  return found != nullptr &&
         ((found->is_bool() && found->get_bool()) ||
          (found->is_string() && std::string_view(found->get_string()) == "true"));
}

const boost::json::object* object_of(const boost::json::object& object, std::string_view name) {
  const auto* const found = member(object, name);
  return found == nullptr ? nullptr : found->if_object();
}

const boost::json::array* array_of(const boost::json::object& object, std::string_view name) {
  const auto* const found = member(object, name);
  return found == nullptr ? nullptr : found->if_array();
}

}  // namespace gv::json
