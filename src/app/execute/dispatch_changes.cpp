#include "app/execute/dispatch_changes.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/execute/ad_pins.h"
#include "app/execute/close_change.h"
#include "app/execute/platform_trouble.h"
#include "core/execute/batch_plan.h"

namespace gv::app {
namespace {

using execute::Priority;
using execute::Reaction;

constexpr Millis kFirstReadBack{1'000};

execute::BatchItem item_of(const PlannedSend& send, std::size_t change) {
  const auto& one = send.changes[change];
  const auto* update = std::get_if<UpdateEntity>(&send.operation);
  if (update == nullptr) return {one.entity.level, "", one.campaign_id, one.field};
  auto value = update->status ? std::string(execute::to_text(*update->status)) : std::string();
  return {update->entity.level, update->entity.id, one.campaign_id, one.field, std::move(value)};
}

/// One operation for edits of different fields of one thing.
PlannedSend joined(std::vector<PlannedSend>& sends, const execute::BatchOperation& operation) {
  PlannedSend out = std::move(sends[operation.front()]);
  for (std::size_t i = 1; i < operation.size(); ++i) {
    auto& other = sends[operation[i]];
    auto& update = std::get<UpdateEntity>(out.operation);
    const auto& more = std::get<UpdateEntity>(other.operation);
    if (more.daily_budget) update.daily_budget = more.daily_budget;
    if (more.status) update.status = more.status;
    out.changes.push_back(std::move(other.changes.front()));
    out.found.push_back(std::move(other.found.front()));
  }
  return out;
}

/// Of each operation, what keeps it from being sent; empty: nothing does.
Result<std::vector<std::string>> stops_of(const ExecutionPorts& ports, Transaction& transaction,
                                          const std::vector<PlannedSend>& batch) {
  GV_TRY(const auto holds, ports.holds.in_force(transaction));
  GV_TRY(const auto pins, AdPins::in_force(ports, transaction));
  std::vector<std::string> stops(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto& first = batch[i].changes.front();
    if (first.priority == Priority::Emergency) continue;
    const bool held = std::any_of(holds.begin(), holds.end(), [&](const Hold& hold) {
      return hold.stops(first.platform, first.campaign_id, first.entity.id);
    });
    if (held) stops[i] = "A hold stops it.";
    for (const auto& change : batch[i].changes) {
      GV_TRY(const auto trouble, pins.against(transaction, change));
      if (trouble) stops[i] = trouble->message;
    }
  }
  return stops;
}

}  // namespace

Result<void> DispatchChanges::send(const AccountScope& scope, const ExecutionSettings& settings,
                                   AdPlatform& platform, std::vector<PlannedSend> sends) {
  if (sends.empty()) return {};
  std::vector<execute::BatchItem> items;
  for (const auto& send : sends) items.push_back(item_of(send, 0));
  const int factor =
      mood_.spacing_factor(scope.account(), std::string(platform.name()), ports_.clock.now());
  // Later batches find the first one in the ledger, and spacing defers what is not urgent.
  for (const auto& batch : execute::plan_batches(items, platform.batch_rules())) {
    std::vector<PlannedSend> planned;
    for (const auto& operation : batch) planned.push_back(joined(sends, operation));
    GV_TRY(auto permit, authorise(ports_, scope, settings, std::move(planned), factor));
    if (!permit.granted.empty()) {
      GV_TRY(send_batch(scope, platform, std::move(permit.granted)));
    }
  }
  return {};
}

Result<std::vector<PlannedSend>> DispatchChanges::still_allowed(const AccountScope& scope,
                                                                std::vector<PlannedSend> batch) {
  GV_TRY(const auto stopped, ports_.store.read(scope, [&](Transaction& transaction) {
    return stops_of(ports_, transaction, batch);
  }));
  std::vector<PlannedSend> allowed;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (stopped[i].empty()) {
      allowed.push_back(std::move(batch[i]));
      continue;
    }
    const PlatformReply<AppliedOperation> refused{
        .result = tl::unexpected(execute::PlatformError{
            .error_class = execute::ErrorClass::Dependency, .message = stopped[i]})};
    GV_TRY(take_answer(scope, batch[i], refused, false));
  }
  return allowed;
}

Result<void> DispatchChanges::send_batch(const AccountScope& scope, AdPlatform& platform,
                                         std::vector<PlannedSend> batch) {
  GV_TRY(const auto allowed, still_allowed(scope, std::move(batch)));
  if (allowed.empty()) return {};
  std::vector<Operation> operations;
  for (const auto& send : allowed) operations.push_back(send.operation);
  auto replies = operations.size() == 1 ? std::vector{send_one(platform, allowed.front())}
                                        : platform.apply_batch(operations, ApplyMode::Apply);
  bool first = true;  // one request, however many items it had
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    mood_.told(scope.account(), std::string(platform.name()), replies.at(i).usage,
               ports_.clock.now());
    GV_TRY(take_answer(scope, allowed[i], replies.at(i), first));
    if (!replies.at(i).result) first = false;
  }
  return {};
}

PlatformReply<AppliedOperation> DispatchChanges::send_one(AdPlatform& platform,
                                                          const PlannedSend& send) const {
  const auto* const create = std::get_if<CreateEntity>(&send.operation);
  if (create != nullptr && create->level == EntityLevel::Video) {
    return upload_(platform, send.changes.front(), *create);
  }
  return platform.apply(send.operation, ApplyMode::Apply);
}

Result<void> DispatchChanges::take_answer(const AccountScope& scope, const PlannedSend& send,
                                          const PlatformReply<AppliedOperation>& reply,
                                          bool first) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    for (std::size_t i = 0; i < send.changes.size(); ++i) {
      AdChange change = send.changes[i];
      AttemptFacts attempt{.found = send.found[i]};
      change.state = ChangeState::Verifying;
      change.not_before = *change.sent_at + kFirstReadBack;
      if (reply.result) {
        if (change.type == ChangeType::Create) change.entity.id = reply.result->id;
      } else {
        const auto& error = reply.result.error();
        const auto plan = execute::react(error, change.attempts, luck_of_change(change));
        attempt.started_at = change.sent_at;
        attempt.outage = first && i == 0 && execute::is_outage(error.error_class);
        change.trouble = trouble_of(error);
        if (plan.reaction != Reaction::Verify) {
          change.state = ChangeState::Pending;
          change.not_before = transaction.now() + plan.wait;
        }
        if (plan.reaction == Reaction::Wait || plan.reaction == Reaction::Park) --change.attempts;
        const bool spent =
            plan.reaction == Reaction::Retry && change.attempts >= change.attempts_max;
        if (plan.reaction == Reaction::GiveUp || spent) change.state = ChangeState::DeadLetter;
      }
      GV_TRY(leave_change(ports_, transaction, change, attempt));
    }
    return {};
  });
}

}  // namespace gv::app
