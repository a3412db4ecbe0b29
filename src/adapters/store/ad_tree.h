#pragma once

#include "app/ports/ad_tree.h"

namespace gv::store {

class AdTree final : public app::AdTree {
 public:
  Result<std::vector<app::CampaignNode>> campaigns(app::Transaction& transaction,
                                                   const app::TreeFilter& filter) override;
  Result<std::vector<app::AdSetNode>> adsets(app::Transaction& transaction,
                                             const app::TreeFilter& filter) override;
  Result<std::vector<app::AdNode>> ads(app::Transaction& transaction,
                                       const app::TreeFilter& filter) override;
  Result<std::vector<app::SumsAt>> series(app::Transaction& transaction,
                                          std::string_view granularity,
                                          const app::TreeFilter& filter) override;
  Result<std::vector<app::BookedValue>> booked(app::Transaction& transaction,
                                               const app::TreeFilter& filter) override;
  Result<app::NamesById> names(app::Transaction& transaction, execute::EntityLevel level,
                               std::span<const std::string> ids) override;
  Result<std::optional<TimePoint>> known_until(app::Transaction& transaction) override;
};

}  // namespace gv::store
