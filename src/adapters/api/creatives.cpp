#include "adapters/api/creatives.h"

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

tl::unexpected<Error> unknown_creative(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no creative \"" + id + "\".");
}

CreativeLine creative_line(const app::Creative& creative) {
  return {.id = creative.id,
          .asset_id = creative.asset_id,
          .name = creative.name,
          .message = creative.message,
          .headline = creative.headline,
          .link = creative.link,
          .call_to_action = creative.call_to_action,
          .youtube_video_id = creative.youtube_video_id,
          .status = creative.status == app::CreativeStatus::Draft ? CreativeState::Draft
                                                                  : CreativeState::Approved,
          .created_by = creative.created_by,
          .created_at = creative.created_at,
          .approved_by = creative.approved_by,
          .approved_at = creative.approved_at};
}

}  // namespace

void check(const CreativeBody& body, Binder& binder) {
  if (!is_uuid(body.asset_id)) binder.complain_at("asset_id", "must be the id of a video");
  for (const auto& [field, text] :
       {std::pair("name", &body.name), std::pair("message", &body.message),
        std::pair("headline", &body.headline)}) {
    if (text->empty()) binder.complain_at(field, "must not be empty");
  }
  if (!app::is_landing_page(body.link)) {
    binder.complain_at("link", "must be an address that begins with https://");
  }
  if (!app::is_call_to_action(body.call_to_action)) {
    binder.complain_at("call_to_action", "must be one of " + app::call_to_action_names());
  }
  if (body.youtube_video_id && !app::is_youtube_video_id(*body.youtube_video_id)) {
    binder.complain_at("youtube_video_id",
                       "must be the 11 characters that YouTube names a video by");
  }
}

Result<Created<CreativeLine>> CreateCreative::operator()(const Context& context,
                                                         const CreativeBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto made, services.creatives.create(scope,
                                                    {.asset_id = body.asset_id,
                                                     .name = body.name,
                                                     .message = body.message,
                                                     .headline = body.headline,
                                                     .link = body.link,
                                                     .call_to_action = body.call_to_action,
                                                     .youtube_video_id = body.youtube_video_id},
                                                    actor_of(context)));
  return Created<CreativeLine>{creative_line(made), "/api/v1/creatives/" + made.id};
}

Result<Collection<CreativeLine>> ListCreatives::operator()(
    const Context& context, const ListCreativesRequest& request) const {
  app::CreativeFilter filter{.limit = static_cast<int>(request.rows_max()) + 1};
  if (request.status) {
    filter.status = *request.status == CreativeState::Draft ? app::CreativeStatus::Draft
                                                            : app::CreativeStatus::Approved;
  }
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  if (from) filter.before = app::CreativeCursor{from->at, from->id};
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto rows, services.creatives.list(scope, filter));
  Collection<CreativeLine> page;
  for (const auto& row : rows) {
    if (page.items.size() == request.rows_max()) {
      page.next_cursor = row_cursor_of({page.items.back().created_at, page.items.back().id});
      break;
    }
    page.items.push_back(creative_line(row));
  }
  return page;
}

Result<CreativeLine> ShowCreative::operator()(const Context& context,
                                              const CreativeIdRequest& request) const {
  if (!is_uuid(request.id)) return unknown_creative(request.id);
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto found, services.creatives.find(scope, request.id));
  return creative_line(found);
}

Result<CreativeLine> ApproveCreative::operator()(const Context& context,
                                                 const CreativeIdRequest& request) const {
  if (!is_uuid(request.id)) return unknown_creative(request.id);
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto approved, services.creatives.approve(scope, request.id, actor_of(context)));
  return creative_line(approved);
}

}  // namespace gv::api
