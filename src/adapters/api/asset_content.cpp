#include "adapters/api/asset_content.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "adapters/api/stored_media.h"
#include "app/assets/asset_files.h"
#include "io/http/etag.h"
#include "io/http/range.h"

namespace gv::api {
namespace {

constexpr std::size_t kPieceBytes = 256u << 10;
constexpr int kThumbsMax = 100;

/// `left` bytes of an object from `at` on.
class ObjectBody final : public http::BodySource {
 public:
  ObjectBody(std::unique_ptr<app::ObjectReader> reader, std::uint64_t at, std::uint64_t length)
      : reader_(std::move(reader)), at_(at), left_(length), length_(length) {}

  Result<bool> next(std::string& piece) override {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left_, kPieceBytes));
    GV_TRY(piece, reader_->read(at_, wanted));
    if (piece.size() < wanted) return fail(ErrorCode::Unavailable, "objects", "the file is cut");
    at_ += piece.size();
    left_ -= piece.size();
    return left_ > 0;
  }
  [[nodiscard]] std::optional<std::uint64_t> size() const override { return length_; }

 private:
  std::unique_ptr<app::ObjectReader> reader_;
  std::uint64_t at_;
  std::uint64_t left_;
  const std::uint64_t length_;
};

/// Of a file whose bytes never change.
std::string etag_of_object(std::string_view key) { return http::etag_of(key); }

Result<http::Response> picture_response(const AssetServices& services, const Context& context,
                                        const std::string& key) {
  return object_response(services.objects, context.http, key, "image/jpeg", etag_of_object(key));
}

tl::unexpected<Error> no_bytes() {
  return fail(ErrorCode::NotFound, "id", "The file was rejected and its bytes were not kept.");
}

}  // namespace

Result<http::Response> object_response(app::ObjectStore& objects, const http::Request& request,
                                       const std::string& key, const std::string& mime,
                                       const std::string& etag) {
  GV_TRY(auto reader, objects.open(key));
  const auto size = reader->size();
  const auto wanted = http::wanted_range(request, size, etag);
  http::Response response;
  response.headers.add("Accept-Ranges", "bytes");
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.add("Content-Type", mime);
  if (!wanted.satisfiable || wanted.range) {
    response.headers.add("Content-Range", http::content_range(wanted.range, size));
  }
  if (!wanted.satisfiable) {
    response.status = 416;
    return response;
  }
  response.status = wanted.range ? 206 : 200;
  const auto range =
      wanted.range.value_or(http::ByteRange{0, std::max<std::uint64_t>(size, 1) - 1});
  response.body =
      std::make_unique<ObjectBody>(std::move(reader), range.first, std::min(range.length(), size));
  http::tag(request, etag, response);
  return response;
}

Result<http::Response> ShowContent::operator()(const Context& context,
                                               const AssetRequest& request) const {
  GV_TRY(const auto asset, asset_of(services, context, request.id, *kRoute.scope));
  if (asset.storage_key.empty()) return no_bytes();
  return object_response(services.objects, context.http, asset.storage_key, asset.facts.mime,
                         '"' + asset.sha256.substr(0, 22) + '"');
}

Result<http::Response> ShowPoster::operator()(const Context& context,
                                              const AssetRequest& request) const {
  GV_TRY(const auto asset, asset_of(services, context, request.id, *kRoute.scope));
  if (asset.storage_key.empty()) return no_bytes();
  const auto analysis = analysis_of(services, context, request.id, *kRoute.scope);
  if (analysis && analysis->artifact_key) {
    const auto best = app::picture_key(*analysis->artifact_key, 1);
    if (services.objects.has(best)) return picture_response(services, context, best);
  }
  return picture_response(services, context, app::poster_key(asset.storage_key));
}

Result<http::Response> ShowThumb::operator()(const Context& context,
                                             const ThumbRequest& request) const {
  GV_TRY(const auto analysis, analysis_of(services, context, request.id, *kRoute.scope));
  if (request.n < 1 || request.n > kThumbsMax || !analysis.artifact_key) {
    return fail(ErrorCode::NotFound, "n", "There is no such picture.");
  }
  return picture_response(services, context,
                          app::picture_key(*analysis.artifact_key, static_cast<int>(request.n)));
}

}  // namespace gv::api
