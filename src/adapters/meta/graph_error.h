#pragma once

#include <optional>
#include <string_view>

#include "core/execute/platform_error.h"
#include "io/http_client/client.h"

namespace gv::meta {

/// What an answer of the Graph API, single or within a batch, complains of; nothing when it has no
/// error. An error may come with status 200, as "success": false too, and `error_data` as a text.
///
/// Codes and their meaning: Marketing API, error reference. The subcode decides where one is known;
/// a blamed field makes it Invalid whatever range the subcode is from. `writes`: what was asked for
/// changes something, so trouble within Meta leaves open whether it did.
[[nodiscard]] std::optional<execute::PlatformError> graph_error(int http_status,
                                                                std::string_view body, bool writes);

/// The want of an answer. A time-out or a broken answer leaves open whether a write happened.
[[nodiscard]] execute::PlatformError transport_error(const Error& error, bool writes);

/// What the usage headers say, the worst of all their fields; nothing when none came. A header that
/// cannot be read is as good as none.
[[nodiscard]] std::optional<execute::PlatformUsage> usage_of(const http_client::Headers& headers);

}  // namespace gv::meta
