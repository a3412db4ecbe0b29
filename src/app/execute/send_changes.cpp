#include "app/execute/send_changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/execute/close_change.h"
#include "base/hash.h"
#include "core/execute/batch_plan.h"
#include "core/execute/breaker.h"
#include "core/execute/reaction.h"

namespace gv::app {
namespace {

using execute::Priority;
using execute::Reaction;

constexpr int kEmergencyBatch = 50;
constexpr Millis kProbeApart{5'000};
constexpr Millis kSharedUnit{30'000};
constexpr Millis kParked{900'000};
constexpr Hours kHumanHold{24};
constexpr Millis kFirstReadBack{1'000};

/// Uniform in [0, 1) and the same for the same attempt: retries are spread by the changes
/// themselves.
double luck_of_change(const AdChange& change) {
  return static_cast<double>(xxh64(change.id + ":" + std::to_string(change.attempts)) >> 11U) *
         0x1.0p-53;
}

ChangeTrouble trouble_of(const execute::PlatformError& error) {
  return {.reason = std::string(execute::to_text(error.error_class)),
          .message = error.field.empty() ? error.message : error.field + ": " + error.message,
          .code = error.code,
          .subcode = error.subcode,
          .trace_id = error.trace_id};
}

execute::BatchItem item_of(const PlannedSend& send, std::size_t change) {
  const auto& one = send.changes[change];
  const auto* update = std::get_if<UpdateEntity>(&send.operation);
  if (update == nullptr) return {one.entity.level, "", one.campaign_id, one.field};
  return {update->entity.level, update->entity.id, one.campaign_id, one.field};
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

}  // namespace

Result<int> SendChanges::round(const AccountScope& scope) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  GV_TRY(auto due, claim(scope, settings->execution.batch_max));
  std::map<std::string, Claimed> by_platform;
  for (auto& change : due) by_platform[change.platform].push_back({std::move(change), {}});
  for (auto& [platform, claimed] : by_platform) {
    GV_TRY(send_group(scope, *settings, platform, std::move(claimed)));
  }
  return static_cast<int>(due.size());
}

Result<std::vector<AdChange>> SendChanges::claim(const AccountScope& scope, int batch) {
  auto claimed =
      ports_.store.write(scope, [&](Transaction& transaction) -> Result<std::vector<AdChange>> {
        GV_TRY(ports_.changes.reap(transaction));
        GV_TRY(auto urgent,
               ports_.changes.claim(transaction, {.worker = worker_,
                                                  .batch = kEmergencyBatch,
                                                  .priority_max = Priority::Emergency}));
        if (!urgent.empty()) return urgent;
        GV_TRY(const auto holds, ports_.holds.in_force(transaction));
        const bool halted = std::any_of(holds.begin(), holds.end(), [](const Hold& hold) {
          return hold.scope == HoldScope::Global || hold.scope == HoldScope::Account;
        });
        if (halted) return std::vector<AdChange>{};
        return ports_.changes.claim(transaction, {.worker = worker_, .batch = batch});
      });
  // Another worker was quicker: what is left is there at the next round.
  if (!claimed && claimed.error().code == ErrorCode::Conflict) return std::vector<AdChange>{};
  return claimed;
}

Result<void> SendChanges::send_group(const AccountScope& scope, const AccountSettings& settings,
                                     const std::string& platform, Claimed claimed) {
  const auto client = platforms_.of(scope, platform);
  if (!client) {
    return put_back(scope, claimed, kParked,
                    {.reason = "no_connection", .message = client.error().message}, false);
  }
  GV_TRY(claimed, hold_back(scope, platform, std::move(claimed)));
  if (claimed.empty()) return {};
  const auto read = read_entities(**client, claimed, mood_, scope.account(), ports_.clock.now());
  if (!read) {
    const auto& first = claimed.front().change;
    const auto plan = execute::react(read.error(), first.attempts + 1, luck_of_change(first));
    const auto wait = std::max(plan.wait, Millis{1'000});
    return put_back(scope, claimed, wait, trouble_of(read.error()),
                    execute::is_outage(read.error().error_class));
  }
  GV_TRY(claimed, one_of_each_unit(scope, std::move(claimed)));
  const auto known = ports_.store.read(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto holds, ports_.holds.in_force(transaction));
    return read_known(ports_, transaction, holds, claimed);
  });
  if (!known) return tl::unexpected<Error>(known.error());
  GV_TRY(auto sends, judge_all(scope, settings, std::move(claimed)));
  std::vector<PlannedSend> real;
  for (auto& send : sends) {
    if (send.changes.front().dry_run) {
      GV_TRY(rehearse(scope, **client, std::move(send)));
    } else {
      real.push_back(std::move(send));
    }
  }
  return send_all(scope, settings.execution, **client, std::move(real));
}

Result<SendChanges::Claimed> SendChanges::hold_back(const AccountScope& scope,
                                                    const std::string& platform, Claimed claimed) {
  GV_TRY(const auto ends, ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.history.ends(transaction, platform, execute::kBreakerWindow);
  }));
  const TimePoint now = ports_.clock.now();
  const auto open = execute::breaker_open_until(ends);
  Claimed free;
  for (auto& one : claimed) {
    const auto priority = one.change.priority;
    const bool probes = open && *open <= now && !free.empty();
    const auto quota = mood_.waits_until(scope.account(), platform, priority, now);
    if (open && *open > now && priority != Priority::Emergency) {
      GV_TRY(put_back(scope, {one}, *open - now,
                      {.reason = "breaker_open", .message = "The platform failed too often."},
                      false));
    } else if (probes && priority != Priority::Emergency) {
      GV_TRY(put_back(scope, {one}, kProbeApart,
                      {.reason = "breaker_open", .message = "One change tries the platform."},
                      false));
    } else if (quota) {
      GV_TRY(put_back(scope, {one}, *quota - now,
                      {.reason = "platform_quota", .message = "The platform's quota is used up."},
                      false));
    } else {
      free.push_back(std::move(one));
    }
  }
  return free;
}

Result<SendChanges::Claimed> SendChanges::one_of_each_unit(const AccountScope& scope,
                                                           Claimed claimed) {
  std::set<std::pair<EntityRef, std::string>> taken;
  Claimed kept;
  for (auto& one : claimed) {
    const bool create = one.change.type == ChangeType::Create;
    if (create || taken.insert({one.facts.unit, one.change.field}).second) {
      kept.push_back(std::move(one));
      continue;
    }
    GV_TRY(put_back(scope, {one}, kSharedUnit,
                    {.reason = "shared_unit", .message = "Its budget is another change's too."},
                    false));
  }
  return kept;
}

Result<void> SendChanges::put_back(const AccountScope& scope, const Claimed& claimed, Millis wait,
                                   const ChangeTrouble& trouble, bool outage) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    bool first = outage;  // one request failed, however many changes it was for
    for (const auto& one : claimed) {
      AdChange change = one.change;
      change.state = ChangeState::Pending;
      change.not_before = transaction.now() + wait;
      change.trouble = trouble;
      GV_TRY(leave_change(ports_, transaction, change, {.outage = first}));
      first = false;
    }
    return {};
  });
}

Result<std::vector<PlannedSend>> SendChanges::judge_all(const AccountScope& scope,
                                                        const AccountSettings& settings,
                                                        Claimed claimed) {
  std::vector<PlannedSend> sends;
  for (auto& one : claimed) {
    const auto judgement =
        judge(one.change, one.facts, settings.execution, settings.currency, ports_.clock.now());
    if (judgement.verdict != Verdict::Send) {
      GV_TRY(settle(scope, std::move(one), judgement));
      continue;
    }
    ChangeValue found;
    if (one.facts.entity) one.change.current = found = value_on(one.change, *one.facts.entity);
    sends.push_back({.changes = {std::move(one.change)},
                     .operation = *judgement.operation,
                     .found = {std::move(found)}});
  }
  return sends;
}

Result<void> SendChanges::settle(const AccountScope& scope, ClaimedChange claimed,
                                 const Judgement& judgement) {
  auto& [change, facts] = claimed;
  AttemptFacts attempt;
  if (facts.entity) attempt.found = value_on(change, *facts.entity);
  change.trouble = judgement.trouble;
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    AdChange left = change;
    switch (judgement.verdict) {
      case Verdict::Split:
        return split(transaction, left, facts, judgement.tranches);
      case Verdict::Done:
        left.state = ChangeState::Completed;
        left.outcome = left.attempts > 0 ? ChangeOutcome::Applied : ChangeOutcome::AlreadyApplied;
        left.read_back = attempt.found;
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
      case Verdict::Wait:
      case Verdict::Send:
        left.state = ChangeState::Pending;
        left.not_before = judgement.until;
        break;
    }
    GV_TRY(const bool mine, leave_change(ports_, transaction, left, attempt));
    if (!mine || judgement.verdict != Verdict::Conflict || left.dry_run) return {};
    const auto key = fmt::format("human-hold|{}|{}", transaction.account()->text(), change.id);
    return ports_.holds.engage(transaction, {.id = uuid_v5(key),
                                             .scope = HoldScope::Ad,
                                             .target = facts.unit.id,
                                             .reason = "Someone else edited it.",
                                             .engaged_by = "executor",
                                             .expires_at = transaction.now() + kHumanHold});
  });
}

Result<void> SendChanges::split(Transaction& transaction, AdChange change, const ChangeFacts& facts,
                                const execute::TranchePlan& plan) {
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
  GV_TRY(ports_.changes.add(transaction, tranches));
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
  GV_TRY(leave_change(ports_, transaction, change, {}));
  return {};
}

Result<void> SendChanges::rehearse(const AccountScope& scope, AdPlatform& platform,
                                   PlannedSend send) {
  const auto reply = platform.apply(send.operation, ApplyMode::ValidateOnly);
  mood_.told(scope.account(), std::string(platform.name()), reply.usage, ports_.clock.now());
  auto& change = send.changes.front();
  if (!reply.result) {
    const auto plan =
        execute::react(reply.result.error(), change.attempts + 1, luck_of_change(change));
    change.trouble = trouble_of(reply.result.error());
    change.state =
        plan.reaction == Reaction::GiveUp ? ChangeState::DeadLetter : ChangeState::Pending;
    change.not_before = ports_.clock.now() + std::max(plan.wait, Millis{1'000});
  } else {
    change.state = ChangeState::Completed;
    change.outcome = ChangeOutcome::DryRun;
  }
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(leave_change(ports_, transaction, change, {.found = send.found.front()}));
    return {};
  });
}

Result<void> SendChanges::send_all(const AccountScope& scope, const ExecutionSettings& settings,
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

Result<std::vector<PlannedSend>> SendChanges::still_allowed(const AccountScope& scope,
                                                            std::vector<PlannedSend> batch) {
  GV_TRY(const auto holds, ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.holds.in_force(transaction);
  }));
  std::vector<PlannedSend> allowed;
  for (auto& send : batch) {
    const auto& change = send.changes.front();
    const bool stopped = std::any_of(holds.begin(), holds.end(), [&](const Hold& hold) {
      return hold.stops(change.platform, change.campaign_id, change.entity.id);
    });
    if (!stopped || change.priority == Priority::Emergency) {
      allowed.push_back(std::move(send));
      continue;
    }
    const PlatformReply<AppliedOperation> refused{
        .result = tl::unexpected(execute::PlatformError{
            .error_class = execute::ErrorClass::Dependency, .message = "A hold stops it."})};
    GV_TRY(take_answer(scope, send, refused, false));
  }
  return allowed;
}

Result<void> SendChanges::send_batch(const AccountScope& scope, AdPlatform& platform,
                                     std::vector<PlannedSend> batch) {
  GV_TRY(const auto allowed, still_allowed(scope, std::move(batch)));
  if (allowed.empty()) return {};
  std::vector<Operation> operations;
  for (const auto& send : allowed) operations.push_back(send.operation);
  auto replies = operations.size() == 1
                     ? std::vector{platform.apply(operations.front(), ApplyMode::Apply)}
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

Result<void> SendChanges::take_answer(const AccountScope& scope, const PlannedSend& send,
                                      const PlatformReply<AppliedOperation>& reply, bool first) {
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
