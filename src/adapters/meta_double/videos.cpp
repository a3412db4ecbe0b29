#include "adapters/meta_double/videos.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/meta_double/changes.h"
#include "adapters/meta_double/objects.h"
#include "base/hash.h"

namespace gv::meta_double {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::int64_t kPieceBytes = 1 << 20;
constexpr std::int64_t kVideoBytesMax = std::int64_t{4} << 30;
constexpr int kWrongOffset = 1363037;

/// The piece that is to come next; both ends the same: there is none.
object offsets_of(const Upload& upload) {
  const auto begin = static_cast<std::int64_t>(upload.bytes.size());
  return {{"start_offset", std::to_string(begin)},
          {"end_offset", std::to_string(std::min(upload.size, begin + kPieceBytes))}};
}

Graph<value> start(Platform& platform, std::size_t account, const Call& call) {
  const auto size = call.whole("file_size", 0);
  if (!size) return tl::unexpected(size.error());
  if (*size < 1 || *size > kVideoBytesMax) {
    return tl::unexpected(bad_parameter("file_size", "must lie in [1, 4294967296]"));
  }
  const auto video = add_object(platform, account, Kind::Video, "", {}).id;
  const auto session = platform.new_id();
  const auto& upload = platform.uploads[session] = {
      .video_id = video, .account = account, .size = *size, .bytes = {}};
  object answer = offsets_of(upload);
  answer["upload_session_id"] = session;
  answer["video_id"] = video;
  return answer;
}

Graph<Upload*> session_of(Platform& platform, std::size_t account, const Call& call) {
  const auto found = platform.uploads.find(call.text("upload_session_id").value_or(""));
  if (found == platform.uploads.end() || found->second.account != account) {
    return tl::unexpected(bad_parameter("upload_session_id", "names no open upload"));
  }
  return &found->second;
}

Graph<value> transfer(Upload& upload, const Call& call) {
  const auto begin = call.whole("start_offset", -1);
  if (!begin) return tl::unexpected(begin.error());
  const auto piece = call.files.find("video_file_chunk");
  if (piece == call.files.end() || piece->second.empty()) {
    return tl::unexpected(bad_parameter("video_file_chunk", "is required"));
  }
  const auto have = static_cast<std::int64_t>(upload.bytes.size());
  const auto end = *begin + static_cast<std::int64_t>(piece->second.size());
  if (*begin != have || end > upload.size) {
    auto error = bad_parameter("start_offset", "is not where the upload is", kWrongOffset);
    error.data = offsets_of(upload);
    error.transient = true;
    return tl::unexpected(std::move(error));
  }
  upload.bytes += piece->second;
  return value(offsets_of(upload));
}

Graph<value> finish(Platform& platform, Upload& upload, const Call& call) {
  if (static_cast<std::int64_t>(upload.bytes.size()) != upload.size) {
    auto error = bad_parameter("upload_phase", "finish came before the last piece", kWrongOffset);
    error.data = offsets_of(upload);
    return tl::unexpected(std::move(error));
  }
  Object& video = *find_object(platform, upload.video_id);
  if (const auto title = call.text("title")) video.fields["title"] = *title;
  video.fields["content_hash"] = sha256_hex(upload.bytes);
  std::string().swap(upload.bytes);
  platform.uploads.erase(call.text("upload_session_id").value_or(""));
  return object{{"success", true}};
}

}  // namespace

Graph<value> upload_video(Platform& platform, std::size_t account, const Call& call) {
  const auto phase = call.text("upload_phase");
  if (!phase) {
    const auto source = call.files.find("source");
    if (source == call.files.end()) return create_object(platform, account, Kind::Video, call);
    Object& video = add_object(platform, account, Kind::Video, "",
                               {{"content_hash", sha256_hex(source->second)}});
    if (const auto title = call.text("title")) video.fields["title"] = *title;
    return object{{"id", video.id}};
  }
  if (*phase == "start") return start(platform, account, call);
  const auto upload = session_of(platform, account, call);
  if (!upload) return tl::unexpected(upload.error());
  if (*phase == "transfer") return transfer(**upload, call);
  if (*phase == "finish") return finish(platform, **upload, call);
  return tl::unexpected(bad_parameter("upload_phase", "must be start, transfer or finish"));
}

Graph<value> upload_images(Platform& platform, std::size_t account, const Call& call) {
  if (call.files.empty()) return tl::unexpected(bad_parameter("filename", "is required"));
  object images;
  for (const auto& [name, bytes] : call.files) {
    const auto hash = sha256_hex(bytes).substr(0, 32);
    const auto url = fmt::format("{}/images/{}.jpg", call.base, hash);
    add_object(platform, account, Kind::Image, "", {{"name", name}, {"hash", hash}, {"url", url}});
    images[name] = object{{"hash", hash}, {"url", url}};
  }
  return object{{"images", images}};
}

object video_status(Object& video) {
  const bool whole =
      video.fields.if_contains("content_hash") != nullptr || !video.text("file_url").empty();
  if (!whole) return {{"video_status", "uploading"}};
  return {{"video_status", video.status_reads++ == 0 ? "processing" : "ready"}};
}

}  // namespace gv::meta_double
