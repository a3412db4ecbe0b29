#pragma once

#include <memory>

#include "adapters/api/campaign_routes.h"
#include "adapters/api/testing_decisions.h"
#include "app/sync/actuals_desk.h"
#include "base/time.h"

namespace gv::api::testing {

/// The ports behind the routes of campaigns, over the store of decisions.
class CampaignBench {
 public:
  CampaignBench(DecisionBench& decisions, const app::SettingsSource& settings, const Clock& clock);
  ~CampaignBench();
  [[nodiscard]] CampaignServices services();
  /// Of an account that is connected to Meta, and to nothing else.
  [[nodiscard]] app::ActualsDesk& actuals();

  /// Gives gym the campaigns meta:c1 (ad set meta:s1 with meta:ad_1 and meta:ad_2) and the paused
  /// meta:c2 (ad set meta:s2 with meta:ad_3). Each ad has the three days before today, with 1,000,
  /// 2,000 and 3,000 impressions, one click in fifty, and 10.00, 20.00 and 30.00 spent. A deal of
  /// yesterday is worth 900.00, two thirds of it for meta:ad_1.
  void fill();

 private:
  struct Parts;
  DecisionBench& decisions_;
  const app::SettingsSource& settings_;
  const Clock& clock_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
