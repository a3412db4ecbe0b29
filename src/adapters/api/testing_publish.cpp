#include "adapters/api/testing_publish.h"

#include "adapters/api/testing_media.h"
#include "adapters/google_ads/publication.h"
#include "adapters/meta/publication.h"
#include "adapters/store/assets.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/connections.h"
#include "adapters/store/creatives.h"
#include "adapters/store/publications.h"
#include "adapters/tiktok/publication.h"
#include "io/http/trace.h"

namespace gv::api::testing {

struct PublishBench::Parts {
  explicit Parts(DecisionBench& decisions)
      : creatives(decisions.execution().store, kept, assets, audit, http::system_random_bytes),
        desk(decisions.execution(), decisions.changes().changes,
             {.publications = publications,
              .creatives = kept,
              .assets = assets,
              .connections = connections,
              .forms = {&meta_forms, &tiktok_forms, &google_forms}}) {}

  store::Creatives kept;
  store::Assets assets;
  store::AuditLog audit;
  store::Publications publications;
  store::Connections connections;
  meta::PublicationForms meta_forms;
  tiktok::PublicationForms tiktok_forms;
  google_ads::PublicationForms google_forms;
  app::CreativeDesk creatives;
  app::PublishDesk desk;
};

PublishBench::PublishBench(DecisionBench& decisions) : parts_(std::make_unique<Parts>(decisions)) {}
PublishBench::~PublishBench() = default;

PublishServices PublishBench::services() {
  return {.creatives = parts_->creatives, .desk = parts_->desk};
}

Result<void> add_creatives(app::Transaction& transaction) {
  GV_TRY(store::Assets{}.add(transaction, {.id = kSeenAsset,
                                           .original_name = "Summer.mp4",
                                           .size_bytes = 3,
                                           .sha256 = std::string(64, 'a'),
                                           .storage_key = "gym/objects/aa/aa/a",
                                           .facts = {.kind = "video", .mime = "video/mp4"}}));
  store::Creatives creatives;
  app::Creative creative{.id = kDraftCreative,
                         .asset_id = kSeenAsset,
                         .name = "Summer",
                         .message = "Six weeks, one trainer.",
                         .headline = "Start on Monday",
                         .link = "https://gym.example/start",
                         .call_to_action = "LEARN_MORE",
                         .created_by = "user:u1"};
  GV_TRY(creatives.add(transaction, creative));
  creative.id = kApprovedCreative;
  creative.status = app::CreativeStatus::Approved;
  GV_TRY(creatives.add(transaction, creative));
  GV_TRY(store::Connections{}.put(transaction, {.provider = "tiktok",
                                                .external_id = "7",
                                                .settings = {{"identity_id", "55"},
                                                             {"pixel_id", "9"},
                                                             {"lead_event", "FORM"},
                                                             {"location_AE", "290557"}}}));
  return store::Connections{}.put(
      transaction,
      {.provider = "meta", .external_id = "1", .settings = {{"page_id", "5"}, {"pixel_id", "9"}}});
}

}  // namespace gv::api::testing
