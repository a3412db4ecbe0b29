#include "core/decide/assess.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/hash.h"
#include "core/belief/blend.h"
#include "core/decide/ad_fate.h"

namespace gv::decide {
namespace {

belief::RoasLevels levels_of(const Config& config) {
  return {.protect = config.protect_roas(),
          .min = config.min_roas(),
          .target = config.target_roas,
          .scale = config.scale_roas()};
}

/// The largest draw of each round so far, and whose it is.
struct Best {
  std::vector<double> value;
  std::vector<std::size_t> unit;

  explicit Best(std::size_t rounds) : value(rounds, -1.0), unit(rounds, 0) {}

  void offer(std::size_t at, std::span<const double> draws) {
    for (std::size_t k = 0; k < draws.size(); ++k) offer(k, at, draws[k]);
  }
  void offer(std::size_t k, std::size_t at, double draw) {
    // Equal draws go to the lower unit, so that the order of offers does not matter.
    if (draw > value[k] || (draw == value[k] && at < unit[k])) value[k] = draw, unit[k] = at;
  }
};

class Assessor {
 public:
  Assessor(const CycleInput& input, const AccountBeliefs& beliefs, const Config& config,
           Assessment& out)
      : input_(input),
        beliefs_(beliefs),
        config_(config),
        out_(out),
        rounds_(static_cast<std::size_t>(config.sampler.draws)),
        kept_(static_cast<std::size_t>(config.sampler.allocation_draws)),
        key_(key_of({input.account.text(), input.cycle_id, std::to_string(input.seed)})) {}

  void run(std::size_t begin, std::size_t end, Best& best) {
    std::vector<double> of_ad(rounds_);
    std::vector<double> of_unit(rounds_);
    std::vector<double> scratch(rounds_);
    std::vector<double> scheduled(kept_);
    for (std::size_t u = begin; u < end; ++u) {
      std::fill(of_unit.begin(), of_unit.end(), 0.0);
      std::fill(scheduled.begin(), scheduled.end(), 0.0);
      auto& unit = out_.units[u];
      belief::Posterior last;
      for (const std::size_t i : unit.ads) {
        last = posterior_of(out_.ads[i], beliefs_, config_);
        judge_ad(unit, last, out_.ads[i], of_ad, scratch);
      }
      const auto members = counted(unit);
      sum_up(unit, members);
      share_draws(unit, members, last, of_ad, of_unit, scheduled);
      const bool by_schedule = config_.sampler.evidence == belief::EvidenceMode::Schedule;
      const auto& kept = by_schedule ? scheduled : of_unit;
      for (std::size_t k = 0; k < kept_; ++k) {
        out_.draws[u * kept_ + k] = static_cast<float>(kept[k]);
      }
      if (members.empty()) continue;
      if (!unit.live.empty()) best.offer(u, of_unit);
      unit.roas = unit.ads.size() == 1 ? out_.ads[unit.ads.front()].roas
                                       : belief::summarise(of_unit, levels_of(config_));
    }
  }

 private:
  Rng stream_of(const belief::AdState& ad) const {
    return Rng(key_, key_of({ad.key.platform, ad.key.ad_id.text()}));
  }

  /// Whether the prior of the ad's deal rate rests on a prediction.
  bool predicted(const AdView& view) const {
    return beliefs_.hyper.prediction > 0.0 && view.row->prediction_z != 0.0;
  }

  KillVerdict verdict_on(const AdView& view, const belief::Posterior& posterior,
                         const belief::RoasSummary& roas) const {
    return judge({.evidence = *view.evidence,
                  .roas = roas,
                  .roas_mean = posterior.roas_mean(),
                  .value_90 = posterior.value_quantile(0.9),
                  .value_known = view.ad->value_known},
                 config_);
  }

  /// Leaves the ad's draws in `draws`, in drawing order.
  void judge_ad(const UnitView& unit, const belief::Posterior& posterior, AdView& view,
                std::span<double> draws, std::span<double> scratch) const {
    view.deal_rate = posterior.deal_rate_mean();
    view.deal_value = posterior.value_mean();
    view.roas_mean = posterior.roas_mean();
    view.boosts = belief::clamp_boosts(view.ad->dna_boost, view.ad->pattern_boost,
                                       config_.score.max_total_boost);
    Rng rng = stream_of(*view.ad);
    belief::draw_roas(posterior, rng, draws);
    std::copy(draws.begin(), draws.end(), scratch.begin());
    view.roas = belief::summarise(scratch, levels_of(config_));
    view.verdict = verdict_on(view, posterior, view.roas);
    const bool at_stake = view.verdict.kill || view.ad->kill_state.has_value();
    if (at_stake && predicted(view)) leave_prediction_aside(view, scratch);
    decide_fate(view,
                {.now = input_.now,
                 .unit_held = unit.unit->held,
                 // Who wants at least so much spent does not want it paused.
                 .replacement_required =
                     unit.unit->replacement_required || unit.unit->policy_min_minor.has_value(),
                 .outage = beliefs_.outage.suspected,
                 .predicted = predicted(view),
                 .delay = beliefs_.delay},
                config_);
  }

  /// Like a boost, a prediction may steer money but neither end an ad nor keep it paused: where the
  /// ad's own evidence speaks less against it, the verdict is the one on that evidence.
  void leave_prediction_aside(AdView& view, std::span<double> scratch) const {
    const auto plain = posterior_of(view, beliefs_, config_, 1.0, Prediction::LeftAside);
    Rng rng = stream_of(*view.ad);
    belief::draw_roas(plain, rng, scratch);
    const auto roas = belief::summarise(scratch, levels_of(config_));
    if (roas.p_below_protect >= view.roas.p_below_protect) return;
    view.verdict = verdict_on(view, plain, roas);
    view.roas.p_below_protect = roas.p_below_protect;
    view.unpredicted = true;
  }

  /// The ads a unit is summed over: its live ones, else, so that it can be spared, its killed ones.
  std::vector<std::size_t> counted(UnitView& unit) const {
    std::vector<std::size_t> killed;
    for (const std::size_t i : unit.ads) {
      const auto fate = out_.ads[i].fate;
      if (fate == Fate::Killed) killed.push_back(i);
      if (fate != Fate::Killed && fate != Fate::Ineligible) unit.live.push_back(i);
    }
    return unit.live.empty() ? killed : unit.live;
  }

  void sum_up(UnitView& unit, const std::vector<std::size_t>& members) const {
    double matured = 0.0;
    for (const std::size_t i : members) {
      const auto& view = out_.ads[i];
      const auto& e = *view.evidence;
      unit.spend_daily += e.spend_daily;
      unit.deals += e.deals;
      unit.spend_minor += e.totals.spend_minor;
      matured += e.spend_eff;
      unit.age_hours = std::max(unit.age_hours, e.age_hours);
      unit.severity = std::max(unit.severity, view.ad->fatigue);
      unit.learning = unit.learning || view.ad->learning == belief::Learning::Learning;
      unit.declining = unit.declining || view.verdict.declining;
      unit.value_known = unit.value_known && view.ad->value_known;
      unit.delivered = unit.delivered || view.ad->first_delivery_at.has_value();
    }
    const double spend = static_cast<double>(unit.spend_minor);
    unit.maturity = spend > 0.0 ? std::clamp(matured / spend, 0.0, 1.0) : 0.0;
  }

  /// The unit's draws: the mean of its live ads', weighted by their spend of the last 72 hours.
  /// `last` is the posterior of the unit's last ad.
  void share_draws(UnitView& unit, const std::vector<std::size_t>& members,
                   const belief::Posterior& last, std::vector<double>& of_ad,
                   std::vector<double>& of_unit, std::vector<double>& scheduled) const {
    double spend = 0.0;
    for (const std::size_t i : members) spend += out_.ads[i].evidence->spend_72h;
    double boost = 0.0;
    for (const std::size_t i : members) {
      const auto& view = out_.ads[i];
      const double share = spend > 0.0 ? view.evidence->spend_72h / spend
                                       : 1.0 / static_cast<double>(members.size());
      const bool alone = unit.ads.size() == 1;  // then the draws of judge_ad are still there
      const auto posterior = alone ? last : posterior_of(view, beliefs_, config_);
      if (!alone) {
        Rng rng = stream_of(*view.ad);
        belief::draw_roas(posterior, rng, of_ad);
      }
      for (std::size_t k = 0; k < rounds_; ++k) of_unit[k] += share * of_ad[k];
      if (config_.sampler.evidence == belief::EvidenceMode::Schedule) {
        const double eta = belief::blend_weights(view.evidence->age_hours, config_.blend).roas;
        Rng again = stream_of(*view.ad);
        belief::draw_roas(posterior_of(view, beliefs_, config_, eta), again,
                          std::span(of_ad).first(kept_));
        for (std::size_t k = 0; k < kept_; ++k) scheduled[k] += share * of_ad[k];
      }
      boost += share * boost_of(unit, view, posterior);
    }
    unit.boost = members.empty() ? 1.0 : boost;
  }

  /// Boosts act on the prior mean of the deal rate, so every draw changes by one known factor;
  /// wear that is still to come in the next cycle lowers it.
  double boost_of(const UnitView& unit, const AdView& view,
                  const belief::Posterior& posterior) const {
    const double lift = posterior.lift(view.boosts.product());
    if (!view.ad->audience_size || *view.ad->audience_size <= 0) return lift;
    const double impressions =
        0.25 * static_cast<double>(unit.unit->daily_budget_minor) * posterior.impressions_per_minor;
    return lift * belief::decay_of(impressions, static_cast<double>(*view.ad->audience_size),
                                   config_.score);
  }

  const CycleInput& input_;
  const AccountBeliefs& beliefs_;
  const Config& config_;
  Assessment& out_;
  std::size_t rounds_;
  std::size_t kept_;
  std::uint64_t key_;
};

/// The skeleton: views in canonical order, each ad listed with its unit.
Assessment lay_out(const CycleInput& input, const Validated& valid, const AccountBeliefs& beliefs) {
  Assessment out;
  out.ads.reserve(beliefs.ads.size());
  out.units.reserve(valid.units.size());
  std::map<BudgetUnitId, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < beliefs.ads.size(); ++i) {
    out.ads.push_back(
        {.ad = beliefs.ads[i], .evidence = &beliefs.evidence[i], .row = &beliefs.rows[i]});
    members[beliefs.ads[i]->unit_id].push_back(i);
  }
  for (const std::size_t index : valid.units) {
    const auto& unit = input.units[index];
    const auto found = members.find(unit.id);
    if (found == members.end()) continue;
    out.units.push_back({.unit = &unit, .ads = std::move(found->second)});
  }
  return out;
}

/// A campaign is never left without an active unit by our own verdicts: its best killed unit, by
/// P(ROAS >= target), stays.
void spare_last_units(Assessment& out) {
  struct Campaign {
    bool alive{false};
    UnitView* best{nullptr};
  };
  std::map<CampaignId, Campaign> campaigns;
  const auto killed_now = [&](std::size_t i) {
    const auto& view = out.ads[i];
    return view.fate == Fate::Killed && view.reason != ReasonCode::Manual &&
           view.ad->status == belief::AdStatus::Active;
  };
  for (auto& unit : out.units) {
    auto& campaign = campaigns[unit.unit->campaign_id];
    campaign.alive = campaign.alive || !unit.live.empty();
    if (!std::any_of(unit.ads.begin(), unit.ads.end(), killed_now)) continue;
    if (campaign.best == nullptr || unit.roas.p_target > campaign.best->roas.p_target) {
      campaign.best = &unit;
    }
  }
  for (auto& [id, campaign] : campaigns) {
    if (campaign.alive || campaign.best == nullptr) continue;
    for (const std::size_t i : campaign.best->ads) {
      if (!killed_now(i)) continue;
      out.ads[i].fate = Fate::Live;
      campaign.best->live.push_back(i);
    }
    campaign.best->spared = true;
  }
}

}  // namespace

Assessment assess(const CycleInput& input, const Validated& valid, const AccountBeliefs& beliefs,
                  const Config& config, const ParallelFor& parallel) {
  Assessment out = lay_out(input, valid, beliefs);
  const auto rounds = static_cast<std::size_t>(config.sampler.draws);
  out.draws.resize(out.units.size() * static_cast<std::size_t>(config.sampler.allocation_draws));
  Assessor assessor(input, beliefs, config, out);
  // One leader board per fixed block of units: blocks do not depend on how ranges are cut.
  constexpr std::size_t kBlock = 256;
  const std::size_t blocks = (out.units.size() + kBlock - 1) / kBlock;
  std::vector<Best> boards(blocks, Best(rounds));
  parallel(blocks, [&](std::size_t begin, std::size_t end) {
    for (std::size_t block = begin; block < end; ++block) {
      assessor.run(block * kBlock, std::min(out.units.size(), (block + 1) * kBlock), boards[block]);
    }
  });
  Best best(rounds);
  for (const auto& board : boards) {
    for (std::size_t k = 0; k < rounds; ++k) best.offer(k, board.unit[k], board.value[k]);
  }
  for (std::size_t k = 0; k < rounds; ++k) {
    if (best.value[k] >= 0.0) out.units[best.unit[k]].p_best += 1.0 / static_cast<double>(rounds);
  }
  spare_last_units(out);
  return out;
}

double half_saturation(const Assessment& assessment, const Config& config) {
  if (config.response.half_saturation_minor > 0.0) return config.response.half_saturation_minor;
  std::vector<std::int64_t> budgets;
  for (const auto& unit : assessment.units) {
    if (unit.unit->daily_budget_minor > 0) budgets.push_back(unit.unit->daily_budget_minor);
  }
  if (budgets.empty()) return 5.0 * static_cast<double>(config.limits.launch_budget_minor);
  const auto middle = budgets.begin() + static_cast<std::ptrdiff_t>(budgets.size() / 2);
  std::nth_element(budgets.begin(), middle, budgets.end());
  return 5.0 * static_cast<double>(*middle);
}

}  // namespace gv::decide
