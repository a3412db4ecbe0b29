#include "adapters/api/impact.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <boost/json/value.hpp>

#include "app/ports/authentication.h"
#include "base/money.h"
#include "io/json/field.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

constexpr Days kSpan{30};
constexpr int kDecisionsAtOnce = 500;
constexpr double kDaysPaused = 7.0;
constexpr const char* kFirstId = "00000000-0000-0000-0000-000000000000";

/// Minor units with their interval, summed as if all ads were right or wrong together.
struct Sums {
  double value{0.0};
  double lower{0.0};
  double upper{0.0};

  void add(double one, double low, double high) {
    value += one;
    lower += std::min(low, high);
    upper += std::max(low, high);
  }
  [[nodiscard]] ImpactEstimate shown() const {
    return {{round_half_away(value)}, {round_half_away(lower)}, {round_half_away(upper)}};
  }
};

struct Roas {
  double mean{0.0};
  double low{0.0};
  double high{0.0};
  double marginal{0.0};  ///< between the current and the recommended budget
};

Result<Roas> roas_in(const std::string& metrics) {
  GV_TRY(const auto tree, json::parse(metrics, "metrics"));
  const json::Field root(tree, "metrics");
  const auto number = [&](const char* key) -> Result<double> {
    GV_TRY(const auto member, root.member_if(key));
    if (!member) return 0.0;
    return member->number();
  };
  Roas roas;
  GV_TRY(roas.mean, number("roas_mean"));
  GV_TRY(roas.low, number("roas_q05"));
  GV_TRY(roas.high, number("roas_q95"));
  GV_TRY(const double current, number("marginal_roas_current"));
  GV_TRY(const double recommended, number("marginal_roas_recommended"));
  roas.marginal = (current + recommended) / 2.0;
  return roas;
}

struct Impact {
  std::map<std::string, std::int64_t> actions;
  double moved{0.0};
  Sums avoided;
  Sums gained;
  std::set<std::string> units;  ///< whose money is counted

  Result<void> add(const app::DecisionRecord& decision) {
    ++actions[decision.decision];
    // What is left of a unit gets the money of one of its ads: only the unit's own move counts.
    if (decision.shares_unit && decision.decision == "kill" &&
        decision.recommended_budget_minor > 0) {
      return {};
    }
    if (!units.insert(decision.budget_unit.value_or(decision.ad_id)).second) return {};
    const auto current = static_cast<double>(decision.current_budget_minor);
    const double change = static_cast<double>(decision.recommended_budget_minor) - current;
    moved += std::abs(change);
    GV_TRY(const auto roas, roas_in(decision.metrics));
    if (decision.decision == "kill") {
      const auto loss = [&](double of) {
        return std::max(0.0, kDaysPaused * current * (1.0 - of));
      };
      avoided.add(loss(roas.mean), loss(roas.high), loss(roas.low));
    } else if (roas.mean > 0.0) {
      const double value = change * roas.marginal;
      gained.add(value, value * roas.low / roas.mean, value * roas.high / roas.mean);
    }
    return {};
  }
};

}  // namespace

Result<ImpactAnswer> ShowImpact::operator()(const Context& context,
                                            const ImpactRequest& request) const {
  const TimePoint to = request.to.value_or(context.now);
  const TimePoint from = request.from.value_or(to - kSpan);
  if (from > to) return fail(ErrorCode::InvalidInput, "from", "must not be after to");
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  Impact impact;
  const auto read = [&](app::Transaction& transaction) -> Result<void> {
    impact = {};
    std::set<std::string> seen;
    app::DecisionFilter filter{.before = app::DecisionCursor{to + Millis(1), kFirstId},
                               .limit = kDecisionsAtOnce};
    for (;;) {
      GV_TRY(const auto page, services.decisions.list(transaction, filter));
      for (const auto& decision : page) {
        if (decision.created_at < from) return {};
        if (decision.status == "preview" || !seen.insert(decision.ad_id).second) continue;
        GV_TRY(impact.add(decision));
      }
      if (page.size() < kDecisionsAtOnce) return {};
      filter.before = {page.back().created_at, page.back().id};
    }
  };
  GV_TRY(services.store.read(scope, read));
  return ImpactAnswer{.from = from,
                      .to = to,
                      .actions = std::move(impact.actions),
                      .budget_moved = {round_half_away(impact.moved)},
                      .spend_avoided = impact.avoided.shown(),
                      .value_gained = impact.gained.shown(),
                      .method =
                          "estimate from the posteriors of the newest decision of each ad; "
                          "nothing was applied on a platform"};
}

}  // namespace gv::api
