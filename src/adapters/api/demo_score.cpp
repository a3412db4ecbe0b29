#include "adapters/api/demo_score.h"

#include <algorithm>

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "base/money.h"
#include "io/json/described.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

constexpr std::string_view kDayScored = "demo.scored";
constexpr std::string_view kYardstick = "oracle";
constexpr int kDemoDaysMax = 1'000;  ///< a demo plays at most 90

std::optional<double> per_spend(const PolicyTally& tally) {
  if (tally.spend_minor <= 0) return std::nullopt;
  return tally.value_minor / static_cast<double>(tally.spend_minor);
}

PolicyScore policy_score(const PolicyTally& tally, const std::optional<double>& best) {
  PolicyScore score{.policy = tally.policy,
                    .value = {round_half_away(tally.value_minor)},
                    .spend = {tally.spend_minor},
                    .value_per_spend = per_spend(tally)};
  if (score.value_per_spend && best && *best > 0.0) {
    score.regret = 1.0 - *score.value_per_spend / *best;
  }
  return score;
}

Result<DemoDayScore> day_score(const app::Event& event) {
  GV_TRY(const auto tree, json::parse(event.fact.payload, "payload"));
  DemoDay day;
  GV_TRY(json::read_into(json::Field(tree, "payload"), day));
  const auto oracle =
      std::find_if(day.policies.begin(), day.policies.end(),
                   [](const PolicyTally& tally) { return tally.policy == kYardstick; });
  const auto best = oracle != day.policies.end() ? per_spend(*oracle) : std::nullopt;
  DemoDayScore score{.day = day.day, .at = event.fact.occurred_at};
  for (const auto& tally : day.policies) score.policies.push_back(policy_score(tally, best));
  return score;
}

}  // namespace

app::NewEvent demo_day_event(const DemoDay& day, TimePoint at) {
  return {.type = std::string(kDayScored),
          .occurred_at = at,
          .source = "demo",
          .source_key = "day " + std::to_string(day.day),
          .payload = json::compact(json::to_value(day))};
}

Result<DemoScore> ShowDemoScore::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  std::vector<app::Event> events;
  const auto read = [&](app::Transaction& transaction) -> Result<void> {
    GV_TRY(const auto account, services.accounts.find(transaction));
    if (!account || !account->is_demo) {
      return fail(ErrorCode::NotFound, "account",
                  "This account is no demo: only the market of `geminivideo demo` is simulated, "
                  "and only there is known what would have been best.");
    }
    GV_TRY(events, services.events.of_type_after(transaction, kDayScored, 0, kDemoDaysMax));
    return {};
  };
  GV_TRY(services.store.read(scope, read));
  DemoScore answer;
  for (const auto& event : events) {
    GV_TRY(auto score, day_score(event));
    answer.days.push_back(std::move(score));
  }
  return answer;
}

void add_demo_routes(Api& api, const DemoServices& services) { add(api, ShowDemoScore{services}); }

}  // namespace gv::api
