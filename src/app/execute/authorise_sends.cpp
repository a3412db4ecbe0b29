#include "app/execute/authorise_sends.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "app/execute/account_growth.h"
#include "app/execute/ad_pins.h"
#include "app/execute/close_change.h"
#include "base/hash.h"
#include "base/rng.h"

namespace gv::app {
namespace {

using execute::Priority;
using execute::SendLedger;

constexpr Hours kLedgerWindow{24};
constexpr Millis kSendLease{120'000};
constexpr Millis kHoldLookAgain{300'000};
constexpr Hours kGrowthLookAgain{24};
/// What a platform takes of an account at once, whatever else is bypassed: Meta refuses more than
/// 100 writes a second for a minute. Half a second for those that are late on their way.
constexpr int kBurstMax = 100;
constexpr Millis kBurst{1'500};

/// Limits as they stand, and what this transaction adds to them.
struct Limits {
  SendLedger account;
  SendLedger everything;  ///< emergencies too
  std::map<EntityRef, SendLedger> budget_edits;
  std::optional<TimePoint> last_spaced;  ///< the newest send that others keep a distance from
};

Limits limits_of(const std::vector<SentMutation>& sent) {
  Limits limits;
  for (const auto& one : sent) {
    for (int i = 0; i < one.operations; ++i) limits.account.record(one.sent_at);
    limits.everything.record(one.sent_at);
    limits.budget_edits[one.entity].record(one.sent_at);
    limits.last_spaced = one.sent_at;
  }
  return limits;
}

/// Nothing: now. Else when, and why.
struct Delay {
  TimePoint until{};
  std::string reason;
  std::string message;
};

class Clerk {
 public:
  Clerk(const ExecutionPorts& ports, Transaction& transaction, const ExecutionSettings& settings,
        int spacing_factor)
      : ports_(ports),
        transaction_(transaction),
        settings_(settings),
        spacing_factor_(spacing_factor) {}

  Result<SendPermit> decide(std::vector<PlannedSend> batch) {
    if (batch.empty()) return SendPermit{};
    const auto& platform = batch.front().changes.front().platform;
    GV_TRY(ports_.ledger.lock(transaction_));
    GV_TRY(holds_, ports_.holds.in_force(transaction_));
    GV_TRY(const auto pins, AdPins::in_force(ports_, transaction_));
    GV_TRY(const auto sent,
           ports_.ledger.sent_since(transaction_, platform, transaction_.now() - kLedgerWindow));
    limits_ = limits_of(sent);
    if (std::any_of(batch.begin(), batch.end(), [](const auto& one) { return raise_of(one); })) {
      GV_TRY(growth_, AccountGrowth::read(ports_, transaction_));
    }
    SendPermit permit;
    for (auto& send : batch) {
      GV_TRY(auto delay, forbidden(send, pins));
      if (!delay) delay = delay_of(send);
      if (delay) {
        GV_TRY(put_back(send, *delay));
        permit.deferred += static_cast<int>(send.changes.size());
      } else {
        GV_TRY(const bool granted, grant(send));
        if (granted) permit.granted.push_back(std::move(send));
      }
    }
    return permit;
  }

 private:
  /// What a policy forbids since it was judged goes back, to be judged once more.
  Result<std::optional<Delay>> forbidden(const PlannedSend& send, const AdPins& pins) const {
    for (const auto& change : send.changes) {
      GV_TRY(const auto trouble, pins.against(transaction_, change));
      if (trouble) {
        return std::optional(Delay{transaction_.now(), trouble->reason, trouble->message});
      }
    }
    return std::optional<Delay>{};
  }

  [[nodiscard]] std::optional<Delay> delay_of(const PlannedSend& send) const {
    const auto& change = send.changes.front();
    const auto priority = most_urgent(send);
    const TimePoint now = transaction_.now();
    const TimePoint together = limits_.everything.earliest(now, kBurst, kBurstMax);
    if (together > now) return Delay{together, "burst", "The platform takes no more at once."};
    if (priority == Priority::Emergency) return std::nullopt;
    for (const auto& hold : holds_) {
      if (hold.stops(change.platform, change.campaign_id, change.entity.id)) {
        return Delay{hold.expires_at.value_or(now + kHoldLookAgain), "held", hold.reason};
      }
    }
    const TimePoint limited =
        execute::earliest_send(limits_.account, now, priority, settings_.rate);
    if (limited > now) return Delay{limited, "rate_limit", "The account's changes are used up."};
    const auto edits = limits_.budget_edits.find(unit_of(send));
    const bool budget = std::any_of(send.changes.begin(), send.changes.end(),
                                    [](const auto& one) { return one.type == ChangeType::Budget; });
    if (budget && edits != limits_.budget_edits.end()) {
      const TimePoint free = execute::earliest_edit(edits->second, now, settings_.rate);
      if (free > now) return Delay{free, "rate_limit", "This budget was edited too often."};
    }
    if (const auto grown = growth_of(send)) return grown;
    if (priority <= Priority::Kill || !limits_.last_spaced) return std::nullopt;
    const TimePoint next =
        spaced(*transaction_.account(), *limits_.last_spaced, settings_, spacing_factor_);
    if (next > now) return Delay{next, "spacing", "Changes of an account keep a distance."};
    return std::nullopt;
  }

  /// An increase that would let the account's total grow too far within a day.
  [[nodiscard]] std::optional<Delay> growth_of(const PlannedSend& send) const {
    const auto raised = raise_of(send);
    if (!raised || !growth_) return std::nullopt;
    const auto& platform = send.changes.front().platform;
    const auto at = growth_->earliest(platform, unit_of(send), *raised, settings_.caps);
    if (at && *at <= transaction_.now()) return std::nullopt;
    const auto percent = settings_.caps.account_increase_max_bp / 100;
    return Delay{
        at.value_or(transaction_.now() + kGrowthLookAgain), "account_growth",
        fmt::format("The account's budgets would grow by more than {} % within a day.", percent)};
  }

  /// The budget that an operation raises to; nothing where it raises none.
  static std::optional<std::int64_t> raise_of(const PlannedSend& send) {
    const auto* update = std::get_if<UpdateEntity>(&send.operation);
    if (update == nullptr || !update->daily_budget) return std::nullopt;
    for (std::size_t i = 0; i < send.changes.size(); ++i) {
      const auto* before = std::get_if<std::int64_t>(&send.found[i]);
      if (send.changes[i].type != ChangeType::Budget || before == nullptr) continue;
      if (update->daily_budget->minor() > *before) return update->daily_budget->minor();
    }
    return std::nullopt;
  }

  static EntityRef unit_of(const PlannedSend& send) {
    const auto* update = std::get_if<UpdateEntity>(&send.operation);
    return update != nullptr ? update->entity : send.changes.front().entity;
  }

  static Priority most_urgent(const PlannedSend& send) {
    Priority most = Priority::Create;
    for (const auto& change : send.changes) most = std::min(most, change.priority);
    return most;
  }

  Result<void> put_back(PlannedSend& send, const Delay& delay) {
    for (auto& change : send.changes) {
      change.state = ChangeState::Pending;
      change.not_before = delay.until;
      change.trouble = ChangeTrouble{.reason = delay.reason, .message = delay.message};
      GV_TRY(leave_change(ports_, transaction_, change, {}));
    }
    return {};
  }

  /// False when a lease is lost.
  Result<bool> grant(PlannedSend& send) {
    const TimePoint now = transaction_.now();
    for (auto& change : send.changes) {
      const ChangeLease mine = change.lease;
      change.state = ChangeState::Executing;
      change.attempts += 1;
      change.sent_at = now;
      change.trouble.reset();
      change.lease.until = now + kSendLease;
      const auto saved = ports_.changes.save(transaction_, mine, change);
      if (!saved && saved.error().code == ErrorCode::Conflict) return false;
      if (!saved) return tl::unexpected<Error>(saved.error());
    }
    const auto& first = send.changes.front();
    const SentMutation sent{
        .id = uuid_v5(fmt::format("sent|{}|{}|{}|{}", transaction_.account()->text(), first.id,
                                  first.attempts, first.lease.token)),
        .platform = first.platform,
        .entity = unit_of(send),
        .change_id = first.id,
        // Emergencies are in the ledger, but use up nobody's room.
        .operations = most_urgent(send) == Priority::Emergency ? 0 : 1,
        .sent_at = now};
    GV_TRY(ports_.ledger.add(transaction_, {&sent, 1}));
    if (sent.operations > 0) limits_.account.record(now);
    limits_.everything.record(now);
    limits_.budget_edits[sent.entity].record(now);
    if (const auto raised = raise_of(send); raised && growth_) {
      growth_->take(first.platform, sent.entity, *raised);
    }
    return true;
  }

  const ExecutionPorts& ports_;
  Transaction& transaction_;
  const ExecutionSettings& settings_;
  const int spacing_factor_;
  std::vector<Hold> holds_;
  Limits limits_;
  std::optional<AccountGrowth> growth_{};  ///< where something is raised
};

}  // namespace

TimePoint spaced(const AccountId& account, TimePoint last, const ExecutionSettings& settings,
                 int factor) {
  Rng rng(key_of({"spacing", account.text()}),
          static_cast<std::uint64_t>(last.time_since_epoch().count()));
  const auto span = (settings.spacing_max - settings.spacing_min).count() + 1;
  const Millis spacing{settings.spacing_min.count() +
                       static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(span)))};
  return last + factor * spacing;
}

Result<SendPermit> authorise(const ExecutionPorts& ports, const AccountScope& scope,
                             const ExecutionSettings& settings, std::vector<PlannedSend> batch,
                             int spacing_factor) {
  return ports.store.write(scope, [&](Transaction& transaction) {
    // Work may run again after a deadlock: it starts from what it was given.
    return Clerk(ports, transaction, settings, spacing_factor).decide(batch);
  });
}

}  // namespace gv::app
