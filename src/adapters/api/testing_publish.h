#pragma once

#include <memory>

#include "adapters/api/publish_routes.h"
#include "adapters/api/testing_decisions.h"

namespace gv::api::testing {

inline constexpr const char* kDraftCreative = "0190a000-0000-7000-8000-0000000000e1";
inline constexpr const char* kApprovedCreative = "0190a000-0000-7000-8000-0000000000e2";

/// The ports behind the routes of publishing, over the store of decisions: its account gym has the
/// video `kSeenAsset`, a creative of it that is a draft and one that is approved, and
/// connections to Meta and TikTok that lack nothing for leads.
class PublishBench {
 public:
  explicit PublishBench(DecisionBench& decisions);
  ~PublishBench();
  [[nodiscard]] PublishServices services();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// What gym has to publish, for a store that is new.
Result<void> add_creatives(app::Transaction& transaction);

}  // namespace gv::api::testing
