#include "core/market/scenario.h"

namespace gv::market {
namespace {

/// S2: a service business; deals count at a stage worth its expected value.
Scenario service() {
  Scenario s;
  s.name = "S2";
  s.mode = belief::Mode::Pipeline;
  s.value_minor = 400'00;
  s.win_probability = 0.2;
  s.instant_share = 0.0;
  s.delay = DelayKind::LogNormal;
  const std::array medians{1.0, 6.0, 2.5, 2.5, 2.5};
  for (std::size_t i = 0; i < kArchetypes; ++i) s.archetypes[i].delay_days = medians[i];
  return s;
}

Scenario long_service() {
  Scenario s = service();
  for (auto& shape : s.archetypes) shape.delay_days *= 2.5;
  s.days = 42;
  s.cycle_days_mean *= 2.5;
  return s;
}

Scenario small_account() {
  Scenario s = service();
  s.ads = 4;
  s.total_minor = 100'00;
  return s;
}

Scenario fatigue() {
  Scenario s;
  s.audience_min /= 10.0;
  s.audience_max /= 10.0;
  s.creative_supply = 16;
  return s;
}

Scenario tracking_outage() {
  Scenario s = service();
  s.outage_day = 12.0;
  s.outage_hours = 48.0;
  s.outage_loss = 0.8;
  return s;
}

Scenario season() {
  Scenario s;
  s.season_day = 12.0;
  s.season_days = 4.0;
  s.season_cpm = 1.8;
  s.season_cvr = 1.6;
  return s;
}

Scenario many_accounts() {
  Scenario s = service();
  s.accounts = 100;
  s.archetype_effect = 0.2;
  return s;
}

Scenario null_market() {
  Scenario s;
  s.identical = true;
  return s;
}

Result<Scenario> clean_scenario(std::string_view name) {
  if (name == "S1") return Scenario{};
  if (name == "S2") return service();
  if (name == "S3") return long_service();
  if (name == "S4") return small_account();
  if (name == "S5") return fatigue();
  if (name == "S6") return tracking_outage();
  if (name == "S7") {
    return fail(ErrorCode::NotAvailable, "scenario", "S7 (platform faults) is not available yet");
  }
  if (name == "S8") return season();
  if (name == "S9") return many_accounts();
  if (name == "S10") return null_market();
  return fail(
      ErrorCode::NotFound, "scenario",
      "must be one of S1 ... S10, optionally with \"-lossy\", got \"" + std::string(name) + "\"");
}

}  // namespace

std::string_view to_text(Archetype archetype) {
  switch (archetype) {
    case Archetype::FastWinner:
      return "fast winner";
    case Archetype::SlowWinner:
      return "slow winner";
    case Archetype::Average:
      return "average";
    case Archetype::Clickbait:
      return "clickbait";
    case Archetype::Loser:
      return "loser";
  }
  return "";
}

Result<Scenario> scenario_named(std::string_view name) {
  constexpr std::string_view kLossy = "-lossy";
  const bool lossy = name.ends_with(kLossy);
  const auto base = lossy ? name.substr(0, name.size() - kLossy.size()) : name;
  auto scenario = clean_scenario(base);
  if (scenario) {
    scenario->name = std::string(name);
    scenario->losses = lossy;
  }
  return scenario;
}

}  // namespace gv::market
