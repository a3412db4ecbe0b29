#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>
#include <tl/expected.hpp>

#include "adapters/meta_double/platform.h"

namespace gv::tiktok_double {

// The market, its objects, faults and control plane are those that Meta's double stands on.
using meta_double::Kind;
using meta_double::Object;
using meta_double::Platform;

/// A refusal. TikTok answers it with HTTP 200; only a path that is none has another status.
struct ApiError {
  int code{40002};
  std::string message;
  int status{200};
};

/// What an operation comes to. Code 20001: a part of it was done, `data` says which.
struct Done {
  boost::json::value data{boost::json::object()};
  int code{0};
};

template <class T>
using Api = tl::expected<T, ApiError>;

/// 40002, in the words of TikTok: "budget: Missing data for required field."
[[nodiscard]] ApiError missing_field(std::string_view field);
[[nodiscard]] ApiError bad_field(std::string_view field, std::string_view message);

/// {"code", "message", "request_id", "data"}; the request id counts.
[[nodiscard]] boost::json::object envelope(Platform& platform, int code, std::string_view message,
                                           boost::json::value data);

/// "2025-01-06 00:00:00"
[[nodiscard]] std::string time_text(TimePoint at);

}  // namespace gv::tiktok_double
