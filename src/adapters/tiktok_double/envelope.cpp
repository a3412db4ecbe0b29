#include "adapters/tiktok_double/envelope.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::tiktok_double {

ApiError missing_field(std::string_view field) {
  return bad_field(field, "Missing data for required field.");
}

ApiError bad_field(std::string_view field, std::string_view message) {
  return {.message = fmt::format("{}: {}", field, message)};
}

boost::json::object envelope(Platform& platform, int code, std::string_view message,
                             boost::json::value data) {
  auto stamp = format_time(platform.now).substr(0, 19);
  std::erase_if(stamp, [](char c) { return c < '0' || c > '9'; });
  return {{"code", code},
          {"message", message},
          {"request_id", fmt::format("{}{:016}", stamp, platform.next_trace++)},
          {"data", std::move(data)}};
}

std::string time_text(TimePoint at) {
  const auto text = format_time(at);  // 2025-01-06T00:00:00.000Z
  return text.substr(0, 10) + " " + text.substr(11, 8);
}

}  // namespace gv::tiktok_double
