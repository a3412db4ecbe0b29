#include "core/market/population.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "base/hash.h"
#include "core/market/draws.h"

namespace gv::market {
namespace {

Archetype archetype_at(double u, const Scenario& scenario) {
  double below = 0.0;
  for (std::size_t i = 0; i + 1 < kArchetypes; ++i) {
    below += scenario.archetypes[i].share;
    if (u < below) return static_cast<Archetype>(i);
  }
  return static_cast<Archetype>(kArchetypes - 1);
}

/// Every kind but the average occurs among the first `count` ads, as far as these suffice.
void complete(std::vector<Archetype>& kinds, std::size_t count) {
  std::array<int, kArchetypes> seen{};
  for (std::size_t i = 0; i < count; ++i) ++seen[static_cast<std::size_t>(kinds[i])];
  const auto spare = [&](std::size_t kind) {
    return seen[kind] - (static_cast<Archetype>(kind) == Archetype::Average ? 0 : 1);
  };
  for (std::size_t kind = 0; kind < kArchetypes; ++kind) {
    if (spare(kind) >= 0) continue;
    std::size_t most = 0;
    for (std::size_t other = 1; other < kArchetypes; ++other) {
      if (spare(other) > spare(most)) most = other;
    }
    if (spare(most) <= 0) return;  // fewer ads than kinds
    const auto end = kinds.begin() + static_cast<std::ptrdiff_t>(count);
    *std::find(kinds.begin(), end, static_cast<Archetype>(most)) = static_cast<Archetype>(kind);
    --seen[most];
    ++seen[kind];
  }
}

std::vector<Archetype> draw_kinds(const Scenario& scenario, std::uint64_t key) {
  const auto ads = static_cast<std::size_t>(scenario.ads);
  const auto all = ads + static_cast<std::size_t>(scenario.creative_supply);
  std::vector<Archetype> kinds(all, Archetype::Average);
  if (scenario.identical) return kinds;
  for (std::size_t i = 0; i < all; ++i) {
    kinds[i] = archetype_at(philox_uniform(key, i, 0), scenario);
  }
  complete(kinds, ads);
  return kinds;
}

AdTruth draw_ad(const Scenario& scenario, Archetype kind, double effect, double prediction_sd,
                Luck luck) {
  const auto& shape = scenario.archetypes[static_cast<std::size_t>(kind)];
  const double spread = scenario.identical ? 0.0 : 1.0;
  const auto scatter = [&](double sd) { return std::exp(spread * sd * luck.normal()); };
  const auto between = [&](double low, double high) {
    const double u = luck.uniform();
    return low + (high - low) * (scenario.identical ? 0.5 : u);
  };
  AdTruth ad;
  ad.archetype = kind;
  ad.launch_roas = shape.roas * effect * scatter(scenario.spread);
  ad.ctr = shape.ctr * scatter(scenario.spread);
  ad.fatigue = shape.fatigue * scatter(scenario.spread);
  ad.delay_days = shape.delay_days * scatter(scenario.delay_spread);
  ad.cpm_minor = scenario.cpm_minor * scatter(scenario.cpm_spread);
  ad.audience = between(scenario.audience_min, scenario.audience_max);
  ad.saturation_minor = between(scenario.saturation_min_minor, scenario.saturation_max_minor);
  ad.cvr = ad.launch_roas * ad.cpm_minor / (1000.0 * ad.ctr * scenario.value_minor);
  const double z = luck.normal();
  if (prediction_sd > 0.0) ad.predicted_roas = ad.launch_roas * std::exp(prediction_sd * z);
  return ad;
}

/// Launch hours of the ads, ascending: the first at the start, the others at starts of a cycle,
/// so that a policy is asked about a new ad as soon as it delivers.
std::vector<std::int64_t> draw_launches(const Scenario& scenario, std::uint64_t key) {
  constexpr std::int64_t kCycle = 6;
  std::vector<std::int64_t> hours(static_cast<std::size_t>(scenario.ads), 0);
  const auto at_start = static_cast<std::size_t>(
      std::ceil(scenario.share_at_start * static_cast<double>(scenario.ads)));
  const double span = scenario.launch_share * static_cast<double>(scenario.hours());
  for (std::size_t i = at_start; i < hours.size(); ++i) {
    const double hour = span * philox_uniform(key, i, 1);
    hours[i] = (static_cast<std::int64_t>(hour) / kCycle + 1) * kCycle;
  }
  std::ranges::sort(hours);
  return hours;
}

}  // namespace

LogRoas log_roas_of(const Scenario& scenario) {
  LogRoas moments;
  if (scenario.identical) return moments;
  for (const auto& shape : scenario.archetypes) moments.mean += shape.share * std::log(shape.roas);
  for (const auto& shape : scenario.archetypes) {
    const double off = std::log(shape.roas) - moments.mean;
    moments.variance += shape.share * off * off;
  }
  moments.variance +=
      scenario.spread * scenario.spread + scenario.archetype_effect * scenario.archetype_effect;
  return moments;
}

std::vector<AdTruth> draw_population(const Scenario& scenario, std::uint64_t seed, int account) {
  const std::string seed_text = std::to_string(seed);
  const std::uint64_t shared_key = key_of({"market effects", seed_text});
  const std::uint64_t key = key_of({"market ads", seed_text, std::to_string(account)});
  // prediction = truth x noise with s^2 (1 - R2) / R2: then R2 is as asked, and the regression
  // slope of ln truth on ln prediction is R2 itself.
  const double r2 = scenario.predictor_r2;
  const double prediction_sd =
      r2 > 0.0 ? std::sqrt(log_roas_of(scenario).variance * (1.0 - r2) / r2) : 0.0;

  std::array<double, kArchetypes> effects{};
  for (std::size_t i = 0; i < kArchetypes; ++i) {
    effects[i] = std::exp(scenario.archetype_effect * Luck(shared_key, i, 0).normal());
  }
  const auto kinds = draw_kinds(scenario, key);
  std::vector<AdTruth> ads;
  ads.reserve(kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    ads.push_back(draw_ad(scenario, kinds[i], effects[static_cast<std::size_t>(kinds[i])],
                          prediction_sd, Luck(key, i, 2)));
  }
  const auto launches = draw_launches(scenario, key);
  for (std::size_t i = 0; i < launches.size(); ++i) ads[i].launch_hour = launches[i];
  return ads;
}

}  // namespace gv::market
