#pragma once

#include <string_view>
#include <vector>

#include "app/ports/decisions.h"

namespace gv::store {

class Decisions final : public app::Decisions {
 public:
  Result<void> record(app::Transaction& transaction, const app::DecisionRun& run,
                      std::span<const app::DecisionRecord> decisions) override;
  Result<std::optional<app::DecisionRun>> run(app::Transaction& transaction,
                                              std::string_view id) override;
  Result<std::vector<app::DecisionRun>> runs(app::Transaction& transaction,
                                             const std::optional<app::DecisionCursor>& before,
                                             int limit) override;
  Result<std::optional<app::DecisionRecord>> decision(app::Transaction& transaction,
                                                      std::string_view id) override;
  Result<std::vector<app::DecisionRecord>> list(app::Transaction& transaction,
                                                const app::DecisionFilter& filter) override;
  Result<void> set_status(app::Transaction& transaction, std::string_view id,
                          std::string_view status) override;
  Result<void> keep_inputs(app::Transaction& transaction, std::string_view run_id,
                           std::string_view document) override;
  Result<std::optional<std::string>> inputs(app::Transaction& transaction,
                                            std::string_view run_id) override;
  Result<std::int64_t> remove_previews(app::Transaction& transaction, TimePoint before,
                                       int limit) override;
};

}  // namespace gv::store
