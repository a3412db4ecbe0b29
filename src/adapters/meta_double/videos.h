#pragma once

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// POST /act_X/advideos: one phase of an upload in pieces (`upload_phase` start, transfer, finish),
/// a whole `source`, or a `file_url`. A piece that begins elsewhere than the last one ended is
/// refused with subcode 1363037 and the offsets to go on from.
[[nodiscard]] Graph<boost::json::value> upload_video(Platform& platform, std::size_t account,
                                                     const Call& call);
/// POST /act_X/adimages: every file becomes an image. {"images": {name: {"hash", "url"}}}
[[nodiscard]] Graph<boost::json::value> upload_images(Platform& platform, std::size_t account,
                                                      const Call& call);

/// {"video_status": "uploading"} until its last piece came; then "processing" the first time it is
/// asked for, and "ready" after that: time may stand still here.
[[nodiscard]] boost::json::object video_status(Object& video);

}  // namespace gv::meta_double
