#include "adapters/tiktok/video.h"

#include "adapters/tiktok/entity.h"
#include "io/crypto/md5.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

using app::AppliedOperation;
using app::EntityLevel;
using app::PlatformEntity;
using app::PlatformReply;
using execute::ErrorClass;
using execute::PlatformError;

PlatformError unusable(std::string message) {
  return {.error_class = ErrorClass::Invalid, .message = std::move(message)};
}

PlatformError unread(const Error& error) {
  if (error.code != ErrorCode::Cancelled) return unusable(to_string(error));
  return {.error_class = ErrorClass::Transient, .message = to_string(error)};
}

/// The id of the only element; empty: the answer does not say.
std::string uploaded_id(const boost::json::value& data) {
  const auto* const list = data.if_array();
  const auto* const first = list == nullptr || list->empty() ? nullptr : list->front().if_object();
  return first == nullptr ? std::string() : json::text_of(*first, "video_id");
}

}  // namespace

PlatformReply<AppliedOperation> upload_video(const BusinessApi& api, const std::string& name,
                                             const app::VideoBytes& bytes) {
  if (bytes.size < 1 || bytes.size > kVideoBytesMax) {
    return {tl::unexpected(unusable("a video for TikTok has 1 byte to 100 MiB")), {}};
  }
  const auto file = bytes.read(0, bytes.size);
  if (!file) return {tl::unexpected(unread(file.error())), {}};
  auto answer = api.upload("file/video/ad/upload/",
                           {{"upload_type", "UPLOAD_BY_FILE"},
                            {"file_name", name},
                            {"video_signature", crypto::md5_hex(*file)}},
                           {{"video_file", *file}});
  if (!answer.result) return {tl::unexpected(std::move(answer.result).error()), {}};
  auto id = uploaded_id(answer.result->data);
  if (id.empty()) {
    return {tl::unexpected(PlatformError{.error_class = ErrorClass::Transient,
                                         .message = "the answer to an upload has no id",
                                         .maybe_applied = true}),
            {}};
  }
  return {AppliedOperation{.id = std::move(id), .trace_id = answer.result->request_id}, {}};
}

PlatformReply<std::vector<PlatformEntity>> read_videos(const BusinessApi& api,
                                                       const boost::json::array& ids,
                                                       const Currency& currency) {
  const auto answer = api.get("file/video/ad/info/", {{"video_ids", json::compact(ids)}});
  if (!answer.result) return {tl::unexpected(answer.result.error()), {}};
  const auto* const data = answer.result->data.if_object();
  const auto* const list = data == nullptr ? nullptr : json::array_of(*data, "list");
  if (list == nullptr) return {tl::unexpected(unusable("videos without a list")), {}};
  std::vector<PlatformEntity> videos;
  for (const auto& row : *list) {
    auto read = read_entity(row, EntityLevel::Video, currency);
    if (!read) return {tl::unexpected(unusable(to_string(read.error()))), {}};
    videos.push_back(*std::move(read));
  }
  return {std::move(videos), {}};
}

}  // namespace gv::tiktok
