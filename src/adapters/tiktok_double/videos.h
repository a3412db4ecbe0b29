#pragma once

#include "adapters/tiktok_double/things.h"

namespace gv::tiktok_double {

/// POST file/video/ad/upload/: one form with the whole file and its MD5. Refuses with 40900 what
/// does not have it, and with 40911 a name that is taken. [{"video_id": ...}]
[[nodiscard]] Api<Done> upload_video(Platform& platform, std::size_t account, const Call& call);
/// GET file/video/ad/info/: up to 60 by `video_ids`. A video is PROCESSING when first asked about.
[[nodiscard]] Api<Done> video_info(Platform& platform, std::size_t account, const Call& call);
/// GET file/video/ad/search/: all videos, page by page.
[[nodiscard]] Api<Done> search_videos(const Platform& platform, std::size_t account,
                                      const Call& call);

}  // namespace gv::tiktok_double
