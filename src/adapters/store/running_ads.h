#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/ports/running_ads.h"

namespace gv::store {

/// From the tables ads, adsets and campaigns.
class RunningAds final : public app::RunningAds {
 public:
  Result<std::vector<app::RunningAd>> list(app::Transaction& transaction) override;
  Result<std::optional<app::RunningAd>> find(app::Transaction& transaction,
                                             std::string_view ad_id) override;
};

}  // namespace gv::store
