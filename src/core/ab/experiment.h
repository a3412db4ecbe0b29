#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "core/ab/posterior.h"

namespace gv::ab {

using ExperimentId = Id<struct ExperimentTag>;
using VariantId = Id<struct VariantTag>;
using Metadata = std::map<std::string, std::string>;

/// Everything reported about a variant, never decayed.
struct Totals {
  std::int64_t trials{0};
  double successes{0.0};  ///< whole, unless rewards in [0, 1] were reported
  std::int64_t value_minor{0};
  std::int64_t cost_minor{0};
  std::int64_t events{0};
  friend bool operator==(const Totals&, const Totals&) = default;
};

struct Variant {
  Metadata metadata;
  Totals totals;
  Evidence evidence;  ///< the same counts after decay: what the posterior sees
  friend bool operator==(const Variant&, const Variant&) = default;
};

/// One experiment, whole: what a store keeps and what every function below reads or changes.
struct Experiment {
  ExperimentId id;
  Metric metric{Metric::Ctr};
  TimePoint started_at{};
  ValuePrior value_prior;
  std::map<VariantId, Variant> variants;
  std::set<std::string> event_ids;                    ///< already counted
  std::optional<std::chrono::sys_days> decayed_on{};  ///< calendar day in the account's zone
  bool closed{false};
  friend bool operator==(const Experiment&, const Experiment&) = default;
};

/// Errors: ConfigRange when the value prior leaves its ranges, InvalidInput for an empty id.
Result<Experiment> start_experiment(ExperimentId id, Metric metric, TimePoint started_at,
                                    const ValuePrior& value_prior = {});

/// Adds a variant. True when it is new, false when it was there with the same metadata.
/// Errors: Refused when it exists with other metadata, or the experiment is closed.
Result<bool> register_variant(Experiment& experiment, const VariantId& variant,
                              const Metadata& metadata);

/// What one event reports. A reward r in [0, 1] is r successes in one trial.
struct VariantUpdate {
  std::string event_id;  ///< not empty
  VariantId variant;
  std::int64_t trials{0};       ///< >= 0
  double successes{0.0};        ///< in [0, trials]
  std::int64_t value_minor{0};  ///< >= 0
  std::int64_t cost_minor{0};   ///< >= 0
};

/// Counts an event. True when counted, false when its event id had been counted before (then
/// nothing changes, whatever else the event says).
/// Errors, with nothing changed: NotFound, NegativeCount, InvalidInput, Nan, Overflow.
Result<bool> update(Experiment& experiment, const VariantUpdate& event);

/// Fades the evidence: counts times factor^days, days being the whole days since the last call
/// (one on the first). True when something was done; a second call on the same or an earlier day
/// does nothing. `today` is the calendar day in the account's zone.
/// Errors: ConfigRange unless 0 < factor <= 1.
Result<bool> apply_decay(Experiment& experiment, std::chrono::sys_days today, double factor = 0.99);

/// One Thompson choice.
struct Selection {
  std::string decision_id;  ///< UUIDv5 of experiment and request: the same request, the same id
  VariantId variant;
  double propensity{0.0};             ///< P(this variant is chosen), in (0, 1]
  std::map<VariantId, double> draws;  ///< one posterior draw per variant; the largest wins
};

/// Draws once from every posterior and takes the largest (ties: lowest id). The propensity counts
/// the wins in 4096 further draws w: (w + 1) / (4096 + n), so that weights 1 / propensity stay
/// finite. Draws are keyed by experiment, request and variant: other variants' presence does not
/// change a variant's draw. `available` limits the choice; empty means all.
/// Errors: Refused when closed or no variant is registered; NotFound for an unknown id in
/// `available`; InvalidInput for an empty request key. O(4096 n).
Result<Selection> select(const Experiment& experiment, std::span<const VariantId> available,
                         std::string_view request_key);

}  // namespace gv::ab
