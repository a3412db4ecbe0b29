#pragma once

#include "adapters/api/publish_routes.h"
#include "adapters/google_ads/publication.h"
#include "adapters/meta/publication.h"
#include "adapters/store/creatives.h"
#include "adapters/store/publications.h"
#include "adapters/tiktok/publication.h"
#include "app/assets/asset_videos.h"
#include "app/execute/upload_videos.h"
#include "app/publish/creative_desk.h"
#include "app/publish/publish_desk.h"
#include "cli/execution_parts.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// Creatives, what is published of them, and who uploads their videos.
struct PublishParts {
  /// What is passed outlives it.
  PublishParts(app::Store& store, Repositories& tables, ExecutionParts& execution,
               app::AdPlatforms& platforms, app::ObjectStore& objects);

  /// For the routes.
  [[nodiscard]] api::PublishServices services();

 private:
  store::Creatives creatives_{};
  store::Publications publications_{};
  meta::PublicationForms meta_{};
  tiktok::PublicationForms tiktok_{};
  google_ads::PublicationForms google_{};
  app::AssetVideos videos_;

 public:
  app::CreativeDesk creatives;
  app::PublishDesk desk;
  app::UploadVideos uploads;
};

}  // namespace gv::cli
