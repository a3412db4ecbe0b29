#include "app/execute/decision_desk.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/execute/ad_pins.h"
#include "app/execute/decision_changes.h"
#include "app/ports/unit_name.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::string_view kDismissed = "dismissed";
constexpr std::string_view kChosenReason =
    "Somebody chose this budget instead of the recommended one.";
constexpr int kDecisionsOfRun = 5'000;

std::string unit_name_of(const DecisionRecord& decision) {
  return decision.budget_unit.value_or(decision.ad_id);
}

using Budgets = std::map<std::string, std::int64_t>;

/// The budgets that somebody chose, by unit: one of them for one of its ads is that of all.
class ChosenBudgets {
 public:
  ChosenBudgets(const std::vector<DecisionRecord>& decisions, const Budgets& budgets) {
    for (const auto& decision : decisions) {
      const auto chosen = budgets.find(decision.id);
      if (chosen == budgets.end()) continue;
      const auto [unit, first] = of_unit_.try_emplace(unit_name_of(decision), chosen->second);
      if (!first && unit->second != chosen->second) disputed_.insert(unit->first);
    }
  }

  [[nodiscard]] bool has(const DecisionRecord& decision) const {
    return of_unit_.contains(unit_name_of(decision));
  }

  [[nodiscard]] Result<void> set(DecisionRecord& decision) const {
    const auto chosen = of_unit_.find(unit_name_of(decision));
    if (chosen == of_unit_.end()) return {};
    if (disputed_.contains(chosen->first)) {
      return fail(ErrorCode::InvalidInput, "budgets." + decision.id,
                  "must be one for all ads that share it");
    }
    if (decision.recommended_budget_minor <= 0) {
      return fail(ErrorCode::InvalidInput, "budgets." + decision.id,
                  "cannot be given: the decision ends the ad");
    }
    decision.recommended_budget_minor = chosen->second;
    return {};
  }

 private:
  Budgets of_unit_;
  std::set<std::string> disputed_;
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

Result<void> refuse_kept() {
  return fail(ErrorCode::Held, "id",
              "The policy of its ad, or of one that shares its budget, keeps decisions from being "
              "carried out.",
              "set another policy of the ad first");
}

/// Of a unit that ends as a whole and is chosen in part. The rest of it goes on with all of the
/// money.
Result<void> end_alone(DecisionRecord& decision) {
  if (decision.recommended_budget_minor > 0) return {};
  if (decision.decision != "kill") {
    return fail(ErrorCode::Conflict, "id",
                "Its budget ends with that of the ads that share it: apply the decisions on all "
                "of them.");
  }
  decision.recommended_budget_minor =
      decision.unit_budget_minor.value_or(decision.current_budget_minor);
  return {};
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

Result<std::set<std::string>> DecisionDesk::units_in_part(
    Transaction& transaction, const std::vector<DecisionRecord>& decisions) {
  std::set<std::string> chosen;
  std::set<std::string> runs;
  for (const auto& decision : decisions) {
    chosen.insert(decision.id);
    const bool ends = decision.shares_unit && decision.recommended_budget_minor <= 0;
    if (ends) runs.insert(decision.run_id);
  }
  std::set<std::string> partly;
  for (const auto& run : runs) {
    GV_TRY(const auto all, decisions_.list(transaction, {.run_id = run, .limit = kDecisionsOfRun}));
    for (const auto& other : all) {
      if (!chosen.contains(other.id)) partly.insert(run + "|" + unit_name_of(other));
    }
  }
  return partly;
}

Result<AppliedDecisions> DecisionDesk::apply(const AccountScope& scope,
                                             std::span<const std::string> ids,
                                             const std::map<std::string, std::int64_t>& budgets,
                                             const Actor& actor) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<AppliedDecisions> {
    AppliedDecisions done;
    std::vector<DecisionRecord> usable;
    for (const auto& id : std::set<std::string>(ids.begin(), ids.end())) {
      GV_TRY(const auto found, decisions_.decision(transaction, id));
      auto decision = usable_now(found, id, transaction.now());
      if (decision) {
        usable.push_back(*std::move(decision));
      } else {
        done.refused.push_back({id, std::move(decision.error())});
      }
    }
    const ChosenBudgets chosen(usable, budgets);
    GV_TRY(const auto partly, units_in_part(transaction, usable));
    GV_TRY(const auto pins, AdPins::in_force(ports_, transaction));
    const auto kept = pins.kept_units(usable);
    std::vector<DecisionRecord> decisions;
    std::set<std::string> by_hand;
    for (auto& decision : usable) {
      auto fits = kept.contains(unit_name_of(decision)) ? refuse_kept() : chosen.set(decision);
      if (fits && partly.contains(decision.run_id + "|" + unit_name_of(decision))) {
        fits = end_alone(decision);
      }
      if (!fits) {
        done.refused.push_back({decision.id, std::move(fits.error())});
        continue;
      }
      if (chosen.has(decision)) by_hand.insert(decision.id);
      decisions.push_back(std::move(decision));
    }
    auto requests = changes_of(decisions, total_of(decisions));
    for (auto& request : requests) {
      if (request.type != ChangeType::Budget || !by_hand.contains(*request.decision_id)) continue;
      request.source = "user";
      request.reason = kChosenReason;
    }
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

Result<std::optional<TimePoint>> DecisionDesk::snooze(Transaction& transaction,
                                                      const DecisionRecord& decision,
                                                      const std::string& reason, Hours length,
                                                      const Actor& actor) {
  const auto id = uuid_v5("snooze|" + decision.id);
  GV_TRY(const auto known, ports_.holds.find(transaction, id));
  if (known) return known->in_force(transaction.now()) ? known->expires_at : std::nullopt;
  const Hold hold{.id = id,
                  .scope = HoldScope::Ad,
                  .target = decision.ad_id,
                  .reason = reason,
                  .engaged_by = actor.type + ":" + actor.id,
                  .expires_at = transaction.now() + length};
  GV_TRY(ports_.holds.engage(transaction, hold));
  return hold.expires_at;
}

Result<DismissedDecision> DecisionDesk::dismiss(const AccountScope& scope, const std::string& id,
                                                const std::string& reason,
                                                std::optional<Hours> length, const Actor& actor) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<DismissedDecision> {
    GV_TRY(auto decision, decisions_.decision(transaction, id));
    if (!decision) return no_decision(id);
    DismissedDecision done{*std::move(decision), std::nullopt};
    if (length) {
      GV_TRY(done.held_until, snooze(transaction, done.decision, reason, *length, actor));
    }
    if (done.decision.status == kDismissed) return done;
    GV_TRY(decisions_.set_status(transaction, id, kDismissed));
    done.decision.status = kDismissed;
    GV_TRY(cancel_waiting(transaction, done.decision, actor));
    auto entry = entry_by(actor, "decision.dismissed", "decision", id);
    entry.after = fmt::format(R"({{"reason":{}}})", quoted(reason));
    GV_TRY(ports_.audit.append(transaction, entry));
    const auto told = laid_aside(done.decision, reason, transaction.now());
    GV_TRY(ports_.events.append(transaction, {&told, 1}));
    return done;
  });
}

}  // namespace gv::app
