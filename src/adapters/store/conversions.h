#pragma once

#include <string_view>
#include <vector>

#include "app/ports/conversions.h"

namespace gv::store {

class Conversions final : public app::Conversions {
 public:
  Result<bool> add(app::Transaction& transaction, const app::ConversionRecord& conversion) override;
  Result<std::optional<app::ConversionRecord>> find(app::Transaction& transaction,
                                                    std::string_view id) override;
  Result<bool> mark_attributed(app::Transaction& transaction, std::string_view id) override;
  Result<std::vector<app::ConversionRecord>> list(
      app::Transaction& transaction, const std::optional<app::ConversionCursor>& before,
      int limit) override;
  Result<std::vector<app::ConversionRecord>> between(app::Transaction& transaction, TimePoint from,
                                                     TimePoint until) override;
  Result<void> add_credits(app::Transaction& transaction, std::string_view conversion_id,
                           const app::RecordedCredits& credits) override;
  Result<std::vector<app::RecordedCredits>> credits(app::Transaction& transaction,
                                                    std::string_view conversion_id) override;
  Result<std::vector<double>> lags(app::Transaction& transaction, TimePoint from,
                                   TimePoint until) override;
  Result<std::vector<app::MissedConversions>> missed(app::Transaction& transaction, TimePoint from,
                                                     TimePoint until) override;
  Result<void> log_attempt(app::Transaction& transaction,
                           const app::AttributionAttempt& attempt) override;
};

}  // namespace gv::store
