#pragma once

#include <string>

#include "adapters/api/asset_routes.h"
#include "adapters/api/context.h"
#include "app/video/findings.h"

namespace gv::api {

// What the endpoints of media share. Everything asks for the right to `needed` first.

/// Errors: NotFound for an id of no asset; Forbidden.
[[nodiscard]] Result<app::Asset> asset_of(const AssetServices& services, const Context& context,
                                          const std::string& id, app::Scope needed);

/// The last analysis of an asset that came to an end. Errors: as `asset_of`; NotFound without one.
[[nodiscard]] Result<app::Analysis> analysis_of(const AssetServices& services,
                                                const Context& context, const std::string& id,
                                                app::Scope needed);

/// The stored document of an analysis, whole. Errors: NotFound, Unavailable.
[[nodiscard]] Result<std::string> document_of(const AssetServices& services,
                                              const app::Analysis& analysis);
/// What it found. Some milliseconds for a minute of video. Errors: UnusableInput, as `document_of`.
[[nodiscard]] Result<video::Findings> findings_of(const AssetServices& services,
                                                  const app::Analysis& analysis);

/// "/api/v1/assets/<id>/<what>"
[[nodiscard]] std::string asset_link(const std::string& id, std::string_view what = {});

[[nodiscard]] tl::unexpected<Error> no_asset(const std::string& id);

}  // namespace gv::api
