#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/learning_log.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/ab/experiment.h"

namespace gv::app {

/// When a variant came and by which event it was last changed.
struct VariantRecord {
  std::int64_t seq{0};
  TimePoint created_at{};
  friend bool operator==(const VariantRecord&, const VariantRecord&) = default;
};

/// An experiment with all its variants: a projection of the event log, which also knows the events
/// that were counted; `state.event_ids` stays empty.
struct StoredExperiment {
  ab::Experiment state;
  std::string name;
  std::int64_t budget_minor{0};  ///< of all variants together, a day
  TimePoint created_at{};
  std::optional<TimePoint> ended_at{};
  std::optional<VariantPromoted> promotion{};
  std::map<ab::VariantId, VariantRecord> records;  ///< of every variant
  friend bool operator==(const StoredExperiment&, const StoredExperiment&) = default;
};

class ExperimentStore {
 public:
  virtual ~ExperimentStore() = default;

  /// `id` is a UUID.
  virtual Result<std::optional<StoredExperiment>> find(Transaction& transaction,
                                                       std::string_view id) = 0;
  /// The experiment that a variant belongs to.
  virtual Result<std::optional<std::string>> of_variant(Transaction& transaction,
                                                        std::string_view variant_id) = 0;
  /// Ids of experiments, ascending, up to `limit` after `after` (empty: from the first).
  virtual Result<std::vector<std::string>> list(Transaction& transaction, std::string_view after,
                                                int limit) = 0;
  /// Adds the experiment and its variants, or replaces what is stored of them.
  virtual Result<void> put(Transaction& transaction, const StoredExperiment& experiment) = 0;
};

}  // namespace gv::app
