#pragma once

#include <memory>
#include <vector>

#include "base/parallel.h"
#include "base/result.h"
#include "core/decide/assess.h"

namespace gv::app {

/// What an account believes of its ads, without sharing money: posteriors, verdicts, draws.
/// Points into the input it was made of, which must outlive it; hence it does not move.
class AccountView {
 public:
  /// Errors: ConfigRange and those of `decide::check_account`.
  [[nodiscard]] static Result<std::unique_ptr<AccountView>> of(const decide::CycleInput& input,
                                                               const decide::Config& config,
                                                               const ParallelFor& parallel);

  [[nodiscard]] const decide::Assessment& assessment() const { return assessment_; }
  [[nodiscard]] const decide::AccountBeliefs& beliefs() const { return beliefs_; }
  [[nodiscard]] const std::vector<decide::Rejected>& rejected() const { return valid_.rejected; }
  /// H of every unit, minor units a day.
  [[nodiscard]] double half_saturation() const { return half_saturation_; }

 private:
  AccountView() = default;
  decide::Validated valid_;
  decide::AccountBeliefs beliefs_;
  decide::Assessment assessment_;
  double half_saturation_{0.0};
};

}  // namespace gv::app
