#include "adapters/api/assets.h"

#include <algorithm>

#include "adapters/api/form_file.h"
#include "adapters/api/row_cursor.h"
#include "adapters/api/stored_media.h"
#include "base/check.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

AssetState state_of(app::AssetStatus status) {
  return status == app::AssetStatus::Ready ? AssetState::Ready : AssetState::Rejected;
}

AssetLine line_of(const app::Asset& asset) {
  const auto& facts = asset.facts;
  AssetLine line{.id = asset.id,
                 .name = asset.original_name,
                 .kind = facts.kind,
                 .mime = facts.mime,
                 .size_bytes = asset.size_bytes,
                 .sha256 = asset.sha256,
                 .status = state_of(asset.status),
                 .error = asset.error,
                 .width = facts.width,
                 .height = facts.height,
                 .video_codec = facts.video_codec,
                 .audio_codec = facts.audio_codec,
                 .created_at = asset.created_at};
  if (facts.duration_ms) line.duration_s = static_cast<double>(*facts.duration_ms) / 1000.0;
  if (facts.fps_num) line.fps = static_cast<double>(*facts.fps_num) / facts.fps_den.value_or(1);
  if (asset.status == app::AssetStatus::Ready) {
    line.content_url = asset_link(asset.id, "content");
    line.poster_url = asset_link(asset.id, "poster");
  }
  return line;
}

std::optional<std::string> name_of(AssetKind kind) {
  return std::string(kind == AssetKind::Video ? "video" : "image");
}

Result<app::AssetFilter> filter_of(const ListAssetsRequest& request) {
  app::AssetFilter filter{.name_part = request.q.value_or(""),
                          .limit = static_cast<int>(request.rows_max()) + 1};
  if (request.status) {
    filter.status =
        *request.status == AssetState::Ready ? app::AssetStatus::Ready : app::AssetStatus::Rejected;
  }
  if (request.kind) filter.kind = name_of(*request.kind);
  GV_TRY(const auto cursor, row_cursor_in(request.cursor));
  if (cursor) filter.before = app::AssetCursor{cursor->at, cursor->id};
  return filter;
}

struct AssetPage {
  std::vector<app::Asset> rows;
  std::int64_t count{0};
};

Result<Collection<AssetLine>> page_of(const AssetServices& services, const Context& context,
                                      const ListAssetsRequest& request, bool counts) {
  GV_TRY(const auto filter, filter_of(request));
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Read));
  const auto work = [&](app::Transaction& transaction) -> Result<AssetPage> {
    AssetPage found;
    GV_TRY(found.rows, services.assets.list(transaction, filter));
    if (counts) {
      GV_TRY(found.count, services.assets.count(transaction, filter));
    }
    return found;
  };
  GV_TRY(const auto found, services.store.read(scope, work));
  Collection<AssetLine> page;
  const std::size_t shown = std::min(found.rows.size(), request.rows_max());
  for (std::size_t i = 0; i < shown; ++i) page.items.push_back(line_of(found.rows[i]));
  if (found.rows.size() > shown) {
    const auto& last = page.items.back();
    page.next_cursor = row_cursor_of({last.created_at, last.id});
  }
  if (counts) page.total = found.count;
  return page;
}

/// "/api/v1/assets/<id>/thumbs/2" of the key of the second picture, ".../2.jpg".
std::optional<std::string> thumb_link(const app::Clip& clip) {
  if (!clip.thumb_key) return std::nullopt;
  const std::string_view key = *clip.thumb_key;
  const auto name = key.substr(key.rfind('/') + 1);
  return asset_link(clip.asset_id, "thumbs/" + std::string(name.substr(0, name.find('.'))));
}

Result<ClipLine> line_of(const app::Clip& clip) {
  ClipLine line{.id = clip.id,
                .start = static_cast<double>(clip.start_ms) / 1000.0,
                .end = static_cast<double>(clip.end_ms) / 1000.0,
                .score = clip.score,
                .rank = clip.rank,
                .thumbnail_url = thumb_link(clip)};
  GV_TRY(line.features, json::parse(clip.features, "features"));
  return line;
}

}  // namespace

Result<std::shared_ptr<http::BodySink>> UploadAsset::open(const Context& context) const {
  auto reader = http::MultipartReader::make(context.http.headers.value("Content-Type"));
  if (!reader) {
    return fail(ErrorCode::UnsupportedMedia, "Content-Type", reader.error().message);
  }
  GV_TRY(auto draft, services.objects.draft(context.account));
  return std::make_shared<FormFile>(*std::move(reader), std::move(draft));
}

Result<Created<UploadAnswer>> UploadAsset::operator()(const Context& context,
                                                      const Nothing&) const {
  const auto form = std::dynamic_pointer_cast<FormFile>(context.http.sink);
  GV_CHECK(form != nullptr);
  GV_TRY(form->finish());
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto kept, services.keep.run(scope, form->name(), form->draft()));
  return Created<UploadAnswer>{{.asset_id = kept.asset_id,
                                .video_id = kept.asset_id,
                                .status = state_of(kept.status),
                                .sha256 = kept.sha256,
                                .duplicate = kept.duplicate,
                                .error = kept.error},
                               asset_link(kept.asset_id)};
}

Result<Collection<AssetLine>> ListAssets::operator()(const Context& context,
                                                     const ListAssetsRequest& request) const {
  return page_of(services, context, request, request.count.has_value());
}

Result<AssetsAnswer> ListAssetsFixed::operator()(const Context& context,
                                                 const ListAssetsRequest& request) const {
  GV_TRY(auto page, page_of(services, context, request, true));
  return AssetsAnswer{std::move(page.items), page.total.value_or(0), std::move(page.next_cursor)};
}

Result<AssetLine> ShowAsset::operator()(const Context& context, const AssetRequest& request) const {
  GV_TRY(const auto asset, asset_of(services, context, request.id, *kRoute.scope));
  return line_of(asset);
}

Result<NoContent> RemoveAsset::operator()(const Context& context,
                                          const AssetRequest& request) const {
  if (!is_uuid(request.id)) return no_asset(request.id);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(services.remove.run(scope, request.id));
  return NoContent{};
}

Result<ClipsAnswer> ListClips::operator()(const Context& context,
                                          const ClipsRequest& request) const {
  GV_TRY(const auto analysis, analysis_of(services, context, request.id, *kRoute.scope));
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto clips, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.analyses.clips(transaction, request.id, request.ranked.value_or(false));
  }));
  ClipsAnswer answer{.asset_id = request.id};
  for (const auto& clip : clips) {
    GV_TRY(auto line, line_of(clip));
    answer.clips.push_back(std::move(line));
  }
  return answer;
}

}  // namespace gv::api
