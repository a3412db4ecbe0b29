#pragma once

#include <string_view>
#include <vector>

#include "app/ports/schedules.h"

namespace gv::store {

class Schedules final : public app::Schedules {
 public:
  Result<bool> add(app::SharedTransaction& transaction, const app::Schedule& schedule) override;
  Result<std::vector<app::Schedule>> list(app::SharedTransaction& transaction) override;
  Result<std::optional<app::Schedule>> find(app::SharedTransaction& transaction,
                                            std::string_view name) override;
  Result<void> update(app::SharedTransaction& transaction, const app::Schedule& schedule) override;
  Result<bool> advance(app::SharedTransaction& transaction, const app::Schedule& schedule,
                       TimePoint fired, TimePoint next) override;
  Result<std::vector<app::Schedule>> due(app::SharedTransaction& transaction, int limit) override;
};

}  // namespace gv::store
