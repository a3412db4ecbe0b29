#include "app/execute/settle_change.h"

#include <vector>

#include <fmt/format.h>

#include "app/execute/close_change.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr Hours kHumanHold{24};

AdChange tranche_of(const AdChange& whole, const belief::BudgetStep& step, int number,
                    TimePoint now) {
  AdChange tranche = whole;
  const auto mark = fmt::format("#{}@{}", number, now.time_since_epoch().count());
  tranche.id = uuid_v5("tranche|" + whole.id + mark);
  tranche.key = whole.key + mark;
  tranche.plan_id = whole.plan_id.value_or(whole.id);
  tranche.tranche = number;
  tranche.requested = step.daily_minor;
  tranche.not_before = step.at;
  if (whole.expires_at) tranche.expires_at = *whole.expires_at + (step.at - now);
  tranche.state = ChangeState::Pending;
  tranche.trouble.reset();
  return tranche;
}

Result<void> split(const ExecutionPorts& ports, Transaction& transaction, AdChange change,
                   const ChangeFacts& facts, const execute::TranchePlan& plan) {
  const TimePoint now = transaction.now();
  std::vector<AdChange> tranches;
  const auto& steps = plan.tranches;
  const std::size_t before = plan.reached ? steps.size() - 1 : steps.size();
  ChangeValue from = value_on(change, *facts.entity);
  for (std::size_t i = 0; i < before; ++i) {
    auto tranche = tranche_of(change, steps[i], static_cast<int>(i) + 1, now);
    tranche.current = tranche.expected_old = from;
    if (i > 0) tranche.depends_on = {tranches.back().id};
    from = tranche.requested;
    tranches.push_back(std::move(tranche));
  }
  GV_TRY(ports.changes.add(transaction, tranches));
  // The change itself is the last step, so that what waits for it waits for the whole way.
  change.plan_id = change.plan_id.value_or(change.id);
  change.tranche = static_cast<int>(before) + 1;
  change.current = change.expected_old = from;
  change.depends_on.push_back(tranches.back().id);
  change.not_before = steps.back().at;
  if (change.expires_at) *change.expires_at += steps.back().at - now;
  change.state = ChangeState::Pending;
  change.trouble =
      ChangeTrouble{.reason = "velocity",
                    .message = fmt::format("The way there is {} edits long.", steps.size())};
  GV_TRY(leave_change(ports, transaction, change, {}));
  return {};
}

}  // namespace

Result<void> settle_change(const ExecutionPorts& ports, const AccountScope& scope,
                           ClaimedChange claimed, const Judgement& judgement) {
  auto& change = claimed.change;
  const auto& facts = claimed.facts;
  AttemptFacts attempt;
  if (facts.entity) attempt.found = value_on(change, *facts.entity);
  change.trouble = judgement.trouble;
  return ports.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    AdChange left = change;
    switch (judgement.verdict) {
      case Verdict::Split:
        return split(ports, transaction, left, facts, judgement.tranches);
      case Verdict::Done:
        left.state = ChangeState::Completed;
        left.outcome = left.attempts > 0 ? ChangeOutcome::Applied : ChangeOutcome::AlreadyApplied;
        left.read_back = attempt.found;
        break;
      case Verdict::Rehearsed:
        left.state = ChangeState::Completed;
        left.outcome = ChangeOutcome::DryRun;
        break;
      case Verdict::Conflict:
        left.state = ChangeState::Conflict;
        break;
      case Verdict::GiveUp:
        left.state = ChangeState::DeadLetter;
        break;
      case Verdict::Expired:
        left.state = ChangeState::Expired;
        break;
      case Verdict::Forbidden:
        left.state = ChangeState::Cancelled;
        break;
      case Verdict::Wait:
        if (judgement.prolongs && left.expires_at) {
          *left.expires_at += judgement.until - transaction.now();
        }
        [[fallthrough]];
      case Verdict::Send:
        left.state = ChangeState::Pending;
        left.not_before = judgement.until;
        break;
    }
    GV_TRY(const bool mine, leave_change(ports, transaction, left, attempt));
    if (!mine || judgement.verdict != Verdict::Conflict || left.dry_run) return {};
    const auto key = fmt::format("human-hold|{}|{}", transaction.account()->text(), change.id);
    return ports.holds.engage(transaction, {.id = uuid_v5(key),
                                            .scope = HoldScope::Ad,
                                            .target = change.platform + ":" + facts.unit.id,
                                            .reason = "Someone else edited it.",
                                            .engaged_by = "executor",
                                            .expires_at = transaction.now() + kHumanHold});
  });
}

}  // namespace gv::app
