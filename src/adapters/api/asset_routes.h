#pragma once

#include <functional>

#include "adapters/api/revenue_routes.h"
#include "app/assets/analyze_asset.h"
#include "app/assets/delete_asset.h"
#include "app/assets/keep_file.h"
#include "app/assets/resume_upload.h"

namespace gv::api {

/// What the routes of media need. Everything referred to outlives the api.
struct AssetServices {
  app::Store& store;
  app::Assets& assets;
  app::Analyses& analyses;
  app::ObjectStore& objects;
  app::VideoAnalyzer& analyzer;
  app::KeepFile& keep;
  app::ResumeUpload& uploads;
  app::DeleteAsset& remove;
  app::AnalyzeAsset& analyze;
  ScopeOf scope_of;
  std::function<void()> on_queued;  ///< told that a job waits
};

/// Uploads, assets with their files, analyses, and the advice that follows from them.
void add_asset_routes(Api& api, const AssetServices& services);

}  // namespace gv::api
