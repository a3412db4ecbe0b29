#include "app/execute/decision_desk.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/execute/decision_changes.h"
#include "app/ports/unit_name.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::string_view kDismissed = "dismissed";
constexpr int kDecisionsOfRun = 5'000;

std::string unit_name_of(const DecisionRecord& decision) {
  return decision.budget_unit.value_or(decision.ad_id);
}

/// Gives decisions the budgets that somebody chose. One unit has one budget.
class ChosenBudgets {
 public:
  explicit ChosenBudgets(const std::map<std::string, std::int64_t>& budgets) : budgets_(budgets) {}

  Result<DecisionRecord> set(DecisionRecord decision) {
    const auto chosen = budgets_.find(decision.id);
    if (chosen != budgets_.end()) {
      if (decision.recommended_budget_minor <= 0) {
        return fail(ErrorCode::InvalidInput, "budgets." + decision.id,
                    "cannot be given: the decision ends the ad");
      }
      decision.recommended_budget_minor = chosen->second;
    }
    const auto [unit, first] =
        of_unit_.try_emplace(unit_name_of(decision), decision.recommended_budget_minor);
    if (first || unit->second == decision.recommended_budget_minor) return decision;
    return fail(ErrorCode::InvalidInput, "budgets." + decision.id,
                "must be that of the other ads that share its budget");
  }

 private:
  const std::map<std::string, std::int64_t>& budgets_;
  std::map<std::string, std::int64_t> of_unit_;
};

std::int64_t total_of(std::span<const DecisionRecord> decisions) {
  std::map<std::string, std::int64_t> units;
  for (const auto& decision : decisions) {
    units[unit_name_of(decision)] = decision.recommended_budget_minor;
  }
  std::int64_t total = 0;
  for (const auto& [name, minor] : units) total += minor;
  return total;
}

std::string bare_id(const std::string& ad_id) { return ad_id.substr(ad_id.find(':') + 1); }

tl::unexpected<Error> no_decision(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no decision \"" + id + "\".");
}

Result<DecisionRecord> usable_now(const std::optional<DecisionRecord>& found, const std::string& id,
                                  TimePoint now) {
  if (!found) return no_decision(id);
  if (found->status == kDismissed) {
    return fail(ErrorCode::Conflict, "id", "The decision was laid aside. Decide again.");
  }
  if (found->expires_at <= now) {
    return fail(
        ErrorCode::Stale, "id",
        fmt::format("The decision held until {}. Decide again.", format_time(found->expires_at)));
  }
  return *found;
}

NewEvent laid_aside(const DecisionRecord& decision, const std::string& reason, TimePoint at) {
  return {.type = "decision.dismissed",
          .occurred_at = at,
          .subject_type = "ad",
          .subject_id = decision.ad_id,
          .source = "api",
          .source_key = "dismissed|" + decision.id,
          .payload = fmt::format(R"({{"decision_id":{},"reason":{}}})", quoted(decision.id),
                                 quoted(reason))};
}

}  // namespace

/// A pause empties its unit only where every ad of it is paused.
Result<void> DecisionDesk::keep_rest_running(Transaction& transaction,
                                             std::span<const DecisionRecord> decisions,
                                             std::vector<ChangeRequest>& requests) {
  std::set<std::string> chosen;
  std::set<std::string> runs;  // in which shared units are to be ended
  for (const auto& decision : decisions) {
    chosen.insert(decision.id);
    if (decision.shares_unit && decision.recommended_budget_minor <= 0) {
      runs.insert(decision.run_id);
    }
  }
  std::set<std::pair<std::string, std::string>> partial;  // by run: units of which ads are left out
  for (const auto& run : runs) {
    GV_TRY(const auto all, decisions_.list(transaction, {.run_id = run, .limit = kDecisionsOfRun}));
    for (const auto& other : all) {
      if (!chosen.contains(other.id)) partial.emplace(run, unit_name_of(other));
    }
  }
  for (auto& request : requests) {
    if (!request.empties || !request.plan_id) continue;
    const auto unit = unit_name(request.platform, *request.empties);
    if (partial.contains({*request.plan_id, unit})) request.empties.reset();
  }
  return {};
}

Result<AppliedDecisions> DecisionDesk::apply(const AccountScope& scope,
                                             std::span<const std::string> ids,
                                             const std::map<std::string, std::int64_t>& budgets,
                                             const Actor& actor) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<AppliedDecisions> {
    AppliedDecisions done;
    ChosenBudgets chosen(budgets);
    std::vector<DecisionRecord> decisions;
    for (const auto& id : std::set<std::string>(ids.begin(), ids.end())) {
      GV_TRY(const auto found, decisions_.decision(transaction, id));
      auto usable = usable_now(found, id, transaction.now());
      if (usable) usable = chosen.set(*usable);
      if (usable) {
        decisions.push_back(*std::move(usable));
      } else {
        done.refused.push_back({id, std::move(usable.error())});
      }
    }
    auto requests = changes_of(decisions, total_of(decisions));
    GV_TRY(keep_rest_running(transaction, decisions, requests));
    GV_TRY(done.changes, changes_.queue_in(transaction, settings->execution, requests, actor));
    return done;
  });
}

Result<void> DecisionDesk::cancel_waiting(Transaction& transaction, const DecisionRecord& decision,
                                          const Actor& actor) {
  std::vector<std::string> things{bare_id(decision.ad_id)};
  if (const auto unit = unit_named(unit_name_of(decision))) things.push_back(unit->ref.id);
  const auto platform = decision.ad_id.substr(0, decision.ad_id.find(':'));
  for (const auto& thing : things) {
    GV_TRY(const auto waiting, ports_.changes.waiting(transaction, platform, thing));
    for (const auto& change : waiting) {
      if (change.decision_id != decision.id) continue;
      GV_TRY(ports_.changes.move(transaction, change.id, ChangeMove::Cancel,
                                 actor.type + ":" + actor.id));
    }
  }
  return {};
}

Result<DecisionRecord> DecisionDesk::dismiss(const AccountScope& scope, const std::string& id,
                                             const std::string& reason, std::optional<Hours> snooze,
                                             const Actor& actor) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<DecisionRecord> {
    GV_TRY(auto decision, decisions_.decision(transaction, id));
    if (!decision) return no_decision(id);
    if (decision->status == kDismissed) return *std::move(decision);
    GV_TRY(decisions_.set_status(transaction, id, kDismissed));
    decision->status = kDismissed;
    GV_TRY(cancel_waiting(transaction, *decision, actor));
    if (snooze) {
      GV_TRY(ports_.holds.engage(transaction, {.id = uuid_v5("snooze|" + id),
                                               .scope = HoldScope::Ad,
                                               .target = bare_id(decision->ad_id),
                                               .reason = reason,
                                               .engaged_by = actor.type + ":" + actor.id,
                                               .expires_at = transaction.now() + *snooze}));
    }
    auto entry = entry_by(actor, "decision.dismissed", "decision", id);
    entry.after = fmt::format(R"({{"reason":{}}})", quoted(reason));
    GV_TRY(ports_.audit.append(transaction, entry));
    const auto told = laid_aside(*decision, reason, transaction.now());
    GV_TRY(ports_.events.append(transaction, {&told, 1}));
    return *std::move(decision);
  });
}

}  // namespace gv::app
