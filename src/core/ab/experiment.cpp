#include "core/ab/experiment.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/rng.h"

namespace gv::ab {
namespace {

constexpr int kPropensityDraws = 4096;

Result<void> check_range(double value, double lo, double hi, const char* where) {
  if (value >= lo && value <= hi) return {};
  return fail(ErrorCode::ConfigRange, where,
              fmt::format("must lie in [{}, {}], got {}", lo, hi, value));
}

Result<void> check_open(const Experiment& experiment) {
  if (!experiment.closed) return {};
  return fail(ErrorCode::Refused, "experiment_id",
              "the experiment '" + experiment.id.text() + "' is closed");
}

Error unknown(const VariantId& variant, const char* where) {
  return {ErrorCode::NotFound, where, "no variant '" + variant.text() + "' is registered"};
}

Result<void> check_event(const VariantUpdate& event) {
  if (event.event_id.empty()) {
    return fail(ErrorCode::InvalidInput, "event_id", "must not be empty");
  }
  for (const auto& [name, count] :
       {std::pair{"trials", event.trials}, std::pair{"value_minor", event.value_minor},
        std::pair{"cost_minor", event.cost_minor}}) {
    if (count < 0) {
      return fail(ErrorCode::NegativeCount, name, fmt::format("must be >= 0, got {}", count));
    }
  }
  if (std::isnan(event.successes)) return fail(ErrorCode::Nan, "successes", "must be a number");
  if (event.successes < 0.0 || event.successes > static_cast<double>(event.trials)) {
    return fail(ErrorCode::InvalidInput, "successes",
                fmt::format("must lie in [0, trials = {}], got {}", event.trials, event.successes));
  }
  return {};
}

Result<Totals> add(Totals totals, const VariantUpdate& event) {
  const bool overflow =
      __builtin_add_overflow(totals.trials, event.trials, &totals.trials) ||
      __builtin_add_overflow(totals.value_minor, event.value_minor, &totals.value_minor) ||
      __builtin_add_overflow(totals.cost_minor, event.cost_minor, &totals.cost_minor);
  if (overflow) {
    return fail(ErrorCode::Overflow, "variant " + event.variant.text(),
                "the counts would leave the range of 64-bit integers");
  }
  totals.successes += event.successes;
  ++totals.events;
  return totals;
}

struct Candidate {
  VariantId id;
  Posterior posterior;
  Rng rng;
};

Result<std::vector<Candidate>> candidates(const Experiment& experiment,
                                          std::span<const VariantId> available, std::uint64_t key) {
  std::set<VariantId> wanted(available.begin(), available.end());
  for (const auto& id : wanted) {
    if (!experiment.variants.contains(id)) {
      return tl::unexpected<Error>(unknown(id, "available_variants"));
    }
  }
  std::vector<Candidate> chosen;
  for (const auto& [id, variant] : experiment.variants) {
    if (!wanted.empty() && !wanted.contains(id)) continue;
    chosen.push_back({id, Posterior(variant.evidence, experiment.metric, experiment.value_prior),
                      Rng(key, xxh64(id.text()))});
  }
  if (chosen.empty()) {
    return fail(ErrorCode::Refused, "experiment_id",
                "the experiment '" + experiment.id.text() + "' has no variant to choose from",
                "register variants first");
  }
  return chosen;
}

}  // namespace

Result<Experiment> start_experiment(ExperimentId id, Metric metric, TimePoint started_at,
                                    const ValuePrior& value_prior) {
  if (id.empty()) return fail(ErrorCode::InvalidInput, "experiment_id", "must not be empty");
  GV_TRY(check_range(value_prior.mean_minor, 1e-6, 1e15, "value_prior.mean_minor"));
  GV_TRY(check_range(value_prior.phi, 0.1, 100.0, "value_prior.phi"));
  GV_TRY(check_range(value_prior.strength, 2.5, 1e6, "value_prior.strength"));
  Experiment experiment;
  experiment.id = std::move(id);
  experiment.metric = metric;
  experiment.started_at = started_at;
  experiment.value_prior = value_prior;
  return experiment;
}

Result<bool> register_variant(Experiment& experiment, const VariantId& variant,
                              const Metadata& metadata) {
  if (variant.empty()) return fail(ErrorCode::InvalidInput, "variant_id", "must not be empty");
  const auto known = experiment.variants.find(variant);
  if (known == experiment.variants.end()) {
    GV_TRY(check_open(experiment));
    experiment.variants[variant].metadata = metadata;
    return true;
  }
  if (known->second.metadata == metadata) return false;
  return fail(ErrorCode::Refused, "metadata",
              "the variant '" + variant.text() + "' is registered with other metadata",
              "register it under a new id");
}

Result<bool> update(Experiment& experiment, const VariantUpdate& event) {
  GV_TRY(check_event(event));
  const auto variant = experiment.variants.find(event.variant);
  if (variant == experiment.variants.end()) {
    return tl::unexpected<Error>(unknown(event.variant, "variant_id"));
  }
  if (experiment.event_ids.contains(event.event_id)) return false;
  GV_TRY(variant->second.totals, add(variant->second.totals, event));
  experiment.event_ids.insert(event.event_id);
  Evidence& evidence = variant->second.evidence;
  evidence.trials += static_cast<double>(event.trials);
  evidence.successes += event.successes;
  evidence.value_minor += static_cast<double>(event.value_minor);
  return true;
}

Result<bool> apply_decay(Experiment& experiment, std::chrono::sys_days today, double factor) {
  if (!(factor > 0.0 && factor <= 1.0)) {
    return fail(ErrorCode::ConfigRange, "decay_factor",
                fmt::format("must lie in (0, 1], got {}", factor));
  }
  if (experiment.decayed_on && today <= *experiment.decayed_on) return false;
  const auto days = experiment.decayed_on ? (today - *experiment.decayed_on).count() : 1;
  const double keep = std::pow(factor, static_cast<double>(days));
  for (auto& [id, variant] : experiment.variants) {
    variant.evidence.trials *= keep;
    variant.evidence.successes *= keep;
    variant.evidence.value_minor *= keep;
  }
  experiment.decayed_on = today;
  return true;
}

Result<Selection> select(const Experiment& experiment, std::span<const VariantId> available,
                         std::string_view request_key) {
  GV_TRY(check_open(experiment));
  if (request_key.empty()) {
    return fail(ErrorCode::InvalidInput, "request_key", "must not be empty");
  }
  const std::uint64_t key = key_of({"ab.select", experiment.id.text(), request_key});
  GV_TRY(auto field, candidates(experiment, available, key));

  const auto winner = [&field](auto&& note) {
    std::size_t best = 0;
    double highest = -1.0;
    for (std::size_t i = 0; i < field.size(); ++i) {
      const double draw = field[i].posterior.draw(field[i].rng);
      note(i, draw);
      if (draw > highest) {
        highest = draw;
        best = i;
      }
    }
    return best;
  };
  Selection selection;
  const std::size_t chosen =
      winner([&](std::size_t i, double draw) { selection.draws[field[i].id] = draw; });
  int wins = 0;
  for (int i = 0; i < kPropensityDraws; ++i) {
    if (winner([](std::size_t, double) {}) == chosen) ++wins;
  }
  selection.variant = field[chosen].id;
  selection.propensity = (wins + 1.0) / (kPropensityDraws + static_cast<double>(field.size()));
  selection.decision_id = uuid_v5(fmt::format("ab/{}/{}", experiment.id.text(), request_key));
  return selection;
}

}  // namespace gv::ab
