#pragma once

#include "app/ports/performance.h"

namespace gv::store {

class Performance final : public app::Performance {
 public:
  Result<std::vector<app::PerformanceRow>> ads(app::Transaction& transaction,
                                               const app::PerformanceSpan& span) override;
  Result<std::vector<app::PerformanceRow>> of_ad(app::Transaction& transaction,
                                                 std::string_view ad_id,
                                                 const app::PerformanceSpan& span) override;
  Result<void> put(app::Transaction& transaction, const app::PerformanceRow& row) override;
};

}  // namespace gv::store
