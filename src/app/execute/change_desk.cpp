#include "app/execute/change_desk.h"

#include <fmt/format.h>

#include "app/execute/ad_pins.h"
#include "app/execute/change_schedule.h"
#include "app/execute/close_change.h"
#include "app/execute/decision_changes.h"
#include "core/execute/supersession.h"

namespace gv::app {
namespace {

/// Changes of one thing that are looked at for the one that made it.
constexpr int kLookedBack = 200;

execute::Rival rival_of(const AdChange& change) {
  return {change.field, change.priority, change.source == "user"};
}

tl::unexpected<Error> no_change(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no change \"" + id + "\".");
}

/// Whether there may be the thing that a change was to make. What the platform called unusable is
/// there and is made anew.
bool may_be_there(const AdChange& change) {
  const bool is_of_no_use = change.trouble && change.trouble->reason == "unusable";
  return change.type == ChangeType::Create && change.sent_at && !is_of_no_use;
}

Result<void> check_policies(const AdPins& pins, Transaction& transaction, const AdChange& change,
                            std::string where) {
  GV_TRY(const auto trouble, pins.against(transaction, change));
  if (!trouble) return {};
  return fail(ErrorCode::Held, std::move(where), trouble->message,
              "set another policy of the ad first");
}

std::string_view done_by(ChangeMove move) {
  switch (move) {
    case ChangeMove::Approve:
      return "change.approved";
    case ChangeMove::Reject:
      return "change.rejected";
    case ChangeMove::Cancel:
      return "change.cancelled";
    case ChangeMove::Supersede:
      return "change.superseded";
    case ChangeMove::Retry:
    case ChangeMove::LookFor:
      break;
  }
  return "change.retried";
}

}  // namespace

Result<std::vector<AdChange>> ChangeDesk::queue(const AccountScope& scope,
                                                std::span<const ChangeRequest> requests,
                                                const Actor& actor) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  return ports_.store.write(scope, [&](Transaction& transaction) {
    return queue_in(transaction, settings->execution, requests, actor);
  });
}

Result<std::vector<AdChange>> ChangeDesk::queue_in(Transaction& transaction,
                                                   const ExecutionSettings& settings,
                                                   std::span<const ChangeRequest> requests,
                                                   const Actor& actor) {
  const auto& account = transaction.scope().account();
  GV_TRY(const auto pins, AdPins::in_force(ports_, transaction));
  std::vector<AdChange> queued;
  for (const auto& request : requests) {
    const auto where = fmt::format("changes[{}]", queued.size());
    GV_TRY(auto change, change_of(request, account, settings, actor, transaction.now(), where));
    // What nobody waits for an answer to is looked at when it is to be sent.
    if (change.source == "user") GV_TRY(check_policies(pins, transaction, change, where));
    for (const auto before : request.waits_for) {
      change.depends_on.push_back(queued.at(before).id);
    }
    GV_TRY(auto taken, take(transaction, std::move(change)));
    // A pause that is over, asked for once more, ends nothing that was asked for since.
    const bool waits =
        taken.state == ChangeState::Pending || taken.state == ChangeState::AwaitingApproval;
    if (request.empties && waits) {
      GV_TRY(end_increases(transaction, request.platform, *request.empties));
    }
    queued.push_back(std::move(taken));
  }
  GV_TRY(plan_changes(ports_.jobs, transaction, transaction.now()));
  for (const auto& change : queued) {
    auto entry = entry_by(actor, "change.queued", "change", change.id);
    GV_TRY(ports_.audit.append(transaction, entry));
  }
  return queued;
}

Result<std::vector<AdChange>> ChangeDesk::queue_decisions(
    const AccountScope& scope, const std::vector<DecisionRecord>& decisions,
    std::int64_t total_minor, const Actor& actor) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const auto work = [&](Transaction& transaction) -> Result<std::vector<AdChange>> {
    GV_TRY(const auto pins, AdPins::in_force(ports_, transaction));
    const auto requests = changes_of(decisions, total_minor, pins.kept_units(decisions));
    return queue_in(transaction, settings->execution, requests, actor);
  };
  return ports_.store.write(scope, work);
}

Result<std::vector<AdChange>> ChangeDesk::rivals_of(Transaction& transaction,
                                                    const AdChange& change) {
  const auto& platform = change.platform;
  GV_TRY(auto rivals, ports_.changes.waiting(transaction, platform, change.entity.id));
  if (change.requested != ChangeValue(EntityStatus::Paused)) return rivals;
  GV_TRY(const auto all,
         ports_.changes.list(transaction, {.entity_id = change.entity.id, .limit = kLookedBack}));
  for (const auto& maker : all) {
    if (maker.type != ChangeType::Create || maker.platform != platform) continue;
    GV_TRY(const auto more, ports_.changes.waiting(transaction, platform, id_until_made(maker.id)));
    rivals.insert(rivals.end(), more.begin(), more.end());
  }
  return rivals;
}

Result<AdChange> ChangeDesk::take(Transaction& transaction, AdChange change) {
  GV_TRY(const auto waiting, rivals_of(transaction, change));
  for (const auto& older : waiting) {
    const bool forbids =
        execute::precedence(rival_of(change), rival_of(older)) == execute::Precedence::Older;
    if (older.key == change.key || !forbids) continue;
    change.state = ChangeState::Superseded;
    change.trouble = ChangeTrouble{.reason = "superseded",
                                   .message = "A reduction of it is waiting: " + older.id + "."};
  }
  GV_TRY(const auto added, ports_.changes.add(transaction, {&change, 1}));
  if (added.front().added && change.state != ChangeState::Superseded) {
    for (const auto& older : waiting) {
      const bool yields =
          execute::precedence(rival_of(change), rival_of(older)) == execute::Precedence::Newer;
      if (!yields) continue;
      GV_TRY(ports_.changes.move(transaction, older.id, ChangeMove::Supersede, "executor"));
    }
  }
  GV_TRY(const auto found, ports_.changes.find(transaction, added.front().id));
  return found.value_or(change);
}

Result<void> ChangeDesk::end_increases(Transaction& transaction, const std::string& platform,
                                       const EntityRef& unit) {
  GV_TRY(const auto waiting, ports_.changes.waiting(transaction, platform, unit.id));
  for (const auto& change : waiting) {
    if (change.entity != unit || change.priority < execute::Priority::Increase) continue;
    if (change.source == "user") continue;  // what a person asked for is theirs to take back
    GV_TRY(ports_.changes.move(transaction, change.id, ChangeMove::Supersede, "executor"));
  }
  return {};
}

Result<AdChange> ChangeDesk::move(const AccountScope& scope, const std::string& id, ChangeMove move,
                                  const Actor& actor) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const auto by = actor.type + ":" + actor.id;
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<AdChange> {
    GV_TRY(const auto known, ports_.changes.find(transaction, id));
    if (!known) return no_change(id);
    const bool own = move == ChangeMove::Approve && known->triggered_by == by;
    if (own && settings->execution.four_eyes) {
      return fail(ErrorCode::Forbidden, "id",
                  "With four eyes nobody approves what they asked for themselves.");
    }
    if (move == ChangeMove::Approve || move == ChangeMove::Retry) {
      GV_TRY(const auto pins, AdPins::in_force(ports_, transaction));
      GV_TRY(check_policies(pins, transaction, *known, "id"));
    }
    const bool looks = move == ChangeMove::Retry && may_be_there(*known);
    GV_TRY(const bool moved,
           ports_.changes.move(transaction, id, looks ? ChangeMove::LookFor : move, by));
    if (!moved) {
      return fail(ErrorCode::Conflict, "id",
                  fmt::format("The change is {}.", execute::to_text(known->state)));
    }
    GV_TRY(plan_changes(ports_.jobs, transaction, transaction.now()));
    GV_TRY(const auto now_is, ports_.changes.find(transaction, id));
    auto entry = entry_by(actor, std::string(done_by(move)), "change", id);
    GV_TRY(ports_.audit.append(transaction, entry));
    return now_is.value_or(*known);
  });
}

Result<AdChange> ChangeDesk::approve(const AccountScope& scope, const std::string& id,
                                     const Actor& actor) {
  return move(scope, id, ChangeMove::Approve, actor);
}

Result<AdChange> ChangeDesk::reject(const AccountScope& scope, const std::string& id,
                                    const Actor& actor) {
  return move(scope, id, ChangeMove::Reject, actor);
}

Result<AdChange> ChangeDesk::cancel(const AccountScope& scope, const std::string& id,
                                    const Actor& actor) {
  return move(scope, id, ChangeMove::Cancel, actor);
}

Result<AdChange> ChangeDesk::retry(const AccountScope& scope, const std::string& id,
                                   const Actor& actor) {
  return move(scope, id, ChangeMove::Retry, actor);
}

Result<AdChange> ChangeDesk::undo(const AccountScope& scope, const std::string& id,
                                  const Actor& actor) {
  GV_TRY(const auto change, find(scope, id));
  if (change.state != ChangeState::Completed || change.outcome != ChangeOutcome::Applied) {
    return fail(ErrorCode::Conflict, "id",
                fmt::format("Only what was applied can be undone; the change is {}.",
                            execute::to_text(change.state)));
  }
  if (change.type == ChangeType::Create || std::holds_alternative<std::monostate>(change.current)) {
    return fail(ErrorCode::Refused, "id", "The value before it is not known.");
  }
  const ChangeRequest back{.platform = change.platform,
                           .entity = change.entity,
                           .campaign_id = change.campaign_id,
                           .type = change.type,
                           .current = change.requested,
                           .expected_old = change.requested,
                           .requested = change.current,
                           .reason = "Takes back change " + id + ".",
                           .key = "undo|" + id};
  GV_TRY(auto queued, queue(scope, {&back, 1}, actor));
  return std::move(queued.front());
}

Result<AdChange> ChangeDesk::find(const AccountScope& scope, const std::string& id) {
  return ports_.store.read(scope, [&](Transaction& transaction) -> Result<AdChange> {
    GV_TRY(const auto found, ports_.changes.find(transaction, id));
    if (!found) return no_change(id);
    return *found;
  });
}

Result<std::vector<AdChange>> ChangeDesk::list(const AccountScope& scope,
                                               const ChangeFilter& filter) {
  return ports_.store.read(
      scope, [&](Transaction& transaction) { return ports_.changes.list(transaction, filter); });
}

Result<std::vector<ChangeRecord>> ChangeDesk::history(const AccountScope& scope,
                                                      const ChangeFilter& filter) {
  return ports_.store.read(
      scope, [&](Transaction& transaction) { return ports_.history.list(transaction, filter); });
}

}  // namespace gv::app
