#include "adapters/api/binder.h"

#include <cmath>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "io/json/field.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

/// More help nobody, and a body of a megabyte must not make an answer of ten.
constexpr std::size_t kComplaintsMax = 100;
constexpr std::size_t kBytesShown = 60;

std::string shown(const boost::json::value& value) {
  if (value.is_array()) return fmt::format("a list of {}", value.get_array().size());
  if (value.is_object()) return "an object";
  return excerpt(json::compact(value), kBytesShown);
}

}  // namespace

const boost::json::value* Binder::find(const boost::json::object& members,
                                       std::string_view key) const {
  const auto* const first = pointer_.empty() ? first_.if_contains(key) : nullptr;
  return first != nullptr ? first : members.if_contains(key);
}

void Binder::descend(std::string_view key) {
  pointer_ += '/';
  for (const char c : key) {
    if (c == '~') {
      pointer_ += "~0";
    } else if (c == '/') {
      pointer_ += "~1";
    } else {
      pointer_ += c;
    }
  }
}

void Binder::complain(ErrorCode code, std::string message, std::string hint) {
  if (complaints_.size() == kComplaintsMax) return;
  complaints_.push_back(
      {pointer_, std::string(to_text(code)), std::move(message), std::move(hint), {}});
}

void Binder::refuse(const boost::json::value& value, std::string_view expected) {
  if (complaints_.size() == kComplaintsMax) return;
  complain(ErrorCode::InvalidInput, fmt::format("must be {}, got {}", expected, shown(value)));
  if (value.is_primitive()) complaints_.back().value = shown(value);
}

void Binder::complain_at(std::string_view member, std::string message, ErrorCode code) {
  below(member, [&] { complain(code, std::move(message)); });
}

void Binder::missing(std::string_view member) { complain_at(member, "is missing"); }

void Binder::unknown(std::string_view member, const std::vector<std::string_view>& known) {
  // The account may be named in the body of any request: Admission has read it.
  const bool names_account = member == "account" || member == "account_id" || member == "tenant_id";
  if (pointer_.empty() && names_account) return;
  const auto near = nearest(member, known);
  below(member, [&] {
    complain(ErrorCode::UnknownKey, "is not a known member",
             near ? fmt::format("the nearest known member is \"{}\"", near->name) : "");
  });
}

boost::json::value Binder::numeric(const boost::json::value& value) const {
  if (!from_text_ || !value.is_string()) return value;
  const auto parsed = json::parse(std::string_view(value.get_string()), "text");
  return parsed && parsed->is_number() ? *parsed : value;
}

bool Binder::boolean(const boost::json::value& value, bool& out) {
  if (value.is_bool()) {
    out = value.get_bool();
    return true;
  }
  if (from_text_ && value.is_string()) {
    out = value.get_string() == "true";
    if (out || value.get_string() == "false") return true;
  }
  refuse(value, "true or false");
  return false;
}

bool Binder::number(const boost::json::value& value, double& out) {
  const auto read = numeric(value);
  if (!read.is_number()) {
    refuse(value, "a number");
    return false;
  }
  out = read.to_number<double>();
  return true;
}

bool Binder::whole(const boost::json::value& value, std::int64_t lo, std::int64_t hi,
                   std::int64_t& out) {
  const auto read = numeric(value);
  const auto number = json::Field(read).whole();
  if (number && *number >= lo && *number <= hi) {
    out = *number;
    return true;
  }
  refuse(value, number ? fmt::format("a whole number in [{}, {}]", lo, hi) : "a whole number");
  return false;
}

bool Binder::text(const boost::json::value& value, std::string& out) {
  if (!value.is_string()) {
    refuse(value, "a text");
    return false;
  }
  out = std::string(std::string_view(value.get_string()));
  return true;
}

bool Binder::decimal(const boost::json::value& value, std::string& out) {
  if (from_text_ && value.is_string() && numeric(value).is_number()) {
    out = std::string(std::string_view(value.get_string()));
    return true;
  }
  if (!value.is_number()) {
    refuse(value, "a number");
    return false;
  }
  out = json::decimal_text(value, long_numbers_);
  return true;
}

}  // namespace gv::api
