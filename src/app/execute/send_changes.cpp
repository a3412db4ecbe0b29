#include "app/execute/send_changes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/execute/close_change.h"
#include "app/execute/platform_trouble.h"
#include "app/execute/settle_change.h"

namespace gv::app {
namespace {

using execute::Priority;
using execute::Reaction;

constexpr int kEmergencyBatch = 50;
constexpr Millis kParked{900'000};

}  // namespace

Result<int> SendChanges::round(const AccountScope& scope) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  GV_TRY(auto due, claim(scope, settings->execution.batch_max));
  std::map<std::string, ClaimedChanges> by_platform;
  for (auto& change : due) by_platform[change.platform].push_back({std::move(change), {}});
  for (auto& [platform, claimed] : by_platform) {
    GV_TRY(send_group(scope, *settings, platform, std::move(claimed)));
  }
  return static_cast<int>(due.size());
}

Result<std::vector<AdChange>> SendChanges::claim(const AccountScope& scope, int batch) {
  const bool uploads = static_cast<bool>(upload_);
  auto claimed =
      ports_.store.write(scope, [&](Transaction& transaction) -> Result<std::vector<AdChange>> {
        GV_TRY(ports_.changes.reap(transaction));
        GV_TRY(auto urgent, ports_.changes.claim(transaction, {.worker = worker_,
                                                               .batch = kEmergencyBatch,
                                                               .priority_max = Priority::Emergency,
                                                               .uploads = uploads}));
        if (!urgent.empty()) return urgent;
        GV_TRY(const auto holds, ports_.holds.in_force(transaction));
        const bool halted = std::any_of(holds.begin(), holds.end(), [](const Hold& hold) {
          return hold.scope == HoldScope::Global || hold.scope == HoldScope::Account;
        });
        if (halted) return std::vector<AdChange>{};
        return ports_.changes.claim(
            transaction, {.worker = worker_, .batch = uploads ? 1 : batch, .uploads = uploads});
      });
  // Another worker was quicker: what is left is there at the next round.
  if (!claimed && claimed.error().code == ErrorCode::Conflict) return std::vector<AdChange>{};
  return claimed;
}

Result<void> SendChanges::send_group(const AccountScope& scope, const AccountSettings& settings,
                                     const std::string& platform, ClaimedChanges claimed) {
  HoldBackChanges hold_back(ports_, mood_, ChangeState::Pending);
  const auto client = platforms_.of(scope, platform);
  if (!client) {
    return hold_back.put_back(scope, claimed, kParked,
                              {.reason = "no_connection", .message = client.error().message},
                              false);
  }
  GV_TRY(claimed, hold_back.of_platform(scope, platform, std::move(claimed)));
  if (claimed.empty()) return {};
  GV_TRY(claimed, named(scope, std::move(claimed)));
  const auto read = read_entities(**client, claimed, mood_, scope.account(), ports_.clock.now());
  if (!read) {
    const auto& first = claimed.front().change;
    const auto wait = read_again_in(read.error(), first.attempts + 1, luck_of_change(first));
    return hold_back.put_back(scope, claimed, wait, trouble_of(read.error()),
                              execute::is_outage(read.error().error_class));
  }
  GV_TRY(claimed, hold_back.of_units(scope, std::move(claimed)));
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
  return DispatchChanges(ports_, mood_, upload_)
      .send(scope, settings.execution, **client, std::move(real));
}

Result<ClaimedChanges> SendChanges::named(const AccountScope& scope, ClaimedChanges claimed) {
  return ports_.store.read(scope, [&](Transaction& transaction) -> Result<ClaimedChanges> {
    GV_TRY(name_made(ports_.changes, transaction, claimed));
    return claimed;
  });
}

Result<std::vector<PlannedSend>> SendChanges::judge_all(const AccountScope& scope,
                                                        const AccountSettings& settings,
                                                        ClaimedChanges claimed) {
  std::vector<PlannedSend> sends;
  for (auto& one : claimed) {
    const auto judgement =
        judge(one.change, one.facts, settings.execution, settings.currency, ports_.clock.now());
    if (judgement.verdict != Verdict::Send) {
      GV_TRY(settle_change(ports_, scope, std::move(one), judgement));
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

}  // namespace gv::app
