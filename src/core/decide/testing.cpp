#include "core/decide/testing.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gv::decide::testing {
namespace {

bool chance(Rng& rng, double p) { return rng.uniform() < p; }
double between(Rng& rng, double lo, double hi) { return lo + (hi - lo) * rng.uniform(); }
std::int64_t whole(Rng& rng, std::int64_t lo, std::int64_t hi) {
  return lo + static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(hi - lo + 1)));
}

template <class T>
T pick(Rng& rng, std::initializer_list<T> values) {
  return *(values.begin() + static_cast<std::ptrdiff_t>(rng.below(values.size())));
}

belief::AdState random_ad(Rng& rng, int index, const std::string& unit) {
  AdSpec spec{.id = fmt::format("ad{}", index),
              .unit = unit,
              .campaign = fmt::format("c{}", rng.below(3)),
              .days = chance(rng, 0.3) ? between(rng, 0.1, 3.0) : between(rng, 3.0, 20.0)};
  const double quality = std::exp(0.8 * rng.normal());
  spec.spend_daily = whole(rng, 5'00, 150'00);
  spec.impressions_daily = whole(rng, 500, 20'000);
  spec.clicks_daily =
      static_cast<std::int64_t>(static_cast<double>(spec.impressions_daily) *
                                std::min(0.2, 0.012 * std::exp(0.5 * rng.normal())));
  const double spent = static_cast<double>(spec.spend_daily) * spec.days;
  spec.deal_value = between(rng, 20'00.0, 400'00.0);
  spec.deals = static_cast<int>(rng.poisson(std::min(60.0, quality * spent / spec.deal_value)));
  auto ad = ad_of(spec);
  if (chance(rng, 0.07)) ad.data_as_of = ago(between(rng, 0.0, 2.0));
  if (chance(rng, 0.06)) ad.status = belief::AdStatus::Ended;
  if (chance(rng, 0.08)) {
    ad.status = belief::AdStatus::Paused;
    ad.kill_state = {belief::Finality::Provisional, ago(1.0), whole(rng, 1, 100'00)};
  }
  if (chance(rng, 0.05)) ad.manual_kill = true;
  if (chance(rng, 0.05)) ad.value_known = false, ad.deals.clear();
  if (chance(rng, 0.05)) ad.first_delivery_at.reset(), ad.buckets.clear(), ad.deals.clear();
  if (chance(rng, 0.1)) ad.lifetime_budget_minor = whole(rng, 1, 5000'00);
  if (chance(rng, 0.2)) ad.learning = belief::Learning::Learning;
  if (chance(rng, 0.3)) ad.audience_size = whole(rng, 1, 500'000);
  if (chance(rng, 0.3)) ad.creative_refreshed_at = ago(between(rng, 0.0, spec.days));
  if (chance(rng, 0.3)) ad.predicted_roas = between(rng, 0.1, 8.0), ad.prediction_slope = 0.5;
  if (chance(rng, 0.3)) ad.dna_boost = between(rng, 0.9, 1.3);
  if (chance(rng, 0.3)) ad.pattern_boost = between(rng, 0.9, 1.3);
  if (chance(rng, 0.4)) ad.fatigue = static_cast<int>(rng.below(5));
  return ad;
}

belief::BudgetUnit random_unit(Rng& rng, const std::string& id, const CampaignId& campaign) {
  belief::BudgetUnit unit{.id = BudgetUnitId(id), .campaign_id = campaign};
  unit.daily_budget_minor = chance(rng, 0.04) ? whole(rng, 0, 9'00) : whole(rng, 10'00, 200'00);
  if (chance(rng, 0.05)) unit.held = true;
  if (chance(rng, 0.05)) unit.replacement_required = true;
  if (chance(rng, 0.2)) unit.min_minor = whole(rng, 1, 12'00);
  if (chance(rng, 0.2)) {
    unit.max_minor = static_cast<std::int64_t>(between(rng, 0.9, 2.0) *
                                               static_cast<double>(unit.daily_budget_minor));
  }
  if (chance(rng, 0.3)) {
    unit.history = {{ago(between(rng, 0.5, 3.0)), whole(rng, 10'00, 200'00)},
                    {ago(between(rng, 0.0, 0.5)), unit.daily_budget_minor}};
  }
  return unit;
}

template <class Enum>
std::string members(const Set<Enum>& set) {
  std::string text;
  for (unsigned i = 0; i < 32; ++i) {
    if (set.contains(static_cast<Enum>(i))) text += fmt::format("{} ", i);
  }
  return text;
}

std::string of(double x) { return fmt::format("{:a} ", x); }

std::string of(const Metrics& m) {
  std::string text = fmt::format("{} {} {} {} {} ", m.impressions, m.clicks, m.spend_minor,
                                 m.severity, m.value_known);
  for (const double x : {m.ctr,
                         m.ctr_lo,
                         m.ctr_hi,
                         m.deals,
                         m.n_eff,
                         m.maturity,
                         m.deal_rate,
                         m.deal_value_minor,
                         m.roas.mean,
                         m.roas.q05,
                         m.roas.median,
                         m.roas.q95,
                         m.roas.p_band,
                         m.roas.p_below_min,
                         m.roas.p_scale,
                         m.roas.p_below_protect,
                         m.p_best,
                         m.roas.p_target,
                         m.e.value,
                         m.e.cvr,
                         m.e.ctr,
                         m.e.combined,
                         m.score.score,
                         m.score.blend,
                         m.score.decay,
                         m.score.dna,
                         m.age_hours,
                         m.score.pattern,
                         m.score.w_roas,
                         m.delay_mean_days,
                         m.score.roas_n,
                         m.marginal_current,
                         m.score.ctr_n,
                         m.marginal_recommended,
                         m.marginal_elsewhere.value_or(-1.0),
                         m.score.ctr,
                         m.waste_prevented_minor,
                         m.score.w_ctr,
                         m.score.pipeline_roas,
                         m.frequency.value_or(-1.0),
                         m.score.cash_roas}) {
    text += of(x);
  }
  return text;
}

std::string of(const Decision& d) {
  return fmt::format("{}/{} {} {} {} {} {:a} {} {} {} {} | {}| {}| {}| {}\n", d.ad.platform,
                     d.ad.ad_id.text(), d.unit.text(), to_text(d.type),
                     d.finality ? static_cast<int>(*d.finality) : -1, to_text(d.reason),
                     d.confidence, d.policy_driven, d.current_budget_minor.value_or(-1),
                     d.recommended_budget_minor.value_or(-1), d.priority, members(d.actions),
                     members(d.gates), members(d.triggered), of(d.metrics));
}

}  // namespace

TimePoint ago(double days) { return kNow - Millis{static_cast<std::int64_t>(days * 8.64e7)}; }

belief::AdState ad_of(const AdSpec& spec) {
  belief::AdState ad{.key = {"meta", AdId(spec.id)},
                     .campaign_id = CampaignId(spec.campaign),
                     .unit_id = BudgetUnitId(spec.unit.empty() ? spec.id : spec.unit),
                     .first_delivery_at = ago(spec.days),
                     .data_as_of = kNow};
  const auto part = [](std::int64_t daily, double share) {
    return static_cast<std::int64_t>(std::llround(static_cast<double>(daily) * share));
  };
  for (double from = spec.days; from > 1e-9; from -= 1.0) {
    const double share = std::min(1.0, from);
    ad.buckets.push_back({ago(from), ago(std::max(0.0, from - 1.0)),
                          part(spec.impressions_daily, share), part(spec.clicks_daily, share),
                          part(spec.spend_daily, share)});
  }
  for (int i = 0; i < spec.deals; ++i) {
    const double clicked = spec.days * (i + 1.0) / (spec.deals + 1.0);
    ad.deals.push_back({.click_at = ago(clicked),
                        .counted_at = ago(0.5 * clicked),
                        .value_minor = spec.deal_value,
                        .cash_minor = 0.8 * spec.deal_value});
  }
  return ad;
}

CycleInput account_of(const std::vector<AdSpec>& specs) {
  CycleInput input{.account = AccountId("acme"), .cycle_id = "cycle-1", .seed = 7, .now = kNow};
  input.priors = {.count_value_minor = 200'00.0, .cycle_days_mean = 6.0};
  input.delay = belief::DelayModel{.instant = 0.0, .mean_days = 3.0};
  input.hyper = belief::Hyper{.deal_rate = 0.01, .strength = 1.5, .elasticity = 0.5};
  for (const auto& spec : specs) {
    input.ads.push_back(ad_of(spec));
    const auto& id = input.ads.back().unit_id;
    const bool known = std::any_of(input.units.begin(), input.units.end(),
                                   [&](const auto& unit) { return unit.id == id; });
    if (known) continue;
    input.units.push_back(
        {.id = id, .campaign_id = CampaignId(spec.campaign), .daily_budget_minor = spec.budget});
    input.total_budget_minor += spec.budget;
  }
  return input;
}

belief::BudgetUnit& unit_of(CycleInput& input, const std::string& id) {
  return *std::find_if(input.units.begin(), input.units.end(),
                       [&](const auto& unit) { return unit.id.text() == id; });
}

Config cheap_config() {
  Config config;
  config.sampler.draws = 60;
  config.sampler.allocation_draws = 30;
  return config;
}

Config random_config(Rng& rng) {
  Config config = cheap_config();
  if (chance(rng, 0.3)) config.mode = belief::Mode::Direct;
  config.target_roas = between(rng, 1.0, 4.0);
  if (chance(rng, 0.3)) config.target_cpa_minor = whole(rng, 10'00, 300'00);
  if (chance(rng, 0.2)) config.gross_margin = between(rng, 0.2, 1.0);
  if (chance(rng, 0.2)) config.objective_profit = true;
  if (chance(rng, 0.3)) {
    config.allocator =
        pick(rng, {Allocator::ProbabilityBest, Allocator::Softmax, Allocator::Optimizer});
  }
  if (chance(rng, 0.2)) config.sampler.evidence = belief::EvidenceMode::Schedule;
  if (chance(rng, 0.2)) config.zone.rule = ZoneRule::UntilBoth;
  if (chance(rng, 0.1)) config.kill.mode = KillMode::Legacy;
  if (chance(rng, 0.1)) config.kill.auto_kill = false;
  if (chance(rng, 0.3)) config.limits.allow_underspend = true;
  if (chance(rng, 0.2)) config.limits.max_changes = static_cast<int>(whole(rng, 0, 4));
  if (chance(rng, 0.2)) config.unattributed_uplift = between(rng, 1.0, 2.0);
  if (chance(rng, 0.2)) config.response.half_saturation_minor = between(rng, 50'00, 2000'00);
  return config;
}

CycleInput random_account(Rng& rng, int ads) {
  CycleInput input{.account = AccountId("acme"),
                   .cycle_id = fmt::format("cycle-{}", rng.below(1000)),
                   .seed = rng.next_u64(),
                   .now = kNow};
  input.priors = {.count_value_minor = between(rng, 30'00, 300'00), .cycle_days_mean = 6.0};
  input.delay = belief::DelayModel{.instant = 0.0, .mean_days = between(rng, 0.5, 6.0)};
  if (chance(rng, 0.7)) input.hyper = belief::Hyper{.deal_rate = 0.01, .strength = 1.5};
  if (chance(rng, 0.1)) input.outages = {{ago(between(rng, 1.0, 4.0)), ago(1.0)}};
  if (chance(rng, 0.03)) input.session_ratio = 0.2, input.session_ratio_usual = 0.9;
  std::int64_t budgets = 0;
  for (int i = 0; i < ads; ++i) {
    const bool joins = !input.units.empty() && chance(rng, 0.2);
    const auto id = joins ? input.units.back().id.text() : fmt::format("unit{}", i);
    input.ads.push_back(random_ad(rng, i, id));
    if (joins) {
      input.ads.back().campaign_id = input.units.back().campaign_id;
      continue;
    }
    input.units.push_back(random_unit(rng, id, input.ads.back().campaign_id));
    budgets += input.units.back().daily_budget_minor;
  }
  input.total_budget_minor =
      static_cast<std::int64_t>(between(rng, 0.7, 1.5) * static_cast<double>(budgets));
  return input;
}

std::string fingerprint(const CyclePlan& plan) {
  std::string text =
      fmt::format("{} {} {} | {:a} {:a} {:a} | {:a} {:a} {:a} {:a} | {} {:a}\n",
                  plan.total_budget_minor, plan.reserve_minor,
                  plan.reserve_reason ? to_text(*plan.reserve_reason) : "-", plan.delay.instant,
                  plan.delay.mean_days, plan.delay.shape, plan.hyper.deal_rate, plan.hyper.strength,
                  plan.hyper.elasticity, plan.hyper.prediction, plan.outage, plan.outage_p);
  for (const auto& decision : plan.decisions) text += of(decision);
  for (const auto& unit : plan.units) {
    text += fmt::format("{} {} {} {} {}\n", unit.unit.text(), unit.current_budget_minor,
                        unit.recommended_budget_minor, to_text(unit.type), to_text(unit.reason));
  }
  for (const auto& ad : plan.ineligible) {
    text += fmt::format("{} {}\n", ad.ad.ad_id.text(), to_text(ad.reason));
  }
  for (const auto& ad : plan.rejected) {
    text += fmt::format("{} {}\n", ad.ad.ad_id.text(), to_string(ad.error));
  }
  for (const auto& warning : plan.warnings) text += warning + "\n";
  return text;
}

const Decision* find(const CyclePlan& plan, const std::string& ad) {
  for (const auto& decision : plan.decisions) {
    if (decision.ad.ad_id.text() == ad) return &decision;
  }
  return nullptr;
}

const UnitDecision* find_unit(const CyclePlan& plan, const std::string& unit) {
  for (const auto& decision : plan.units) {
    if (decision.unit.text() == unit) return &decision;
  }
  return nullptr;
}

Stages stages_of(const CycleInput& input, const Config& config) {
  Stages stages;
  stages.valid = validate(input);
  stages.beliefs = form_beliefs(input, stages.valid, config, run_serially);
  stages.assessment = assess(input, stages.valid, stages.beliefs, config, run_serially);
  const auto& units = stages.assessment.units;
  const auto sharing = static_cast<std::size_t>(std::count_if(
      units.begin(), units.end(), [](const UnitView& unit) { return !unit.live.empty(); }));
  for (const auto& unit : units) {
    stages.limits.push_back(
        limits_of(unit, stages.assessment.ads, std::max<std::size_t>(1, sharing), input, config));
  }
  return stages;
}

}  // namespace gv::decide::testing
