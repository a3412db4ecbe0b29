#include "core/market/battle_hardened.h"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/decide/beliefs.h"
#include "core/decide/explain.h"

namespace gv::market {
namespace {

using decide::DecisionType;

constexpr Hours kCycle{6};

std::string log_row(const decide::Decision& decision) {
  return fmt::format("{} {} {} -> {}: {}", decision.ad.ad_id.text(), decide::to_text(decision.type),
                     decision.current_budget_minor.value_or(0),
                     decision.recommended_budget_minor.value_or(0), decide::reason_line(decision));
}

bool worth_a_row(const decide::Decision& decision) {
  return decision.type != DecisionType::Maintain && decision.type != DecisionType::Observe;
}

}  // namespace

void SharedPriors::add(std::span<const belief::HyperRow> rows, double deal_rate_default) {
  constexpr std::size_t kFewestAds = 30;
  rows_.insert(rows_.end(), rows.begin(), rows.end());
  if (rows_.size() >= kFewestAds) prior_ = belief::fit_hyper(rows_, deal_rate_default, 0.0);
}

BattleHardened::BattleHardened(decide::Config config, BattleHardenedOptions options)
    : config_(std::move(config)), options_(std::move(options)) {}

BattleHardened::~BattleHardened() {
  if (options_.shared) options_.shared->add(rows_, deal_rate_default_);
}

void BattleHardened::refit_delay(const Observation& seen) {
  if (delay_fitted_at_ && days_between(*delay_fitted_at_, seen.now) < 1.0) return;
  const auto prior = belief::delay_prior(seen.mode, seen.values.cycle_days_mean);
  std::vector<const belief::AdState*> ads;
  for (const auto& ad : seen.ads) ads.push_back(&ad);
  const auto previous = delay_.value_or(prior);
  delay_ = decide::fit_account_delay(ads, seen.now, prior, &previous);
  delay_fitted_at_ = seen.now;
}

decide::CycleInput BattleHardened::input_of(const Observation& seen) {
  refit_delay(seen);
  decide::CycleInput input;
  input.account = AccountId("market");
  input.cycle_id = format_time(seen.now);
  input.seed = options_.seed;
  input.now = seen.now;
  input.total_budget_minor = seen.total_minor;
  input.ads.assign(seen.ads.begin(), seen.ads.end());
  input.units.assign(seen.units.begin(), seen.units.end());
  input.priors = seen.values;
  input.delay = delay_;
  input.outages = outages_;
  if (options_.shared) input.hyper = options_.shared->prior();
  input.session_ratio = seen.session_ratio;
  input.session_ratio_usual = 1.0;
  config_.mode = seen.mode;
  config_.target_roas = seen.target_roas;
  config_.limits.min_budget_minor = seen.min_budget_minor;
  return input;
}

void BattleHardened::decide(const Observation& seen, Actions& out) {
  beliefs_.assign(seen.ads.size(), {});
  const auto input = input_of(seen);
  const auto plan = decide::run_cycle(input, config_);
  if (options_.shared && delay_fitted_at_ == seen.now) note_rows(input);
  // Refused: budgets that may not change exceed the total; everything stays until they are free.
  if (!plan) return out.log(to_string(plan.error()));
  note_outage(*plan, seen.now);
  apply(*plan, seen, out);
}

/// Once a day, like the delay.
void BattleHardened::note_rows(const decide::CycleInput& input) {
  const auto beliefs = decide::form_beliefs(input, decide::validate(input), config_, run_serially);
  rows_ = beliefs.rows;
  deal_rate_default_ = beliefs.account.deal_rate_default;
}

/// An outage is known to last from a cycle before it was first seen to a cycle after it was last.
void BattleHardened::note_outage(const decide::CyclePlan& plan, TimePoint now) {
  if (!plan.outage) return;
  if (outages_.empty() || outages_.back().to < now) {
    outages_.push_back({now - kCycle, now + kCycle});
  } else {
    outages_.back().to = now + kCycle;
  }
}

void BattleHardened::check(const Observation& seen, Actions& out) {
  const auto plan = decide::run_cycle(input_of(seen), config_);
  if (!plan) return;
  std::map<belief::AdKey, std::size_t> index;
  for (std::size_t i = 0; i < seen.ads.size(); ++i) index[seen.ads[i].key] = i;
  for (const auto& decision : plan->decisions) {
    const std::size_t i = index.at(decision.ad);
    if (decision.type == DecisionType::Kill && seen.ads[i].status == belief::AdStatus::Active) {
      out.pause(i, decision.finality.value_or(belief::Finality::Provisional));
    }
  }
}

void BattleHardened::apply(const decide::CyclePlan& plan, const Observation& seen, Actions& out) {
  std::map<belief::AdKey, std::size_t> index;
  for (std::size_t i = 0; i < seen.ads.size(); ++i) index[seen.ads[i].key] = i;
  for (const auto& decision : plan.decisions) {
    const std::size_t i = index.at(decision.ad);
    const auto& roas = decision.metrics.roas;
    beliefs_[i] = {.p_at_target = roas.p_target, .lo = roas.q05, .hi = roas.q95, .stated = true};
    const bool active = seen.ads[i].status == belief::AdStatus::Active;
    const std::int64_t budget = decision.recommended_budget_minor.value_or(0);
    if (decision.type == DecisionType::Kill || decision.type == DecisionType::Queue) {
      const auto finality = decision.finality.value_or(belief::Finality::Provisional);
      const bool news = active || finality == belief::Finality::Final;
      if (news) out.pause(i, finality);
      // A kill that turns final while the ad is paused moves no money: no row.
      if (active && options_.keep_reasons) out.log(log_row(decision));
      continue;
    }
    if (decision.type == DecisionType::Reactivate) {
      out.reactivate(i, budget);
    } else if (active && budget > 0) {
      out.set_budget(i, budget);
    }
    if (options_.keep_reasons && worth_a_row(decision)) out.log(log_row(decision));
  }
}

void BattleHardened::beliefs(std::span<RoasBelief> out) const {
  for (std::size_t i = 0; i < out.size() && i < beliefs_.size(); ++i) out[i] = beliefs_[i];
}

}  // namespace gv::market
