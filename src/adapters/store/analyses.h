#pragma once

#include "app/ports/analyses.h"

namespace gv::store {

class Analyses final : public app::Analyses {
 public:
  Result<void> put(app::Transaction& transaction, const app::Analysis& analysis) override;
  Result<std::optional<app::Analysis>> find(app::Transaction& transaction,
                                            const app::AnalysisKey& key) override;
  Result<std::optional<app::Analysis>> latest(app::Transaction& transaction,
                                              std::string_view asset_id) override;
  Result<void> replace_clips(app::Transaction& transaction, std::string_view asset_id,
                             std::span<const app::Clip> clips) override;
  Result<std::vector<app::Clip>> clips(app::Transaction& transaction, std::string_view asset_id,
                                       bool by_rank) override;
};

}  // namespace gv::store
