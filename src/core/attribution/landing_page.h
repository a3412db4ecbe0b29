#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gv::attribution {

/// An address without its fragment and all parameters but those named in `kept`: a query often
/// carries an e-mail address.
[[nodiscard]] std::string without_query(std::string_view url, std::span<const std::string> kept);

/// Where a tracked link leads: `url` with gv_click_id=`click_id` added before its fragment.
///
/// Only http and https, without user name, port optional, to a host that is in `hosts` (lower case,
/// compared as a whole): a link of ours must not lead anywhere an attacker likes.
/// Errors: Refused naming the host, InvalidInput for what is no such address.
[[nodiscard]] Result<std::string> redirect_target(std::string_view url, std::string_view click_id,
                                                  std::span<const std::string> hosts);

}  // namespace gv::attribution
