#pragma once

#include <map>
#include <vector>

#include "app/ports/ad_changes.h"

namespace gv::store {

class AdChanges final : public app::AdChanges {
 public:
  Result<std::vector<app::AddedChange>> add(app::Transaction& transaction,
                                            std::span<const app::AdChange> changes) override;
  Result<std::optional<app::AdChange>> find(app::Transaction& transaction,
                                            std::string_view id) override;
  Result<std::vector<app::AdChange>> list(app::Transaction& transaction,
                                          const app::ChangeFilter& filter) override;
  Result<std::vector<app::AdChange>> waiting(app::Transaction& transaction,
                                             std::string_view platform,
                                             std::string_view entity_id) override;
  Result<std::map<app::ChangeState, std::int64_t>> counts(app::Transaction& transaction) override;
  Result<std::vector<app::AdChange>> last_set(app::Transaction& transaction, TimePoint since,
                                              int limit) override;
  Result<std::vector<app::AdStatusSet>> statuses_set(app::Transaction& transaction,
                                                     TimePoint since) override;
  Result<std::vector<app::AdChange>> in_flight(app::Transaction& transaction) override;
  Result<std::vector<app::AdChange>> claim(app::Transaction& transaction,
                                           const app::ChangeClaim& request) override;
  Result<std::vector<app::AdChange>> claim_to_verify(app::Transaction& transaction,
                                                     const app::ChangeClaim& request) override;
  Result<std::int64_t> reap(app::Transaction& transaction) override;
  Result<void> save(app::Transaction& transaction, const app::ChangeLease& mine,
                    const app::AdChange& change) override;
  Result<bool> move(app::Transaction& transaction, std::string_view id, app::ChangeMove move,
                    std::string_view by) override;
  Result<std::int64_t> cancel_waiting(app::Transaction& transaction, execute::Priority from,
                                      std::string_view platform) override;
  Result<std::optional<TimePoint>> next_due(app::Transaction& transaction) override;
  Result<std::optional<TimePoint>> next_emergency(app::Transaction& transaction) override;
  Result<std::optional<TimePoint>> next_upload(app::Transaction& transaction) override;
};

}  // namespace gv::store
