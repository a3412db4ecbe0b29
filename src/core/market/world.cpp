#include "core/market/world.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "base/check.h"
#include "base/hash.h"
#include "base/money.h"
#include "core/market/population.h"

namespace gv::market {
namespace {

constexpr std::int64_t kLearningHours = 168;
constexpr std::int64_t kLongPauseHours = 168;

}  // namespace

World::World(const Scenario& scenario, std::uint64_t seed, int account)
    : scenario_(scenario),
      key_(key_of({"market hours", std::to_string(seed), std::to_string(account)})),
      population_(draw_population(scenario, seed, account)),
      next_creative_(static_cast<std::size_t>(scenario.ads)),
      calendar_(static_cast<std::size_t>(scenario.hours())) {
  launch_due();
}

void World::advance() {
  GV_CHECK(!finished());
  for (std::size_t i = 0; i < ads_.size(); ++i) deliver(i);
  auto& events = calendar_[static_cast<std::size_t>(hour_)];
  std::ranges::sort(
      events, {}, [](const Event& event) { return std::tuple(event.at, event.deal, event.kind); });
  for (const auto& event : events) happen(event);
  std::vector<Event>().swap(events);
  ++hour_;
  for (std::size_t i = 0; i < ads_.size(); ++i) {
    ads_[i].data_as_of = now();
    update_learning(i);
    if (hour_ % 24 == 0) fold_days(i);
  }
  if (!finished()) launch_due();
}

void World::launch_due() {
  const auto planned = static_cast<std::size_t>(scenario_.ads);
  if (hour_ == 0) {
    std::size_t first = 0;
    while (first < planned && population_[first].launch_hour == 0) ++first;
    const auto shares = largest_remainder(
        scenario_.total_minor, std::vector<double>(std::max<std::size_t>(first, 1), 1.0));
    for (; next_launch_ < first; ++next_launch_) launch(next_launch_, shares[next_launch_]);
  }
  for (; next_launch_ < planned && population_[next_launch_].launch_hour <= hour_; ++next_launch_) {
    launch(next_launch_, scenario_.launch_minor);
  }
  while (!ordered_.empty() && ordered_.front().first <= hour_) {
    launch(ordered_.front().second, scenario_.launch_minor);
    ordered_.erase(ordered_.begin());
  }
}

void World::launch(std::size_t truth, std::int64_t daily_minor) {
  const std::string id = std::to_string(truth + 1);
  const std::string padded = std::string(id.size() < 3 ? 3 - id.size() : 0, '0') + id;
  belief::AdState ad;
  ad.key = {"sim", AdId("ad-" + padded)};
  ad.campaign_id = CampaignId("campaign-1");
  ad.creative_id = CreativeId("creative-" + padded);
  ad.unit_id = BudgetUnitId("unit-" + padded);
  ad.data_as_of = now();
  ad.learning = belief::Learning::Learning;
  ad.audience_size = static_cast<std::int64_t>(population_[truth].audience);
  ad.predicted_roas = population_[truth].predicted_roas;
  if (ad.predicted_roas) ad.prediction_slope = scenario_.predictor_r2;

  belief::BudgetUnit unit;
  unit.id = ad.unit_id;
  unit.campaign_id = ad.campaign_id;
  unit.daily_budget_minor = daily_minor;
  unit.history.push_back({now(), daily_minor});
  unit.min_minor = scenario_.min_budget_minor;

  Flow flow;
  flow.truth = truth;
  flow.launch_hour = hour_;
  flow.edit_hour = hour_;
  Luck luck(key_, (std::uint64_t{1} << 63) | truth, 0);
  flow.ln_cpm_noise = scenario_.cpm_sigma * luck.normal();
  ads_.push_back(std::move(ad));
  units_.push_back(std::move(unit));
  totals_.emplace_back();
  flows_.push_back(flow);
}

double World::session_ratio() const {
  constexpr std::int64_t kWindow = 6;
  const auto begin = static_cast<double>(hour_ - kWindow);
  const double from = std::max(24.0 * scenario_.outage_day, begin);
  const double to =
      std::min(24.0 * scenario_.outage_day + scenario_.outage_hours, static_cast<double>(hour_));
  return 1.0 - scenario_.outage_loss * std::max(0.0, to - from) / static_cast<double>(kWindow);
}

int World::creatives_available() const {
  return static_cast<int>(population_.size() - next_creative_);
}

bool World::request_creative() {
  if (next_creative_ >= population_.size()) return false;
  ordered_.emplace_back(hour_ + scenario_.creative_delay_h, next_creative_++);
  return true;
}

std::optional<std::size_t> World::launch_creative(std::int64_t daily_minor) {
  GV_CHECK(daily_minor > 0);
  if (next_creative_ >= population_.size()) return std::nullopt;
  launch(next_creative_++, daily_minor);
  return size() - 1;
}

void World::set_budget(std::size_t i, std::int64_t daily_minor) {
  GV_CHECK(active(i) && daily_minor > 0);
  auto& unit = units_[i];
  const std::int64_t before = unit.daily_budget_minor;
  unit.daily_budget_minor = daily_minor;
  unit.history.push_back({now(), daily_minor});
  if (10 * std::abs(daily_minor - before) > 2 * before) significant_edit(i);
}

void World::pause(std::size_t i, belief::Finality finality) {
  GV_CHECK(active(i));
  ads_[i].status = belief::AdStatus::Paused;
  ads_[i].kill_state = belief::KillState{finality, now(), units_[i].daily_budget_minor};
  flows_[i].paused_hour = hour_;
}

void World::make_final(std::size_t i) {
  GV_CHECK(!active(i) && ads_[i].kill_state);
  ads_[i].kill_state->finality = belief::Finality::Final;
}

void World::resume(std::size_t i, std::int64_t daily_minor) {
  GV_CHECK(!active(i) && daily_minor > 0);
  ads_[i].status = belief::AdStatus::Active;
  ads_[i].kill_state.reset();
  units_[i].daily_budget_minor = daily_minor;
  units_[i].history.assign(1, {now(), daily_minor});  // a pause ends the velocity windows
  if (hour_ - flows_[i].paused_hour >= kLongPauseHours) significant_edit(i);
}

void World::significant_edit(std::size_t i) {
  flows_[i].edit_hour = hour_;
  flows_[i].optimisation_events = 0;
  ads_[i].learning = belief::Learning::Learning;
  ++learning_resets_;
}

void World::update_learning(std::size_t i) {
  if (ads_[i].learning != belief::Learning::Learning) return;
  const auto events = static_cast<double>(flows_[i].optimisation_events);
  if (events >= scenario_.learning_events) {
    ads_[i].learning = belief::Learning::Learned;
  } else if (hour_ - flows_[i].edit_hour >= kLearningHours) {
    ads_[i].learning = belief::Learning::Limited;
  }
}

}  // namespace gv::market
