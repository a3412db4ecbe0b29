#include "adapters/meta_double/scenarios.h"

#include <array>
#include <limits>

#include <fmt/format.h>

namespace gv::meta_double {
namespace {

constexpr std::string_view kFaulty = "S7";
constexpr double kFaultShare = 0.02;

Result<int> within(std::string_view name, std::int64_t given, int unset, std::int64_t max) {
  if (given == 0) return unset;
  if (given >= 1 && given <= max) return static_cast<int>(given);
  return fail(ErrorCode::InvalidInput, std::string(name),
              fmt::format("must lie in [1, {}], got {}", max, given));
}

Result<market::Scenario> scenario_of(const Setting& setting) {
  const bool faulty = setting.scenario == kFaulty;
  GV_TRY(auto scenario, market::scenario_named(faulty ? "S1" : setting.scenario));
  if (faulty) scenario.name = kFaulty;
  GV_TRY(scenario.ads, within("ads", setting.ads, scenario.ads, 1'000));
  GV_TRY(scenario.accounts, within("accounts", setting.accounts, scenario.accounts, 10'000));
  GV_TRY(scenario.days, within("days", setting.days, scenario.days, 366));
  return scenario;
}

void add_faults(Platform& platform) {
  struct Kind {
    std::string_view action;
    int code;
    int subcode;
  };
  constexpr std::array<Kind, 7> kKinds{{{"error", 2, 0},
                                        {"error", 1, 0},
                                        {"rate_limit", 17, 2446079},
                                        {"drop_before", 0, 0},
                                        {"drop_after", 0, 0},
                                        {"truncate", 0, 0},
                                        {"stale_read", 0, 0}}};
  for (const auto& kind : kKinds) {
    platform.faults.push_back({.action = std::string(kind.action),
                               .times = std::numeric_limits<int>::max(),
                               .share = kFaultShare,
                               .code = kind.code,
                               .subcode = kind.subcode});
  }
}

}  // namespace

Result<Platform> make_platform(const Setting& setting, TimePoint start, Behaviour how) {
  GV_TRY(auto scenario, scenario_of(setting));
  const bool faulty = setting.scenario == kFaulty;
  if (faulty) how.tier = Tier::Limited;
  Platform platform(std::move(scenario), setting.seed, start, std::move(how));
  if (faulty) add_faults(platform);
  return platform;
}

}  // namespace gv::meta_double
