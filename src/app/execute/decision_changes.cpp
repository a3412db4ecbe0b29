#include "app/execute/decision_changes.h"

#include "core/execute/financing.h"

namespace gv::app {
namespace {

ChangeRequest request_of(const DecisionRecord& decision) {
  const auto colon = decision.ad_id.find(':');
  return {.platform = decision.ad_id.substr(0, colon),
          .entity = {EntityLevel::Ad, decision.ad_id.substr(colon + 1)},
          .source = "decision",
          .decision_id = decision.id,
          .confidence = decision.confidence,
          .reason = decision.reason,
          .plan_id = decision.run_id};
}

ChangeRequest status_change(const DecisionRecord& decision, EntityStatus status) {
  auto request = request_of(decision);
  request.type = ChangeType::Status;
  request.requested = status;
  return request;
}

}  // namespace

std::vector<ChangeRequest> changes_of(std::span<const DecisionRecord> decisions,
                                      std::int64_t total_minor) {
  std::vector<ChangeRequest> requests;
  std::vector<execute::BudgetMove> moves;  // one for each request
  std::int64_t staying = 0;                // what others keep of the total
  for (const auto& decision : decisions) {
    const auto from = decision.current_budget_minor;
    const auto to = decision.recommended_budget_minor;
    if (to <= 0) {
      if (decision.decision != "kill" && from <= 0) continue;  // it has nothing as it is
      requests.push_back(status_change(decision, EntityStatus::Paused));
      moves.push_back({from, 0});
      continue;
    }
    if (decision.decision == "reactivate") {
      requests.push_back(status_change(decision, EntityStatus::Active));
      moves.push_back({0, to});
    }
    if (to == from) {
      staying += to;
      continue;
    }
    auto request = request_of(decision);
    request.current = from;
    request.requested = to;
    requests.push_back(std::move(request));
    moves.push_back({decision.decision == "reactivate" ? to : from, to});
  }
  const auto waits = execute::finance(moves, total_minor - staying);
  // What pays comes first, so that ids are known when something waits for them.
  std::vector<std::size_t> place(requests.size());
  std::vector<ChangeRequest> ordered;
  for (const bool increases : {false, true}) {
    for (std::size_t i = 0; i < requests.size(); ++i) {
      if ((moves[i].to_minor > moves[i].from_minor) != increases) continue;
      place[i] = ordered.size();
      ordered.push_back(std::move(requests[i]));
      for (const auto before : waits[i]) ordered.back().waits_for.push_back(place[before]);
    }
  }
  return ordered;
}

}  // namespace gv::app
