#pragma once

#include "app/ports/running_ads.h"

namespace gv::store {

/// From the tables ads, adsets and campaigns.
class RunningAds final : public app::RunningAds {
 public:
  Result<std::vector<app::RunningAd>> list(app::Transaction& transaction) override;
};

}  // namespace gv::store
