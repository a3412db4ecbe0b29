#include "app/execute/verify_changes.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "app/execute/catalog_made.h"
#include "app/execute/change_facts.h"
#include "app/execute/close_change.h"
#include "app/execute/hold_back_changes.h"
#include "app/execute/judge_change.h"
#include "app/execute/platform_trouble.h"
#include "base/hash.h"
#include "core/execute/reaction.h"

namespace gv::app {
namespace {

using execute::Priority;

constexpr int kVerifiedAtOnce = 50;
constexpr Millis kUnreachable{60'000};
/// Between two looks for a thing that may have been made: the platform's index may lag.
constexpr Millis kSecondLook{60'000};
/// Between two looks at a video that the platform is working on, which come the more rarely the
/// longer it takes, and for how long.
constexpr Millis kProcessing{3'000};
constexpr Millis kProcessingRarest{600'000};
constexpr int kLooksAtProcessing = 20;
constexpr Hours kProcessingMax{6};

double luck_of_read(const AdChange& change) {
  return static_cast<double>(xxh64(change.id + "?" + std::to_string(change.attempts)) >> 11U) *
         0x1.0p-53;
}

/// The platform answered with an id.
bool is_named(const AdChange& change) { return change_that_makes(change.entity.id).empty(); }

ChangeTrouble unread(const execute::PlatformError& error) {
  return {.reason = std::string(execute::to_text(error.error_class)),
          .message = error.message,
          .code = error.code,
          .subcode = error.subcode,
          .trace_id = error.trace_id};
}

bool can_be_paused(EntityLevel level) {
  return level != EntityLevel::Creative && level != EntityLevel::Video;
}

}  // namespace

Result<int> VerifyChanges::round(const AccountScope& scope) {
  auto claimed =
      ports_.store.write(scope, [&](Transaction& transaction) -> Result<std::vector<AdChange>> {
        GV_TRY(ports_.changes.reap(transaction));
        return ports_.changes.claim_to_verify(transaction,
                                              {.worker = worker_, .batch = kVerifiedAtOnce});
      });
  GV_TRY(const auto due, std::move(claimed));
  std::map<std::string, std::vector<AdChange>> by_platform;
  for (const auto& change : due) by_platform[change.platform].push_back(change);
  for (auto& [platform, changes] : by_platform) {
    GV_TRY(verify_group(scope, platform, std::move(changes)));
  }
  return static_cast<int>(due.size());
}

Result<void> VerifyChanges::verify_group(const AccountScope& scope, const std::string& platform,
                                         std::vector<AdChange> changes) {
  const auto client = platforms_.of(scope, platform);
  if (!client) {
    return look_again(scope, changes, kUnreachable,
                      {.reason = "no_connection", .message = client.error().message}, false);
  }
  GV_TRY(changes, hold_back(scope, platform, std::move(changes)));
  const auto creates = std::stable_partition(
      changes.begin(), changes.end(),
      [](const AdChange& change) { return change.type != ChangeType::Create; });
  for (auto at = creates; at != changes.end(); ++at) {
    GV_TRY(verify_create(scope, **client, std::move(*at)));
  }
  changes.erase(creates, changes.end());
  if (changes.empty()) return {};
  return verify_updates(scope, **client, std::move(changes));
}

Result<std::vector<AdChange>> VerifyChanges::hold_back(const AccountScope& scope,
                                                       const std::string& platform,
                                                       std::vector<AdChange> changes) {
  ClaimedChanges claimed;
  for (auto& change : changes) claimed.push_back({std::move(change), {}});
  GV_TRY(const auto free, HoldBackChanges(ports_, mood_, ChangeState::Verifying)
                              .of_platform(scope, platform, std::move(claimed)));
  std::vector<AdChange> kept;
  for (const auto& one : free) kept.push_back(one.change);
  return kept;
}

Result<void> VerifyChanges::verify_updates(const AccountScope& scope, AdPlatform& platform,
                                           std::vector<AdChange> changes) {
  std::vector<ClaimedChange> claimed;
  for (auto& change : changes) claimed.push_back({std::move(change), {}});
  const auto read = read_entities(platform, claimed, mood_, scope.account(), ports_.clock.now());
  if (!read) {
    std::vector<AdChange> left;
    for (auto& one : claimed) left.push_back(std::move(one.change));
    const auto wait = read_again_in(read.error(), 1, luck_of_read(left.front()));
    return look_again(scope, left, wait, unread(read.error()),
                      execute::is_outage(read.error().error_class));
  }
  for (auto& [change, facts] : claimed) {
    ChangeValue seen;
    if (facts.entity) seen = value_on(change, *facts.entity);
    if (facts.entity && seen == change.requested) {
      GV_TRY(confirm(scope, std::move(change), facts.unit, std::move(seen)));
    } else {
      GV_TRY(not_yet(scope, std::move(change), std::move(seen)));
    }
  }
  return {};
}

Result<void> VerifyChanges::verify_create(const AccountScope& scope, AdPlatform& platform,
                                          AdChange change) {
  PlatformReply<std::vector<PlatformEntity>> reply =
      is_named(change) ? platform.read_many({&change.entity, 1})
                       : platform.find_by_name(change.entity.level, name_token(change));
  mood_.told(scope.account(), std::string(platform.name()), reply.usage, ports_.clock.now());
  if (!reply.result) {
    const auto wait = read_again_in(reply.result.error(), 1, luck_of_read(change));
    return look_again(scope, {change}, wait, unread(reply.result.error()),
                      execute::is_outage(reply.result.error().error_class));
  }
  return take_found(scope, std::move(change), *reply.result);
}

Result<void> VerifyChanges::take_found(const AccountScope& scope, AdChange change,
                                       const std::vector<PlatformEntity>& found) {
  if (found.empty()) {
    const bool looked = change.trouble && change.trouble->reason == "not_found_once";
    if (!looked) {
      return look_again(scope, {change}, kSecondLook,
                        {.reason = "not_found_once",
                         .message = "Nothing of its name was found; it is looked for again."},
                        false);
    }
    // Two looks a minute apart found none: it was not made. What the platform itself named was.
    if (is_named(change)) change.attempts = change.attempts_max;
    return not_yet(scope, std::move(change), {});
  }
  // Creatives and videos do nothing by themselves: there is nothing to pause.
  if (found.size() > 1 && can_be_paused(change.entity.level)) {
    GV_TRY(ports_.store.write(scope, [&](Transaction& transaction) {
      return pause_surplus(transaction, change, {found.begin() + 1, found.end()});
    }));
  }
  const auto& made = found.front();
  change.entity = made.ref;
  const TimePoint now = ports_.clock.now();
  const Millis since = now - change.sent_at.value_or(now);
  switch (made.readiness) {
    case Readiness::Processing:
      // Seen so before: the first look may come late, and what it finds may be half a second old.
      if (change.trouble && change.trouble->reason == "processing" && since > kProcessingMax) {
        return give_up(scope, std::move(change),
                       {.reason = "unusable", .message = "The platform does not finish it."});
      }
      return look_again(
          scope, {change}, std::clamp(since / kLooksAtProcessing, kProcessing, kProcessingRarest),
          {.reason = "processing", .message = "The platform is working on it."}, false);
    case Readiness::Failed:
      return give_up(scope, std::move(change),
                     {.reason = "unusable", .message = "The platform cannot process it."});
    case Readiness::Ready:
      break;
  }
  return confirm_made(scope, std::move(change), made);
}

Result<void> VerifyChanges::pause_surplus(Transaction& transaction, const AdChange& change,
                                          const std::vector<PlatformEntity>& surplus) {
  std::vector<AdChange> pauses;
  for (const auto& entity : surplus) {
    const auto key = fmt::format("surplus|{}|{}", change.id, entity.ref.id);
    pauses.push_back({.id = uuid_v5(transaction.account()->text() + "|" + key),
                      .platform = change.platform,
                      .entity = entity.ref,
                      .type = ChangeType::Status,
                      .field = "status",
                      .current = entity.status,
                      .requested = EntityStatus::Paused,
                      .priority = Priority::Kill,
                      .not_before = transaction.now(),
                      .source = "executor",
                      .triggered_by = "system",
                      .reason = "It was made twice; the oldest is kept.",
                      .key = key});
  }
  GV_TRY(ports_.changes.add(transaction, pauses));
  return {};
}

Result<void> VerifyChanges::look_again(const AccountScope& scope,
                                       const std::vector<AdChange>& changes, Millis wait,
                                       const ChangeTrouble& trouble, bool outage) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    bool first = outage;
    for (AdChange change : changes) {
      change.state = ChangeState::Verifying;
      change.not_before = transaction.now() + wait;
      change.trouble = trouble;
      GV_TRY(leave_change(ports_, transaction, change, {.outage = first}));
      first = false;
    }
    return {};
  });
}

Result<void> VerifyChanges::confirm(const AccountScope& scope, AdChange change,
                                    const EntityRef& unit, ChangeValue seen) {
  const AttemptFacts attempt{.found = change.current, .started_at = change.sent_at};
  change.state = ChangeState::Completed;
  change.outcome = ChangeOutcome::Applied;
  change.read_back = std::move(seen);
  change.trouble.reset();
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    const auto* budget = std::get_if<std::int64_t>(&change.read_back);
    const auto* before = std::get_if<std::int64_t>(&change.current);
    if (budget != nullptr && change.sent_at) {
      KnownBudget known{.platform = change.platform, .unit = unit};
      if (before != nullptr) {
        // Windows of velocity look back over this edit, and to what was there before it.
        known.from = *change.sent_at - Millis{1};
        known.daily_minor = *before;
        GV_TRY(ports_.ledger.add_budget(transaction, known));
      }
      known.from = *change.sent_at;
      known.daily_minor = *budget;
      known.change_id = change.id;
      GV_TRY(ports_.ledger.add_budget(transaction, known));
    }
    GV_TRY(leave_change(ports_, transaction, change, attempt));
    return {};
  });
}

Result<void> VerifyChanges::confirm_made(const AccountScope& scope, AdChange change,
                                         const PlatformEntity& made) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const AttemptFacts attempt{.found = change.current, .started_at = change.sent_at};
  change.state = ChangeState::Completed;
  change.outcome = ChangeOutcome::Applied;
  change.read_back = change.requested;
  change.trouble.reset();
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    // Both follow from what is there: whoever confirms it, they are the same.
    GV_TRY(catalog_made(ports_.catalog, transaction, change, made, settings->currency));
    if (made.daily_budget && change.sent_at) {
      GV_TRY(ports_.ledger.add_budget(transaction, {.platform = change.platform,
                                                    .unit = made.ref,
                                                    .from = *change.sent_at,
                                                    .daily_minor = made.daily_budget->minor(),
                                                    .change_id = change.id}));
    }
    GV_TRY(leave_change(ports_, transaction, change, attempt));
    return {};
  });
}

Result<void> VerifyChanges::give_up(const AccountScope& scope, AdChange change,
                                    const ChangeTrouble& trouble) {
  const AttemptFacts attempt{.started_at = change.sent_at};
  change.state = ChangeState::DeadLetter;
  change.trouble = trouble;
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(leave_change(ports_, transaction, change, attempt));
    return {};
  });
}

Result<void> VerifyChanges::not_yet(const AccountScope& scope, AdChange change, ChangeValue seen) {
  const TimePoint now = ports_.clock.now();
  const TimePoint sent = change.sent_at.value_or(now);
  AttemptFacts attempt{.found = std::move(seen)};
  const auto next =
      change.type == ChangeType::Create ? std::nullopt : execute::next_read_back(sent, now);
  if (next) {
    change.not_before = *next;
  } else {
    attempt.started_at = sent;
    const bool spent = change.attempts >= change.attempts_max;
    change.state = spent ? ChangeState::DeadLetter : ChangeState::Pending;
    change.not_before = now + execute::full_jitter(change.attempts, luck_of_read(change));
    change.trouble =
        ChangeTrouble{.reason = "verification_failed", .message = "The platform does not show it."};
  }
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(leave_change(ports_, transaction, change, attempt));
    return {};
  });
}

}  // namespace gv::app
