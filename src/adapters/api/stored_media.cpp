#include "adapters/api/stored_media.h"

#include <boost/json/value.hpp>

#include "adapters/api/row_cursor.h"
#include "app/assets/asset_files.h"
#include "io/json/described.h"
#include "io/json/json.h"

namespace gv::api {

tl::unexpected<Error> no_asset(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no asset \"" + id + "\".");
}

std::string asset_link(const std::string& id, std::string_view what) {
  std::string link = "/api/v1/assets/" + id;
  if (!what.empty()) link.append("/").append(what);
  return link;
}

Result<app::Asset> asset_of(const AssetServices& services, const Context& context,
                            const std::string& id, app::Scope needed) {
  if (!is_uuid(id)) return no_asset(id);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, needed));
  GV_TRY(auto asset, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.assets.find(transaction, id);
  }));
  if (!asset) return no_asset(id);
  return *std::move(asset);
}

Result<app::Analysis> analysis_of(const AssetServices& services, const Context& context,
                                  const std::string& id, app::Scope needed) {
  if (!is_uuid(id)) return no_asset(id);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, needed));
  const auto work = [&](app::Transaction& transaction) -> Result<app::Analysis> {
    GV_TRY(const auto asset, services.assets.find(transaction, id));
    if (!asset) return no_asset(id);
    GV_TRY(auto analysis, services.analyses.latest(transaction, id));
    if (analysis) return *std::move(analysis);
    return fail(ErrorCode::NotFound, "id", "The asset has not been analysed yet.",
                "POST " + asset_link(id, "analyze"));
  };
  return services.store.read(scope, work);
}

Result<std::string> document_of(const AssetServices& services, const app::Analysis& analysis) {
  return app::read_object(services.objects, app::document_key(analysis.artifact_key.value_or("")));
}

Result<video::Findings> findings_of(const AssetServices& services, const app::Analysis& analysis) {
  GV_TRY(const auto text, document_of(services, analysis));
  GV_TRY(const auto tree, json::parse(text, "analysis"));
  video::Findings findings;
  GV_TRY(json::read_into(json::Field(tree), findings));
  return findings;
}

}  // namespace gv::api
