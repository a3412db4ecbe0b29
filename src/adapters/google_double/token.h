#pragma once

#include "adapters/meta_double/platform.h"

namespace gv::google_double {

// What signs in to the double, beside `Behaviour::access_token`.
inline constexpr std::string_view kDeveloperToken = "developer_double";
inline constexpr std::string_view kClientId = "client_double";
inline constexpr std::string_view kClientSecret = "client_secret_double";
inline constexpr std::string_view kRefreshToken = "refresh_double";

/// POST /token: an access token for the refresh token, as Google's OAuth gives it.
[[nodiscard]] meta_double::Response give_token(const meta_double::Platform& platform,
                                               const meta_double::Request& request);

}  // namespace gv::google_double
