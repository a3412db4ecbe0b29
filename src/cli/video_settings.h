#pragma once

#include <optional>
#include <string>

#include "adapters/settings/settings.h"
#include "adapters/transcribe/remote.h"
#include "cli/session.h"

namespace gv::cli {

/// What the configuration says about videos.
struct VideoSettings {
  settings::Video video;
  /// The server that hears the speech; none: speech stays on this machine.
  std::optional<transcribe::RemoteSettings> remote;
};

/// Reads --config and the key of the environment. Opens no connection.
/// Errors: those of `settings::load_file` and `secret_from_environment`; ConfigRange naming the key
/// of the configuration for an address that cannot be, or without the key that it needs.
[[nodiscard]] Result<VideoSettings> video_settings(const Session& session);

}  // namespace gv::cli
