#include "app/execute/decision_changes.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include "app/ports/unit_name.h"
#include "core/execute/financing.h"

namespace gv::app {
namespace {

/// What becomes of the money of one unit, and the requests that move it.
struct UnitMove {
  execute::BudgetMove budget{};
  std::vector<ChangeRequest> requests;
};

bool kills(const DecisionRecord& decision) { return decision.decision == "kill"; }
bool revives(const DecisionRecord& decision) { return decision.decision == "reactivate"; }

std::string platform_of(const DecisionRecord& decision) {
  return decision.ad_id.substr(0, decision.ad_id.find(':'));
}

ChangeRequest request_of(const DecisionRecord& decision, EntityRef entity) {
  return {.platform = platform_of(decision),
          .entity = std::move(entity),
          .source = "decision",
          .decision_id = decision.id,
          .confidence = decision.confidence,
          .reason = decision.reason,
          .plan_id = decision.run_id};
}

EntityRef ad_of(const DecisionRecord& decision) {
  return {EntityLevel::Ad, decision.ad_id.substr(decision.ad_id.find(':') + 1)};
}

/// The platform's unit; nothing for one that no platform told of.
std::optional<EntityRef> unit_of(const DecisionRecord& decision) {
  if (!decision.unit_budget_minor || !decision.budget_unit) return std::nullopt;
  const auto unit = unit_named(*decision.budget_unit);
  return unit ? std::optional(unit->ref) : std::nullopt;
}

ChangeRequest status_change(const DecisionRecord& decision, EntityStatus status) {
  auto request = request_of(decision, ad_of(decision));
  request.type = ChangeType::Status;
  request.requested = status;
  if (decision.unit_budget_minor) {
    request.current = request.expected_old =
        status == EntityStatus::Active ? EntityStatus::Paused : EntityStatus::Active;
  }
  return request;
}

ChangeRequest budget_change(const DecisionRecord& decision) {
  const auto unit = unit_of(decision);
  auto request = request_of(decision, unit.value_or(ad_of(decision)));
  if (unit && unit->level == EntityLevel::Campaign) request.campaign_id = unit->id;
  request.current = decision.unit_budget_minor.value_or(decision.current_budget_minor);
  if (decision.unit_budget_minor) request.expected_old = request.current;
  request.requested = decision.recommended_budget_minor;
  return request;
}

/// A unit that gets nothing: what had nothing either is left alone, unless it is to be ended and
/// nobody can say that it is.
UnitMove pauses(const std::vector<const DecisionRecord*>& ads) {
  UnitMove move{.budget = {ads.front()->current_budget_minor, 0}, .requests = {}};
  for (const auto* ad : ads) {
    const bool ends = kills(*ad) && !ad->unit_budget_minor;
    if (!ends && move.budget.from_minor <= 0) continue;
    move.requests.push_back(status_change(*ad, EntityStatus::Paused));
    move.requests.back().empties = unit_of(*ad);
  }
  return move;
}

UnitMove budget_move(const std::vector<const DecisionRecord*>& ads) {
  const auto& any = *ads.front();
  const auto to = any.recommended_budget_minor;
  const auto configured = any.unit_budget_minor.value_or(any.current_budget_minor);
  UnitMove move{.budget = {any.current_budget_minor, to}, .requests = {}};
  if (configured == to) return move;
  // The words of an ad that only its unit moves are the words of the unit.
  const auto calm = std::find_if(ads.begin(), ads.end(), [](const DecisionRecord* ad) {
    return !kills(*ad) && !revives(*ad);
  });
  move.requests.push_back(budget_change(calm == ads.end() ? any : **calm));
  move.requests.back().resumes = any.unit_budget_minor && any.current_budget_minor <= 0;
  return move;
}

class Plan {
 public:
  void add(const std::vector<const DecisionRecord*>& unit) {
    if (unit.front()->recommended_budget_minor <= 0) return add(pauses(unit));
    auto move = budget_move(unit);
    for (const auto* ad : unit) {
      if (revives(*ad)) move.requests.push_back(status_change(*ad, EntityStatus::Active));
      if (!kills(*ad)) continue;
      // Others of its unit go on with all of the money.
      add({.budget = {}, .requests = {status_change(*ad, EntityStatus::Paused)}});
    }
    add(std::move(move));
  }

  /// A unit that nothing is done to.
  void keep(const std::vector<const DecisionRecord*>& unit) {
    staying_minor_ += unit.front()->current_budget_minor;
    keeps_ = true;
  }

  /// What pays comes first, so that ids are known when something waits for them.
  [[nodiscard]] std::vector<ChangeRequest> ordered(std::int64_t total_minor) && {
    if (keeps_) cut_to(total_minor);
    std::vector<execute::BudgetMove> budgets;
    for (const auto& move : moves_) budgets.push_back(move.budget);
    const auto waits = execute::finance(budgets, total_minor - staying_minor_);
    std::vector<std::vector<std::size_t>> places(moves_.size());
    std::vector<ChangeRequest> all;
    for (const bool increases : {false, true}) {
      for (std::size_t i = 0; i < moves_.size(); ++i) {
        if ((budgets[i].to_minor > budgets[i].from_minor) != increases) continue;
        for (auto& request : moves_[i].requests) {
          for (const auto before : waits[i]) {
            request.waits_for.insert(request.waits_for.end(), places[before].begin(),
                                     places[before].end());
          }
          // What comes back finds its budget there.
          const bool resumes = !places[i].empty() && all[places[i].front()].resumes;
          if (resumes) request.waits_for.push_back(places[i].front());
          places[i].push_back(all.size());
          all.push_back(std::move(request));
        }
      }
    }
    return all;
  }

 private:
  /// What comes after all moves, at most the total or what there was before.
  void cut_to(std::int64_t total_minor) {
    std::int64_t before = staying_minor_;
    std::int64_t after = staying_minor_;
    for (const auto& move : moves_) {
      before += move.budget.from_minor;
      after += move.budget.to_minor;
    }
    auto over = after - std::max(total_minor, before);
    for (std::size_t i = moves_.size(); i-- > 0 && over > 0;) {
      const auto& budget = moves_[i].budget;
      if (budget.from_minor > 0 || budget.to_minor <= 0) continue;
      over -= budget.to_minor;
      moves_.erase(moves_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (over > 0) cut_increases(over);
  }

  void cut_increases(std::int64_t over) {
    std::vector<std::int64_t> more;
    for (const auto& move : moves_) {
      more.push_back(std::max<std::int64_t>(0, move.budget.to_minor - move.budget.from_minor));
    }
    const auto sum = std::accumulate(more.begin(), more.end(), std::int64_t{0});
    const auto left = execute::cut_back(more, std::max<std::int64_t>(0, sum - over));
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (left[i] == more[i]) continue;
      auto& move = moves_[i];
      move.budget.to_minor = move.budget.from_minor + left[i];
      std::erase_if(move.requests, [&](const ChangeRequest& request) {
        return left[i] == 0 && request.type == ChangeType::Budget;
      });
      for (auto& request : move.requests) {
        if (request.type == ChangeType::Budget) request.requested = move.budget.to_minor;
      }
    }
  }

  void add(UnitMove move) {
    if (move.requests.empty()) {
      staying_minor_ += move.budget.to_minor;
    } else {
      moves_.push_back(std::move(move));
    }
  }

  std::vector<UnitMove> moves_;
  std::int64_t staying_minor_{0};  ///< what units keep without a change
  bool keeps_{false};              ///< against what was decided
};

}  // namespace

std::vector<ChangeRequest> changes_of(std::span<const DecisionRecord> decisions,
                                      std::int64_t total_minor, const std::set<std::string>& kept) {
  std::vector<std::vector<const DecisionRecord*>> units;  // by their first decision
  std::map<std::string, std::size_t> known;
  const auto name_of = [](const DecisionRecord& decision) {
    return decision.budget_unit.value_or(decision.ad_id);
  };
  for (const auto& decision : decisions) {
    const auto name = name_of(decision);
    const auto [at, added] = known.try_emplace(name, units.size());
    if (added) units.emplace_back();
    units[at->second].push_back(&decision);
  }
  Plan plan;
  for (const auto& unit : units) {
    if (kept.contains(name_of(*unit.front()))) {
      plan.keep(unit);
    } else {
      plan.add(unit);
    }
  }
  return std::move(plan).ordered(total_minor);
}

}  // namespace gv::app
