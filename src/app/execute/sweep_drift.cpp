#include "app/execute/sweep_drift.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "app/execute/close_change.h"
#include "app/execute/judge_change.h"

namespace gv::app {
namespace {

constexpr Days kSettledBack{90};
constexpr int kSettledMax = 1'000;  ///< fields of an account, the newest ones
constexpr int kDriftsRead = 100;    ///< of one thing

using Field = std::tuple<std::string, EntityRef, std::string>;

Field field_of(const AdChange& change) { return {change.platform, change.entity, change.field}; }

/// Of a budget that changes of an ad and of its ad set were about, the newest says what it is to
/// be.
std::vector<ClaimedChange> newest_of_units(std::vector<ClaimedChange> looked) {
  std::stable_sort(looked.begin(), looked.end(), [](const auto& a, const auto& b) {
    return a.change.sent_at.value_or(a.change.created_at) >
           b.change.sent_at.value_or(b.change.created_at);
  });
  std::set<Field> seen;
  std::erase_if(looked, [&](const ClaimedChange& one) {
    return !seen.insert({one.change.platform, one.facts.unit, one.change.field}).second;
  });
  return looked;
}

bool has_drifted(const ClaimedChange& one) {
  return !one.facts.entity || value_on(one.change, *one.facts.entity) != one.change.requested;
}

}  // namespace

Result<std::vector<AdChange>> SweepDrift::settled(Transaction& transaction) {
  GV_TRY(auto last,
         ports_.changes.last_set(transaction, transaction.now() - kSettledBack, kSettledMax));
  GV_TRY(const auto moving, ports_.changes.in_flight(transaction));
  std::set<Field> busy;
  for (const auto& change : moving) busy.insert(field_of(change));
  std::erase_if(last, [&](const AdChange& change) { return busy.contains(field_of(change)); });
  return last;
}

Result<void> SweepDrift::look(const AccountScope& scope, const std::string& platform,
                              std::vector<ClaimedChange>& changes) {
  const auto client = platforms_.of(scope, platform);
  if (!client && client.error().code == ErrorCode::NotAvailable) {
    changes.clear();
    return {};
  }
  if (!client) return tl::unexpected<Error>(client.error());
  const auto read = read_entities(**client, changes, mood_, scope.account(), ports_.clock.now());
  if (read) return {};
  return fail(ErrorCode::ProviderFailed, platform, read.error().message);
}

Result<JobEffects> SweepDrift::work(const AccountScope& scope, const Job& /*job*/,
                                    const JobPulse& pulse) {
  GV_TRY(const auto last,
         ports_.store.read(scope, [&](Transaction& transaction) { return settled(transaction); }));
  std::map<std::string, std::vector<ClaimedChange>> by_platform;
  for (const auto& change : last) by_platform[change.platform].push_back({change, {}});
  std::vector<ClaimedChange> looked;
  std::optional<Error> trouble;  // of one platform: what the others show is told all the same
  for (auto& [platform, changes] : by_platform) {
    const auto answered = look(scope, platform, changes);
    if (answered) {
      std::move(changes.begin(), changes.end(), std::back_inserter(looked));
    } else if (!trouble) {
      trouble = answered.error();
    }
    GV_TRY(pulse());
  }
  JobEffects effects = [this, looked = newest_of_units(std::move(looked))](
                           Transaction& transaction) { return tell(transaction, looked); };
  if (!trouble) return effects;
  GV_TRY(ports_.store.write(scope, effects));
  return tl::unexpected<Error>(*trouble);
}

Result<std::optional<std::string>> SweepDrift::tell(Transaction& transaction,
                                                    const std::vector<ClaimedChange>& looked) {
  // What was changed since the look is no drift.
  GV_TRY(const auto still, settled(transaction));
  std::set<std::string> ids;
  for (const auto& change : still) ids.insert(change.id);
  int told = 0;
  for (const auto& one : looked) {
    if (!ids.contains(one.change.id) || !has_drifted(one)) continue;
    GV_TRY(const bool is_new, tell(transaction, one));
    told += is_new ? 1 : 0;
  }
  return std::optional(fmt::format(R"({{"fields":{},"drifts":{}}})", looked.size(), told));
}

Result<bool> SweepDrift::tell(Transaction& transaction, const ClaimedChange& drifted) {
  AdChange change = drifted.change;
  ChangeValue found;
  if (drifted.facts.entity) found = value_on(change, *drifted.facts.entity);
  GV_TRY(const auto before, ports_.history.list(transaction, {.state = ChangeState::Conflict,
                                                              .entity_id = change.entity.id,
                                                              .limit = kDriftsRead}));
  const bool known = std::any_of(before.begin(), before.end(), [&](const ChangeRecord& record) {
    return record.change_id == change.id && record.old_value == found;
  });
  if (known) return false;
  change.state = ChangeState::Conflict;
  change.trouble = ChangeTrouble{
      .reason = "drift",
      .message = drifted.facts.entity ? "Somebody else changed it since." : "It is gone."};
  GV_TRY(tell_drift(ports_, transaction, change, found));
  return true;
}

}  // namespace gv::app
