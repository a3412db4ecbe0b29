#include "core/market/baselines.h"

#include <string>

#include "core/market/automation.h"
#include "core/market/bandits.h"
#include "core/market/oracle.h"

namespace gv::market {

const std::vector<std::string_view>& baseline_names() {
  static const std::vector<std::string_view> names{"oracle",     "equal",    "greedy",
                                                   "eps_greedy", "ucb1",     "ts_immediate",
                                                   "rules",      "rules100", "legacy"};
  return names;
}

Result<PolicyFactory> baseline(std::string_view name, std::uint64_t seed) {
  if (name == "oracle") {
    return PolicyFactory([](const World& world) { return make_oracle(world, false); });
  }
  if (name == "oracle_pausing") {
    return PolicyFactory([](const World& world) { return make_oracle(world, true); });
  }
  if (name == "equal") return PolicyFactory([](const World&) { return make_equal(); });
  if (name == "greedy")
    return PolicyFactory([](const World&) { return make_greedy("greedy", 0.0); });
  if (name == "eps_greedy") {
    return PolicyFactory([](const World&) { return make_greedy("eps_greedy", 0.2); });
  }
  if (name == "ucb1") return PolicyFactory([](const World&) { return make_ucb1(); });
  if (name == "ts_immediate") {
    return PolicyFactory([seed](const World&) { return make_ts_immediate(seed); });
  }
  if (name == "rules")
    return PolicyFactory([](const World&) { return make_rules("rules", 50'00); });
  if (name == "rules100") {
    return PolicyFactory([](const World&) { return make_rules("rules100", 100'00); });
  }
  if (name == "legacy") return PolicyFactory([seed](const World&) { return make_legacy(seed); });
  std::string known;
  for (const auto each : baseline_names()) known += (known.empty() ? "" : ", ") + std::string(each);
  return fail(ErrorCode::NotFound, "policy",
              "must be one of " + known + ", got \"" + std::string(name) + "\"");
}

}  // namespace gv::market
