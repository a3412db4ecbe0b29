#pragma once

#include "app/ports/learning_log.h"

namespace gv::store {

/// Learning facts as events: `insight.recorded` of ads, `learning.event` of experiments.
class LearningLog final : public app::LearningLog {
 public:
  Result<std::int64_t> append(app::Transaction& transaction, const app::LearningFact& fact,
                              TimePoint occurred_at,
                              const std::optional<std::string>& key) override;
  Result<std::vector<app::LearningEvent>> after(app::Transaction& transaction, std::int64_t seq,
                                                int limit, std::int64_t& reached) override;
};

}  // namespace gv::store
