#include "adapters/meta/video_upload.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "io/json/loose.h"

namespace gv::meta {
namespace {

using app::PlatformReply;
using execute::ErrorClass;
using execute::PlatformError;

constexpr std::int64_t kPieceMax = 10 << 20;
constexpr Millis kPieceRest{1'000};

PlatformError invalid(std::string message) {
  return {.error_class = ErrorClass::Invalid, .message = std::move(message)};
}

/// What was not sent to its end is as good as not sent.
PlatformError unseen(PlatformError error) {
  error.maybe_applied = false;
  return error;
}

PlatformError not_read(const Error& error) {
  if (error.code != ErrorCode::Cancelled) return invalid(to_string(error));
  return {.error_class = ErrorClass::Transient, .message = to_string(error)};
}

/// One upload under way.
class Uploading {
 public:
  Uploading(const Graph& graph, const VideoFile& file, const UploadTools& tools)
      : graph_(graph),
        file_(file),
        tools_(tools),
        path_(graph.account_path("advideos")),
        repeats_left_(std::max<std::int64_t>(2, file.size / kPieceMax)) {}

  std::optional<PlatformError> run() {
    if (auto wrong = start()) return unseen(*std::move(wrong));
    while (begin_ < end_) {
      if (auto wrong = transfer()) return unseen(*std::move(wrong));
    }
    return finish();
  }

  std::string video;
  std::optional<execute::PlatformUsage> usage;

 private:
  /// What an answer says comes next.
  std::optional<PlatformError> go_on_from(const boost::json::object& offsets) {
    const auto begin = json::whole_of(offsets, "start_offset");
    const auto end = json::whole_of(offsets, "end_offset");
    if (!begin || !end || *begin < 0 || *end < *begin || *end > file_.size) {
      return invalid("the upload goes on at offsets that are none");
    }
    begin_ = *begin;
    end_ = *end;
    return std::nullopt;
  }

  std::optional<PlatformError> start() {
    const auto answer =
        ask({{"upload_phase", "start"}, {"file_size", std::to_string(file_.size)}}, {});
    if (!answer) return answer.error();
    session_ = json::text_of(*answer, "upload_session_id");
    video = json::text_of(*answer, "video_id");
    if (session_.empty() || !is_graph_id(video)) return invalid("the upload was given no session");
    return go_on_from(*answer);
  }

  std::optional<PlatformError> transfer() {
    const auto bytes = file_.read(begin_, end_ - begin_);
    if (!bytes) return not_read(bytes.error());
    const auto before = begin_;
    const auto answer = ask({{"upload_phase", "transfer"},
                             {"upload_session_id", session_},
                             {"start_offset", std::to_string(begin_)}},
                            {{"video_file_chunk", *bytes}});
    if (!answer) {
      if (answer.error().error_class != ErrorClass::Transient || repeats_left_-- <= 0) {
        return answer.error();
      }
      tools_.wait(kPieceRest);
      return std::nullopt;
    }
    if (auto wrong = go_on_from(*answer)) return wrong;
    if (begin_ <= before && repeats_left_-- <= 0) return invalid("the upload does not get on");
    return std::nullopt;
  }

  std::optional<PlatformError> finish() {
    const auto answer = ask(
        {{"upload_phase", "finish"}, {"upload_session_id", session_}, {"title", file_.title}}, {});
    if (!answer) return answer.error();
    return std::nullopt;
  }

  tl::expected<boost::json::object, PlatformError> ask(const Params& params,
                                                       const std::vector<FilePart>& files) {
    auto answer = graph_.upload(path_, params, files);
    usage = answer.usage;
    if (!answer.result) return tl::unexpected(std::move(answer.result).error());
    auto* const body = answer.result->body.if_object();
    return body == nullptr ? boost::json::object() : std::move(*body);
  }

  const Graph& graph_;
  const VideoFile& file_;
  const UploadTools& tools_;
  std::string path_;
  std::int64_t repeats_left_;
  std::string session_;
  std::int64_t begin_{0};
  std::int64_t end_{0};
};

}  // namespace

PlatformReply<std::string> upload_video(const Graph& graph, const VideoFile& file,
                                        const UploadTools& tools) {
  if (file.size < 1) return {tl::unexpected(invalid("an empty file is no video")), {}};
  Uploading uploading(graph, file, tools);
  if (auto wrong = uploading.run()) return {tl::unexpected(*std::move(wrong)), uploading.usage};
  return {std::move(uploading.video), uploading.usage};
}

}  // namespace gv::meta
