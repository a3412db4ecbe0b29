#include "adapters/files/time_zone.h"

#include <exception>
#include <optional>

#include <date/tz.h>

#include "base/utf8.h"

namespace gv::files {
namespace {

/// "+04:00", "-0330".
std::optional<Millis> read_offset(std::string_view text) {
  if (text.size() < 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  std::string digits(text.substr(1));
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  if (digits.size() != 4 || digits.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  const int hours = (digits[0] - '0') * 10 + (digits[1] - '0');
  const int minutes = (digits[2] - '0') * 10 + (digits[3] - '0');
  if (hours > 14 || minutes > 59) return std::nullopt;
  const Millis size = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return text[0] == '-' ? -size : size;
}

}  // namespace

Result<TimeZone> TimeZone::parse(std::string_view text, std::string_view where) {
  TimeZone zone;
  zone.name_ = std::string(text);
  if (text == "UTC" || text == "Z" || text == "GMT") return zone;
  if (const auto offset = read_offset(text)) {
    zone.offset_ = *offset;
    return zone;
  }
  std::string trouble;
  try {
    zone.zone_ = date::locate_zone(zone.name_);
    // Rules are read when first asked for: a damaged database shows here, not in the middle.
    static_cast<void>(zone.zone_->get_info(date::sys_seconds{}));
    return zone;
  } catch (const std::exception& error) {
    trouble = error.what();
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be UTC, an offset such as +04:00 or a zone such as Asia/Dubai, got \"" +
                  excerpt(text, 60) + "\"",
              "names are case-sensitive, as in the IANA time zone database");
}

TimePoint TimeZone::instant_of(Millis local) const {
  if (zone_ == nullptr) return TimePoint{local - offset_};
  const auto instant = zone_->to_sys(date::local_time<Millis>{local}, date::choose::earliest);
  return TimePoint{instant.time_since_epoch()};
}

Millis TimeZone::local_of(TimePoint instant) const {
  if (zone_ == nullptr) return instant.time_since_epoch() + offset_;
  return zone_->to_local(date::sys_time<Millis>{instant.time_since_epoch()}).time_since_epoch();
}

}  // namespace gv::files
