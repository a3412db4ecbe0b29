#include "core/market/runner.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace gv::market {
namespace {

/// Half-life of the truth that beliefs are held against: ROAS is measured over the recent past.
constexpr double kRecentHalfLifeHours = 72.0;

/// One run under way.
class Drive {
 public:
  Drive(const Scenario& scenario, std::uint64_t seed, const PolicyFactory& factory,
        const RunOptions& options, int account)
      : options_(options),
        world_(scenario, seed, account),
        desk_(world_, options.limits),
        policy_(factory(world_)) {
    result_.policy = policy_->name();
    result_.seed = seed;
    result_.account = account;
    result_.hours = scenario.hours();
    result_.ordered_minor = scenario.total_minor * scenario.days;
    result_.value_daily.assign(static_cast<std::size_t>(scenario.days), 0.0);
    result_.spend_daily.assign(static_cast<std::size_t>(scenario.days), 0);
  }

  RunResult run() {
    while (!world_.finished()) {
      welcome();
      ask();
      desk_.execute();
      note_pauses();
      const auto day = static_cast<std::size_t>(world_.hour() / 24);
      world_.advance();
      book(day);
    }
    return finish();
  }

 private:
  struct Recent {
    double value{0.0};
    double spend{0.0};
  };

  /// Makes room for ads launched since the last hour.
  void welcome() {
    for (std::size_t i = result_.ads.size(); i < world_.size(); ++i) {
      AdOutcome ad;
      ad.archetype = world_.truth(i).archetype;
      ad.launch_roas = world_.truth(i).launch_roas;
      ad.launch_hour = world_.launched_at(i);
      result_.ads.push_back(ad);
      recent_.emplace_back();
      was_active_.push_back(true);
    }
  }

  void ask() {
    const bool cycle = world_.hour() % options_.cycle_hours == 0;
    if (!cycle && !policy_->wants_hourly()) return;
    const auto bounds = desk_.bounds();
    const auto& scenario = world_.scenario();
    const Observation seen{.now = world_.now(),
                           .mode = scenario.mode,
                           .total_minor = scenario.total_minor,
                           .min_budget_minor = scenario.min_budget_minor,
                           .target_roas = scenario.target_roas,
                           .values = {scenario.value_minor, scenario.cycle_days_mean},
                           .ads = world_.ads(),
                           .units = world_.units(),
                           .totals = world_.totals(),
                           .bounds = bounds,
                           .creatives_available = world_.creatives_available(),
                           .session_ratio = world_.session_ratio()};
    Actions actions(world_.size());
    if (cycle) {
      policy_->decide(seen, actions);
      score_beliefs();
    } else {
      policy_->check(seen, actions);
    }
    if (options_.keep_log) {
      for (auto& row : actions.log_rows()) {
        result_.log.push_back(format_time(world_.now()) + " " + std::move(row));
      }
    }
    desk_.accept(actions, cycle);
  }

  void score_beliefs() {
    std::vector<RoasBelief> beliefs(world_.size());
    policy_->beliefs(beliefs);
    for (std::size_t i = 0; i < beliefs.size(); ++i) {
      const auto& belief = beliefs[i];
      if (!belief.stated || recent_[i].spend <= 0.0) continue;
      GV_CHECK(belief.p_at_target >= 0.0 && belief.p_at_target <= 1.0);
      const double roas = recent_[i].value / recent_[i].spend;
      const auto tenth =
          std::min<std::size_t>(9, static_cast<std::size_t>(belief.p_at_target * 10));
      auto& bin = result_.reliability[tenth];
      ++bin.claims;
      bin.claimed += belief.p_at_target;
      bin.true_claims += roas >= world_.scenario().target_roas ? 1 : 0;
      ++result_.intervals;
      result_.intervals_covering += roas >= belief.lo && roas <= belief.hi ? 1 : 0;
    }
  }

  void note_pauses() {
    for (std::size_t i = 0; i < world_.size(); ++i) {
      auto& ad = result_.ads[i];
      if (was_active_[i] && !world_.active(i)) {
        ++ad.pauses;
        if (!ad.first_pause_hour) {
          ad.first_pause_hour = world_.hour();
          ad.spend_at_first_pause = ad.spend_minor;
        }
      } else if (!was_active_[i] && world_.active(i)) {
        ++ad.revivals;
      }
      const auto& kill = world_.ads()[i].kill_state;
      ad.killed_finally |= kill && kill->finality == belief::Finality::Final;
      was_active_[i] = world_.active(i);
    }
  }

  void book(std::size_t day) {
    const double fade = std::exp2(-1.0 / kRecentHalfLifeHours);
    for (std::size_t i = 0; i < result_.ads.size(); ++i) {
      const auto& hour = world_.last_hour(i);
      const auto spend = static_cast<double>(hour.spend_minor);
      recent_[i].value = recent_[i].value * fade + spend * hour.roas;
      recent_[i].spend = recent_[i].spend * fade + spend;
      if (hour.spend_minor == 0) continue;
      auto& ad = result_.ads[i];
      ad.spend_minor += hour.spend_minor;
      ad.value_minor += spend * hour.roas;
      result_.spend_minor += hour.spend_minor;
      result_.value_minor += spend * hour.roas;
      result_.spend_daily[day] += hour.spend_minor;
      result_.value_daily[day] += spend * hour.roas;
      if (hour.roas < 1.0) result_.wasted_minor += hour.spend_minor;
    }
  }

  RunResult finish() {
    for (std::size_t i = 0; i < result_.ads.size(); ++i) {
      result_.ads[i].paused_at_end = !world_.active(i);
    }
    result_.mutations = desk_.mutations();
    result_.deferred = desk_.deferred();
    result_.decisions = desk_.decisions();
    result_.flips = desk_.flips();
    result_.learning_resets = world_.learning_resets();
    return std::move(result_);
  }

  RunOptions options_;
  World world_;
  ChangeDesk desk_;
  std::unique_ptr<Policy> policy_;
  RunResult result_;
  std::vector<Recent> recent_;
  std::vector<bool> was_active_;
};

}  // namespace

RunResult run(const Scenario& scenario, std::uint64_t seed, const PolicyFactory& factory,
              const RunOptions& options, int account) {
  GV_CHECK(options.cycle_hours >= 1);
  return Drive(scenario, seed, factory, options, account).run();
}

std::vector<RunResult> run_seeds(const Scenario& scenario, std::uint64_t first_seed, int seeds,
                                 const SeededPolicy& policy, const RunOptions& options,
                                 const ParallelFor& parallel) {
  GV_CHECK(seeds >= 1 && scenario.accounts >= 1);
  const auto accounts = static_cast<std::size_t>(scenario.accounts);
  std::vector<RunResult> results(static_cast<std::size_t>(seeds) * accounts);
  parallel(static_cast<std::size_t>(seeds), [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const std::uint64_t seed = first_seed + k;
      const auto factory = policy(seed);
      for (std::size_t account = 0; account < accounts; ++account) {
        results[k * accounts + account] =
            run(scenario, seed, factory, options, static_cast<int>(account));
      }
    }
  });
  return results;
}

}  // namespace gv::market
