#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/decide/cycle.h"
#include "core/market/policy.h"

namespace gv::market {

/// Cross-account knowledge: what the ads of accounts that ran before came to, pooled into one
/// prior. Only (deals, exposure, ratios) of an ad enter; no account learns of another's rows.
class SharedPriors {
 public:
  void add(std::span<const belief::HyperRow> rows, double deal_rate_default);
  /// The prior for the next account; none while fewer than 30 ads are known.
  [[nodiscard]] std::optional<belief::Hyper> prior() const { return prior_; }

 private:
  std::vector<belief::HyperRow> rows_;
  std::optional<belief::Hyper> prior_;
};

struct BattleHardenedOptions {
  std::uint64_t seed{0};
  bool hourly_kill_check{false};
  bool keep_reasons{false};  ///< writes a row to the decision log for every change
  std::shared_ptr<SharedPriors> shared;
};

/// Our own policy: the decision engine of the product, fed with what a policy may see. Thresholds
/// are the product's defaults; target, total, minimum and mode come from the observation.
class BattleHardened : public Policy {
 public:
  BattleHardened(decide::Config config, BattleHardenedOptions options);
  ~BattleHardened() override;

  [[nodiscard]] std::string_view name() const override { return "battle_hardened"; }
  void decide(const Observation& seen, Actions& out) override;
  [[nodiscard]] bool wants_hourly() const override { return options_.hourly_kill_check; }
  void check(const Observation& seen, Actions& out) override;
  void beliefs(std::span<RoasBelief> out) const override;

 private:
  [[nodiscard]] decide::CycleInput input_of(const Observation& seen);
  void refit_delay(const Observation& seen);
  void note_rows(const decide::CycleInput& input);
  void note_outage(const decide::CyclePlan& plan, TimePoint now);
  void apply(const decide::CyclePlan& plan, const Observation& seen, Actions& out);

  decide::Config config_;
  BattleHardenedOptions options_;
  std::optional<belief::DelayModel> delay_;
  std::optional<TimePoint> delay_fitted_at_;
  std::vector<belief::OutageSpan> outages_;  ///< spans in which deals were not counted
  std::vector<belief::HyperRow> rows_;       ///< as of the last day, for the accounts that follow
  double deal_rate_default_{0.0};
  std::vector<RoasBelief> beliefs_;
};

}  // namespace gv::market
