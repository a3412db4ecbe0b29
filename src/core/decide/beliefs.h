#pragma once

#include <vector>

#include "core/decide/cycle.h"
#include "core/decide/data_gates.h"
#include "core/decide/validate.h"

namespace gv::decide {

/// What an account believes before any draw: evidence by ad (in the order of `Validated::ads`),
/// the delay, the priors, and whether counting seems to have stopped.
struct AccountBeliefs {
  std::vector<const belief::AdState*> ads;
  std::vector<belief::Evidence> evidence;
  std::vector<belief::HyperRow> rows;
  belief::DelayModel delay;
  belief::AccountLevel account;
  belief::Hyper hyper;
  bool own_delays{true};  ///< false: some deals come without their click, so delays cannot be told
  Outage outage;
};

[[nodiscard]] AccountBeliefs form_beliefs(const CycleInput& input, const Validated& valid,
                                          const Config& config, const ParallelFor& parallel);

/// Fits the account's delay to the deals of the last 60 days whose click is known.
/// `previous`, when given, bounds the step of one refit. O(deals + buckets) + a fixed grid.
[[nodiscard]] belief::DelayModel fit_account_delay(std::span<const belief::AdState* const> ads,
                                                   TimePoint now, const belief::DelayModel& prior,
                                                   const belief::DelayModel* previous);

}  // namespace gv::decide
