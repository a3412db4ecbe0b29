#include "app/execute/emergency_stop.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "app/execute/change_schedule.h"
#include "base/hash.h"

namespace gv::app {
namespace {

using execute::Priority;

constexpr std::array<std::string_view, 3> kPlatforms{"meta", "google", "tiktok"};
constexpr int kStopPriority = 1'000;
constexpr int kStopTries = 1'000;
constexpr int kPageOfStop = 500;

Result<void> check(const StopRequest& request) {
  if (request.reason.empty()) {
    return fail(ErrorCode::InvalidInput, "reason", "must say why, for whoever finds it stopped");
  }
  const bool aimed = request.scope != HoldScope::Account && request.scope != HoldScope::Global;
  if (aimed && !request.target) {
    return fail(ErrorCode::InvalidInput, "target",
                fmt::format("must name what the {} is", to_text(request.scope)));
  }
  constexpr std::array<std::string_view, 3> kKnown{"meta", "google", "tiktok"};
  if (request.scope == HoldScope::Platform &&
      std::find(kKnown.begin(), kKnown.end(), *request.target) == kKnown.end()) {
    return fail(ErrorCode::InvalidInput, "target",
                "must be meta, google or tiktok, got \"" + *request.target + "\"");
  }
  const bool wide = request.scope == HoldScope::Account || request.scope == HoldScope::Platform;
  if (request.pause_ads && !wide) {
    return fail(ErrorCode::InvalidInput, "scope",
                "must be account or platform to pause ads; pause one thing by a change of it");
  }
  return {};
}

NewJob stop_job(const AccountId& account, const Hold& hold) {
  return {.id = uuid_v5("stop-job|" + account.text() + "|" + hold.id),
          .name = std::string(kStopQueue),
          .priority = kStopPriority,
          .retry_limit = kStopTries,
          .backoff = Millis{1'000},
          .singleton_key = hold.id,
          .ordering_key = hold.id};
}

AdChange pause_of(const PlatformEntity& campaign, const Hold& hold, std::string_view platform,
                  const AccountId& account, TimePoint now) {
  const auto key = fmt::format("stop|{}|{}|{}", hold.id, platform, campaign.ref.id);
  return {.id = uuid_v5("change|" + account.text() + "|" + key),
          .platform = std::string(platform),
          .entity = campaign.ref,
          .campaign_id = campaign.ref.id,
          .type = ChangeType::Status,
          .field = "status",
          .current = EntityStatus::Active,
          .requested = EntityStatus::Paused,
          .priority = Priority::Emergency,
          .plan_id = hold.id,
          .not_before = now,
          .source = "emergency_stop",
          .triggered_by = hold.engaged_by,
          .reason = hold.reason,
          .key = key};
}

AdChange activation_of(const AdChange& pause, const std::string& reason, const std::string& by,
                       const AccountId& account, TimePoint now) {
  AdChange back = pause;
  back.key = "resume|" + pause.key;
  back.id = uuid_v5("change|" + account.text() + "|" + back.key);
  back.current = back.expected_old = EntityStatus::Paused;
  back.requested = EntityStatus::Active;
  back.plan_id.reset();
  back.state = ChangeState::Pending;
  back.outcome.reset();
  back.read_back = {};
  back.trouble.reset();
  back.not_before = now;
  back.source = "resume";
  back.priority = Priority::Maintain;  // another stop that is in force holds it
  back.attempts = 0;
  back.sent_at.reset();
  back.triggered_by = by;
  back.reason = reason;
  return back;
}

tl::unexpected<Error> no_hold(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "No hold \"" + id + "\" of this account is in force.");
}

}  // namespace

Result<std::string> EmergencyStop::free_id(Transaction& transaction, const std::string& name) {
  for (int again = 0;; ++again) {  // one that was cleared does not come back into force
    const auto id = uuid_v5(again == 0 ? name : fmt::format("{}|{}", name, again));
    GV_TRY(const auto known, ports_.holds.find(transaction, id));
    if (!known || !known->cleared_at) return id;
  }
}

Result<StopReport> EmergencyStop::engage(const AccountScope& scope, const StopRequest& request,
                                         const Actor& actor) {
  GV_TRY(check(request));
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<StopReport> {
    const auto second = std::chrono::floor<std::chrono::seconds>(transaction.now());
    const auto name = fmt::format("hold|{}|{}|{}|{}", scope.account().text(),
                                  to_text(request.scope), request.target.value_or(""),
                                  request.key.empty() ? format_time(second) : request.key);
    GV_TRY(const auto id, free_id(transaction, name));
    StopReport report{.hold = {.id = id,
                               .scope = request.scope,
                               .target = request.target,
                               .reason = request.reason,
                               .engaged_by = actor.type + ":" + actor.id,
                               .engaged_at = transaction.now()},
                      .in_flight = {}};
    GV_TRY(ports_.ledger.lock(transaction));  // what is authorised now is listed below
    GV_TRY(ports_.holds.engage(transaction, report.hold));
    GV_TRY(report.in_flight, ports_.changes.in_flight(transaction));
    if (request.pause_ads) {
      GV_TRY(report.cancelled, ports_.changes.cancel_waiting(transaction, Priority::Increase,
                                                             request.scope == HoldScope::Platform
                                                                 ? std::string_view(*request.target)
                                                                 : std::string_view()));
      const auto job = stop_job(scope.account(), report.hold);
      GV_TRY(ports_.jobs.enqueue(transaction, {&job, 1}));
    }
    auto entry = entry_by(actor, "hold.engaged", "hold", report.hold.id);
    entry.after =
        fmt::format(R"({{"scope":{},"reason":{},"pause_ads":{}}})", quoted(to_text(request.scope)),
                    quoted(request.reason), request.pause_ads);
    const NewEvent fact{.type = "executor.stopped",
                        .occurred_at = transaction.now(),
                        .subject_type = "hold",
                        .subject_id = report.hold.id,
                        .source = "executor",
                        .payload = *entry.after};
    GV_TRY(ports_.events.append(transaction, {&fact, 1}));
    GV_TRY(ports_.audit.append(transaction, entry));
    return report;
  });
}

Result<Hold> EmergencyStop::clear(const AccountScope& scope, const std::string& id,
                                  const Actor& actor) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<Hold> {
    GV_TRY(const bool cleared, ports_.holds.clear(transaction, id, actor.type + ":" + actor.id));
    if (!cleared) return no_hold(id);
    GV_TRY(const auto hold, ports_.holds.find(transaction, id));
    GV_TRY(plan_changes(ports_.jobs, transaction, transaction.now()));
    GV_TRY(ports_.audit.append(transaction, entry_by(actor, "hold.cleared", "hold", id)));
    return hold.value_or(Hold{.id = id});
  });
}

Result<std::vector<AdChange>> EmergencyStop::resume(const AccountScope& scope,
                                                    const std::string& id,
                                                    const std::string& reason, const Actor& actor) {
  if (reason.empty()) return fail(ErrorCode::InvalidInput, "reason", "must say why it may go on");
  const auto by = actor.type + ":" + actor.id;
  const auto work = [&](Transaction& transaction) -> Result<std::vector<AdChange>> {
    GV_TRY(const bool cleared, ports_.holds.clear(transaction, id, by));
    if (!cleared) return no_hold(id);
    std::vector<AdChange> back;
    ChangeFilter filter{.plan_id = id, .limit = kPageOfStop};
    for (;;) {
      GV_TRY(const auto page, ports_.changes.list(transaction, filter));
      for (const auto& pause : page) {
        // What was paused already is not ours to start, and what still waits is not to be paused.
        const bool ours =
            pause.state == ChangeState::Completed && pause.outcome == ChangeOutcome::Applied;
        if (ours || execute::is_in_flight(pause.state)) {
          back.push_back(activation_of(pause, reason, by, scope.account(), transaction.now()));
          if (!ours) back.back().depends_on = {pause.id};  // what is being paused comes back after
        } else if (!execute::is_end(pause.state)) {
          GV_TRY(ports_.changes.move(transaction, pause.id, ChangeMove::Cancel, by));
        }
      }
      if (page.size() < kPageOfStop) break;
      filter.before = ChangeCursor{page.back().created_at, page.back().id};
    }
    GV_TRY(ports_.changes.add(transaction, back));
    GV_TRY(plan_changes(ports_.jobs, transaction, transaction.now()));
    auto entry = entry_by(actor, "hold.resumed", "hold", id);
    entry.after = fmt::format(R"({{"reason":{},"activated":{}}})", quoted(reason), back.size());
    GV_TRY(ports_.audit.append(transaction, entry));
    return back;
  };
  return ports_.store.write(scope, work);
}

Result<std::vector<Hold>> EmergencyStop::holds(const AccountScope& scope, int limit) {
  return ports_.store.read(
      scope, [&](Transaction& transaction) { return ports_.holds.list(transaction, limit); });
}

Result<std::vector<AdChange>> EmergencyStop::pauses_on(const AccountScope& scope, const Hold& hold,
                                                       std::string_view platform) {
  std::vector<AdChange> pauses;
  const auto client = platforms_.of(scope, platform);
  if (!client) {  // nothing of ours spends where there is no connection
    if (client.error().code == ErrorCode::NotAvailable) return pauses;
    return tl::unexpected<Error>(client.error());
  }
  const auto reply = (*client)->list_active(EntityLevel::Campaign);
  if (!reply.result) {
    return fail(ErrorCode::ProviderFailed, std::string(platform), reply.result.error().message);
  }
  for (const auto& campaign : *reply.result) {
    pauses.push_back(pause_of(campaign, hold, platform, scope.account(), ports_.clock.now()));
  }
  return pauses;
}

/// Once for each stop and platform.
Result<void> EmergencyStop::tell_unpaused(Transaction& transaction, const Hold& hold,
                                          std::string_view platform, const Error& error) {
  const NewEvent fact{
      .type = "alert.not_paused",
      .occurred_at = transaction.now(),
      .subject_type = "platform",
      .subject_id = std::string(platform),
      .source = "executor",
      .source_key = fmt::format("not-paused|{}|{}", hold.id, platform),
      .payload = fmt::format(R"({{"hold_id":{},"platform":{},"message":{}}})", quoted(hold.id),
                             quoted(platform), quoted(to_string(error)))};
  GV_TRY(ports_.events.append(transaction, {&fact, 1}));
  return {};
}

Result<JobEffects> EmergencyStop::work(const AccountScope& scope, const Job& job,
                                       const JobPulse& pulse) {
  const auto id = job.ordering_key.value_or("");
  GV_TRY(const auto hold, ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.holds.find(transaction, id);
  }));
  const JobEffects nothing = [](Transaction&) -> Result<std::optional<std::string>> {
    return std::optional<std::string>{};
  };
  if (!hold || !hold->in_force(ports_.clock.now())) return nothing;
  std::optional<Error> trouble;  // of one platform: the others are paused all the same
  for (const auto platform : kPlatforms) {
    if (hold->scope == HoldScope::Platform && hold->target != platform) continue;
    const auto pauses = pauses_on(scope, *hold, platform);
    const auto kept = ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
      if (!pauses) return tell_unpaused(transaction, *hold, platform, pauses.error());
      GV_TRY(ports_.changes.add(transaction, *pauses));
      return plan_changes(ports_.jobs, transaction, transaction.now());
    });
    if (!kept) return tl::unexpected<Error>(kept.error());
    if (!pauses && !trouble) trouble = pauses.error();
    GV_TRY(pulse());
  }
  GV_TRY(jobs_.run(scope, pulse));
  if (trouble) return tl::unexpected<Error>(*trouble);  // and comes again
  return nothing;
}

}  // namespace gv::app
