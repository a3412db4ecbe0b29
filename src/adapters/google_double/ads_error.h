#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>
#include <tl/expected.hpp>

#include "base/time.h"

namespace gv::google_double {

/// A refusal in the terms of the Google Ads API.
struct AdsError {
  int http_status{400};
  std::string family{"requestError"};  ///< of its code: "queryError"
  std::string reason{"UNKNOWN"};       ///< "UNRECOGNIZED_FIELD"
  std::string message{};
  /// Where, outermost first: {"operations", 3}, {"update", nothing}.
  std::vector<std::pair<std::string, std::optional<int>>> path{};
  std::optional<Millis> retry_after{};  ///< of a quota
};

template <class T>
using Ads = tl::expected<T, AdsError>;

/// A refusal that blames one field.
[[nodiscard]] AdsError field_error(std::string_view field, std::string_view reason,
                                   std::string_view message);

/// {"@type": ".../GoogleAdsFailure", "errors": [...], "requestId": ...}
[[nodiscard]] boost::json::object failure_of(const std::vector<AdsError>& errors,
                                             std::string_view request_id);
/// {"error": {...}}
[[nodiscard]] boost::json::object error_body(const AdsError& error, std::string_view request_id);

}  // namespace gv::google_double
