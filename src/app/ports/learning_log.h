#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What an ad did in a span of time, as a client tells it. Counts and amounts (minor units) are
/// those of the span alone.
struct AdObserved {
  std::string ad_id;  ///< "<platform>:<platform id>"
  TimePoint from{};
  TimePoint to{};
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t conversions{0};
  std::int64_t spend_minor{0};
  std::int64_t pipeline_value_minor{0};
  std::int64_t cash_revenue_minor{0};
  friend bool operator==(const AdObserved&, const AdObserved&) = default;
};

struct ExperimentStarted {
  std::string experiment_id;  ///< UUID
  std::string name;
  std::string metric;  ///< "ctr", "cvr", "value"
  std::int64_t budget_minor{0};
  double value_mean_minor{0.0};  ///< prior of the value of one success
  friend bool operator==(const ExperimentStarted&, const ExperimentStarted&) = default;
};

struct VariantRegistered {
  std::string experiment_id;
  std::string variant_id;
  std::map<std::string, std::string> metadata;
  friend bool operator==(const VariantRegistered&, const VariantRegistered&) = default;
};

/// Trials of a variant and what came of them.
struct VariantReported {
  std::string experiment_id;
  std::string variant_id;
  std::int64_t trials{0};
  double successes{0.0};
  std::int64_t value_minor{0};
  std::int64_t cost_minor{0};
  friend bool operator==(const VariantReported&, const VariantReported&) = default;
};

/// Evidence of an experiment fades to `factor` a day up to `day`.
struct EvidenceDecayed {
  std::string experiment_id;
  std::int64_t day{0};  ///< days since 1970 in the account's zone
  double factor{1.0};
  friend bool operator==(const EvidenceDecayed&, const EvidenceDecayed&) = default;
};

/// The experiment is over. Means and standard deviations are those of the posteriors then.
struct VariantPromoted {
  std::string experiment_id;
  std::string variant_id;
  std::string replaced_id;  ///< the runner-up
  double winner_mean{0.0};
  double winner_sd{0.0};
  double replaced_mean{0.0};
  double replaced_sd{0.0};
  std::string forced_by{};  ///< empty: nobody, every check passed
  friend bool operator==(const VariantPromoted&, const VariantPromoted&) = default;
};

using LearningFact = std::variant<AdObserved, ExperimentStarted, VariantRegistered, VariantReported,
                                  EvidenceDecayed, VariantPromoted>;

struct LearningEvent {
  std::int64_t seq{0};
  TimePoint recorded_at{};
  TimePoint occurred_at{};
  LearningFact fact;
};

/// Those events of the log that ads and experiments are projected from.
class LearningLog {
 public:
  virtual ~LearningLog() = default;

  /// Appends the fact; its seq, or 0 when an event of this `key` is there already. As
  /// `EventLog::append` it holds the account's log until the transaction ends, so that what is
  /// projected after it is projected in order.
  virtual Result<std::int64_t> append(Transaction& transaction, const LearningFact& fact,
                                      TimePoint occurred_at,
                                      const std::optional<std::string>& key) = 0;
  /// The next up to `limit` events after `seq`, ascending. Events of other kinds are passed over;
  /// `reached` is how far the log was read, equal to `seq` at its end.
  virtual Result<std::vector<LearningEvent>> after(Transaction& transaction, std::int64_t seq,
                                                   int limit, std::int64_t& reached) = 0;
};

}  // namespace gv::app
