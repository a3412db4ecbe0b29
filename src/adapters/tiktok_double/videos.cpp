#include "adapters/tiktok_double/videos.h"

#include <algorithm>

#include "adapters/meta_double/objects.h"
#include "io/crypto/md5.h"

namespace gv::tiktok_double {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t kAskedMax = 60;
constexpr std::int64_t kVideosPerPage = 100;

object video_row(const Object& video, bool ready) {
  return {{"video_id", video.id},
          {"file_name", video.text("file_name")},
          {"signature", video.text("signature")},
          {"displayable", ready},
          {"status", ready ? "READY" : "PROCESSING"},
          {"create_time", time_text(video.created)}};
}

std::optional<ApiError> wrong_upload(const Platform& platform, std::size_t account,
                                     const Call& call) {
  const auto type = call.text("upload_type").value_or("UPLOAD_BY_FILE");
  if (type != "UPLOAD_BY_FILE") return bad_field("upload_type", "Not a valid choice.");
  const auto file = call.files.find("video_file");
  if (file == call.files.end() || file->second.empty()) return missing_field("video_file");
  if (!call.find("video_signature")) return missing_field("video_signature");
  if (*call.text("video_signature") != crypto::md5_hex(file->second)) {
    return ApiError{.code = 40900, .message = "The signature of the file is wrong."};
  }
  const auto videos = meta_double::objects_of(platform, account, Kind::Video);
  const bool taken = std::any_of(videos.begin(), videos.end(), [&](const Object* one) {
    return one->text("file_name") == call.text("file_name").value_or("");
  });
  if (taken && call.find("file_name") != nullptr) {
    return ApiError{.code = 40911, .message = "Duplicated material name."};
  }
  return std::nullopt;
}

}  // namespace

Api<Done> upload_video(Platform& platform, std::size_t account, const Call& call) {
  if (auto wrong = wrong_upload(platform, account, call)) return tl::unexpected(*std::move(wrong));
  const auto& made = meta_double::add_object(
      platform, account, Kind::Video, "",
      {{"file_name", call.text("file_name").value_or(*call.text("video_signature"))},
       {"signature", *call.text("video_signature")}});
  return Done{array{video_row(made, false)}};
}

Api<Done> video_info(Platform& platform, std::size_t account, const Call& call) {
  const auto ids = ids_of(call.params, "video_ids", kAskedMax);
  if (!ids) return tl::unexpected(ids.error());
  if (ids->empty()) return tl::unexpected(missing_field("video_ids"));
  array list;
  for (const auto& id : *ids) {
    Object* const video = meta_double::find_object(platform, id);
    if (video == nullptr || video->kind != Kind::Video || video->account != account) continue;
    list.push_back(video_row(*video, video->status_reads++ > 0));
  }
  return Done{object{{"list", std::move(list)}}};
}

Api<Done> search_videos(const Platform& platform, std::size_t account, const Call& call) {
  const auto videos = meta_double::objects_of(platform, account, Kind::Video);
  auto page = page_of(call, videos.size(), kVideosPerPage);
  if (!page) return tl::unexpected(std::move(page).error());
  array list;
  for (auto i = page->first; i < page->end; ++i) {
    list.push_back(video_row(*videos[i], videos[i]->status_reads > 0));
  }
  return Done{object{{"list", std::move(list)}, {"page_info", std::move(page->info)}}};
}

}  // namespace gv::tiktok_double
