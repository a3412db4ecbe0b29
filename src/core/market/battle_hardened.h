#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/decide/cycle.h"
#include "core/market/policy.h"

namespace gv::market {

/// Cross-account knowledge: evidence rows of accounts that ran before, pooled into one prior. The
/// raw data of an account never leaves it; only (deals, exposure, ratios) enter the fit.
class SharedPriors {
 public:
  void add(std::span<const belief::HyperRow> rows);
  [[nodiscard]] std::span<const belief::HyperRow> rows() const { return rows_; }

 private:
  std::vector<belief::HyperRow> rows_;
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
  void note_outage(const decide::CyclePlan& plan, TimePoint now);
  void apply(const decide::CyclePlan& plan, const Observation& seen, Actions& out);

  decide::Config config_;
  BattleHardenedOptions options_;
  std::optional<belief::DelayModel> delay_;
  std::optional<TimePoint> delay_fitted_at_;
  std::vector<belief::OutageSpan> outages_;  ///< spans in which deals were not counted
  std::vector<RoasBelief> beliefs_;
};

}  // namespace gv::market
