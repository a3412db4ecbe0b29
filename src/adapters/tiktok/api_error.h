#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "core/execute/platform_error.h"

namespace gv::tiktok {

/// The code of a change to what is there already: nothing had to be done.
inline constexpr int kNothingToUpdate = 40012;

/// What an answer complains of; nothing for code 0, for 20001 (a part was done: the data says
/// which), and for 40012 (nothing to update: it is as it should be). TikTok answers errors with
/// HTTP 200; other statuses come from what stands before it.
///
/// 40050 and 40911 say that the same request, or the same file, is there already: it is to be
/// looked for. Too many requests: within a second, unless the message tells of the quota of minutes
/// (five of them) or of a day (until midnight UTC). The field is what a message "budget: ..."
/// begins with. `writes`: what was asked for changes something, so trouble within TikTok leaves
/// open whether it did.
[[nodiscard]] std::optional<execute::PlatformError> api_error(int http_status,
                                                              std::string_view body, bool writes,
                                                              TimePoint now);

/// The want of an answer. A time-out or a broken answer leaves open whether a write happened.
[[nodiscard]] execute::PlatformError no_answer(const Error& error, bool writes);

}  // namespace gv::tiktok
