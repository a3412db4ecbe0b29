#include "adapters/api/uploads.h"

#include <utility>

#include "adapters/api/row_cursor.h"
#include "adapters/api/stored_media.h"
#include "adapters/api/tus.h"
#include "base/check.h"
#include "base/utf8.h"
#include "io/http/problem.h"

namespace gv::api {
namespace {

constexpr int kChecksumMismatch = 460;  // of tus

std::string upload_link(const std::string& id) { return "/api/v1/uploads/" + id; }

tl::unexpected<Error> not_an_upload(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no upload \"" + id + "\".");
}

Result<void> check_version(const http::Request& request) {
  const auto version = request.headers.value("Tus-Resumable");
  if (version == kTusVersion) return {};
  return fail(ErrorCode::Stale, "Tus-Resumable",
              "This server speaks tus " + std::string(kTusVersion) + ", the request says \"" +
                  std::string(version) + "\".");
}

void add_state(http::Headers& headers, const app::Upload& upload) {
  headers.add("Tus-Resumable", std::string(kTusVersion));
  headers.add("Upload-Offset", std::to_string(upload.offset));
  headers.add("Upload-Expires", http_time(upload.expires_at));
  if (upload.asset_id) headers.add("X-Asset-Id", *upload.asset_id);
}

/// Takes the bytes of one PATCH. What is wrong with them is told at their end; nothing of them
/// counts then.
class UploadPiece final : public http::BodySink {
 public:
  UploadPiece(app::OpenUpload upload, std::optional<UploadChecksum> checksum)
      : upload_(std::move(upload)), checksum_(std::move(checksum)) {}

  Result<void> write(std::string_view piece) override {
    too_long_ = too_long_ || piece.size() > upload_.room();
    if (too_long_) return {};
    if (checksum_) checksum_->add(piece);
    return upload_.draft->write(piece);
  }
  [[nodiscard]] bool too_long() const { return too_long_; }
  [[nodiscard]] bool matches() const { return !checksum_ || checksum_->matches(); }
  [[nodiscard]] app::OpenUpload take() { return std::move(upload_); }

 private:
  app::OpenUpload upload_;
  std::optional<UploadChecksum> checksum_;
  bool too_long_{false};
};

http::Response checksum_problem(const http::Request& request) {
  http::Problem problem;
  problem.status = kChecksumMismatch;
  problem.code = "checksum_mismatch";
  problem.detail = "The bytes are not those of Upload-Checksum. Send them again.";
  problem.retryable = true;
  return http::problem_response(problem, request);
}

}  // namespace

Result<http::Response> ShowUploadRules::operator()(const Context&, const Nothing&) const {
  http::Response response{.status = kStatus};
  auto& headers = response.headers;
  headers.add("Allow", "POST, OPTIONS");
  headers.add("Tus-Resumable", std::string(kTusVersion));
  headers.add("Tus-Version", std::string(kTusVersion));
  headers.add("Tus-Extension", std::string(kTusExtensions));
  headers.add("Tus-Checksum-Algorithm", std::string(kTusChecksums));
  headers.add("Tus-Max-Size", std::to_string(app::kUploadBytesMax));
  return response;
}

Result<http::Response> BeginUpload::operator()(const Context& context, const Nothing&) const {
  const auto& headers = context.http.headers;
  GV_TRY(check_version(context.http));
  GV_TRY(const auto length, parse_upload_count(headers.value("Upload-Length"), "Upload-Length"));
  const auto told = headers.value("Upload-Metadata");
  GV_TRY(auto metadata, parse_upload_metadata(told));
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto upload,
         services.uploads.begin(scope, {.length = length,
                                        .name = excerpt(metadata["filename"], 1'024),
                                        .metadata = std::string(told),
                                        .created_by = context.principal->id}));
  http::Response response{.status = kStatus};
  add_state(response.headers, upload);
  response.headers.add("Location", upload_link(upload.id));
  return response;
}

Result<WithHeaders<UploadState>> ShowUpload::operator()(const Context& context,
                                                        const AssetRequest& request) const {
  if (!is_uuid(request.id)) return not_an_upload(request.id);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto upload, services.uploads.find(scope, request.id));
  WithHeaders<UploadState> answer{.body = {.id = upload.id,
                                           .name = upload.name,
                                           .length = upload.length,
                                           .offset = upload.offset,
                                           .asset_id = upload.asset_id,
                                           .expires_at = upload.expires_at}};
  add_state(answer.headers, upload);
  answer.headers.add("Upload-Length", std::to_string(upload.length));
  if (!upload.metadata.empty()) answer.headers.add("Upload-Metadata", upload.metadata);
  return answer;
}

Result<std::shared_ptr<http::BodySink>> ContinueUpload::open(const Context& context) const {
  const auto& headers = context.http.headers;
  const std::string id(context.http.path_value("id"));
  if (!is_uuid(id)) return not_an_upload(id);
  GV_TRY(check_version(context.http));
  if (headers.value("Content-Type") != "application/offset+octet-stream") {
    return fail(ErrorCode::UnsupportedMedia, "Content-Type",
                "must be application/offset+octet-stream");
  }
  GV_TRY(const auto offset, parse_upload_count(headers.value("Upload-Offset"), "Upload-Offset"));
  std::optional<UploadChecksum> checksum;
  if (const auto told = headers.find("Upload-Checksum")) {
    GV_TRY(checksum, UploadChecksum::parse(*told));
  }
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(auto upload, services.uploads.open(scope, id, offset));
  return std::make_shared<UploadPiece>(std::move(upload), std::move(checksum));
}

Result<http::Response> ContinueUpload::operator()(const Context& context,
                                                  const AssetRequest&) const {
  const auto piece = std::dynamic_pointer_cast<UploadPiece>(context.http.sink);
  GV_CHECK(piece != nullptr);
  if (piece->too_long()) {
    return fail(ErrorCode::LimitSize, "body", "goes beyond the Upload-Length");
  }
  if (!piece->matches()) return checksum_problem(context.http);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto upload, services.uploads.commit(scope, piece->take()));
  http::Response response{.status = kStatus};
  add_state(response.headers, upload);
  return response;
}

Result<http::Response> EndUpload::operator()(const Context& context,
                                             const AssetRequest& request) const {
  if (!is_uuid(request.id)) return not_an_upload(request.id);
  GV_TRY(check_version(context.http));
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(services.uploads.end(scope, request.id));
  http::Response response{.status = kStatus};
  response.headers.add("Tus-Resumable", std::string(kTusVersion));
  return response;
}

}  // namespace gv::api
