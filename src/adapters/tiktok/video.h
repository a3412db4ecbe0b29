#pragma once

#include <cstdint>
#include <string>

#include "adapters/tiktok/business_api.h"
#include "app/ports/video_files.h"
#include "base/currency.h"

namespace gv::tiktok {

/// It has to fit into memory.
inline constexpr std::int64_t kVideoBytesMax = std::int64_t{100} << 20;

/// Sends a video in one request, with the MD5 of its bytes, under a name that TikTok has only once.
/// Errors: as the platform's; Invalid for an empty file, one above the most, or one that cannot be
/// read; Transient when reading was broken off.
[[nodiscard]] app::PlatformReply<app::AppliedOperation> upload_video(const BusinessApi& api,
                                                                     const std::string& name,
                                                                     const app::VideoBytes& bytes);

/// Those of the videos that are there, with whether they are ready. At most 60 ids.
[[nodiscard]] app::PlatformReply<std::vector<app::PlatformEntity>> read_videos(
    const BusinessApi& api, const boost::json::array& ids, const Currency& currency);

}  // namespace gv::tiktok
