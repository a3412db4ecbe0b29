#include "adapters/api/asset_routes.h"

#include "adapters/api/asset_content.h"
#include "adapters/api/assets.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/uploads.h"
#include "adapters/api/video_advice.h"
#include "adapters/api/video_analysis.h"
#include "adapters/api/video_timeline.h"

namespace gv::api {

void add_asset_routes(Api& api, const AssetServices& services) {
  add(api, UploadAsset{services});
  add(api, ListAssets{services});
  add(api, ListAssetsFixed{services});
  add(api, ShowAsset{services});
  add(api, RemoveAsset{services});
  add(api, ListClips{services});
  add(api, ShowContent{services});
  add(api, ShowPoster{services});
  add(api, ShowThumb{services});
  add(api, ShowUploadRules{});
  add(api, BeginUpload{services});
  add(api, ShowUpload{services});
  add(api, ContinueUpload{services});
  add(api, EndUpload{services});
  const auto waiting = std::make_shared<std::atomic<int>>(0);
  add(api, AnalyzeVideo{services, waiting});
  add(api, AnalyzeOneAsset{services, waiting});
  add(api, ShowAnalysis{services});
  add(api, ExportShots{services});
  add(api, ShowTimeline{services});
  add(api, ClassifyHook{services});
  add(api, AdviseHook{services});
  add(api, AdviseCta{services});
}

}  // namespace gv::api
