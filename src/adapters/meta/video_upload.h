#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "adapters/meta/graph.h"

namespace gv::meta {

/// Bytes [begin, begin + count) of a file. Errors: those of reading it.
using ReadBytes = std::function<Result<std::string>(std::int64_t begin, std::int64_t count)>;

struct VideoFile {
  std::int64_t size{0};  ///< bytes, > 0
  ReadBytes read;
  std::string title;
};

/// What an upload works with; `wait` is where the time between two attempts goes.
struct UploadTools {
  std::function<void(Millis)> wait;
};

/// Uploads a video in the pieces that Meta asks for; its id. It is ready some time after.
///
/// A piece that Meta has already, or misses, is gone on from where Meta says. A piece that failed
/// for a while is sent again after a second; at most max(2, size / 10 MiB) times in all. A file
/// that was begun and not finished is nothing that anybody sees, so that beginning anew bears
/// repetition: errors are `maybe_applied` for the end of the upload alone. Errors: as the
/// platform's; Invalid for a file that cannot be read; Transient when `read` broke it off.
[[nodiscard]] app::PlatformReply<std::string> upload_video(const Graph& graph,
                                                           const VideoFile& file,
                                                           const UploadTools& tools);

}  // namespace gv::meta
