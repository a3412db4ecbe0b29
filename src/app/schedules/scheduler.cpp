#include "app/schedules/scheduler.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/schedules/fire_times.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::string_view kLease = "scheduler";
constexpr Millis kLeaseTtl{30'000};
constexpr Millis kRenewEvery{10'000};
constexpr Millis kLookEvery{30'000};
constexpr int kDueAtOnce = 100;
constexpr int kAccountsRead = 500;
constexpr std::string_view kUtc = "UTC";

AccountScope scope_of(const AccountId& account) {
  return AccountScope::of_system(account, SystemTask::Schedule);
}

/// Keeps the first thing that went wrong.
void keep(Result<void> done, Result<void>& first) {
  if (!done && first) first = std::move(done);
}

}  // namespace

const ScheduleRule* find_rule(const std::vector<ScheduleRule>& rules, const std::string& name) {
  const auto is_it = [&](const ScheduleRule& rule) { return rule.name == name; };
  const auto found = std::find_if(rules.begin(), rules.end(), is_it);
  return found != rules.end() ? &*found : nullptr;
}

NewJob job_of_fire(const ScheduleRule& rule, const Schedule& schedule, TimePoint fired) {
  NewJob job = rule.job;
  const auto key = fmt::format("{}@{}", schedule.name, format_time(fired));
  const auto of = schedule.account ? schedule.account->text() : std::string();
  job.id = uuid_v5(fmt::format("schedule|{}|{}", of, key));
  job.data = schedule.data;
  job.singleton_key = key;
  return job;
}

Result<bool> Scheduler::step() {
  GV_TRY(const auto now, ports_.store.read_shared([](SharedTransaction& transaction) {
    return Result<TimePoint>(transaction.now());
  }));
  GV_TRY(const bool leads, lead(now));
  if (!leads) return false;
  Result<void> first;
  GV_TRY(const auto revision, ports_.store.read_shared([&](SharedTransaction& transaction) {
    return ports_.accounts.revision(transaction);
  }));
  if (now >= look_at_ || revision != seen_) {
    auto done = see_to_accounts();
    if (done) look_at_ = now + kLookEvery;
    if (done) seen_ = revision;
    keep(std::move(done), first);
  }
  GV_TRY(const auto due, ports_.store.read_shared([&](SharedTransaction& transaction) {
    return ports_.schedules.due(transaction, kDueAtOnce);
  }));
  for (const auto& schedule : due) keep(fire(schedule), first);
  GV_TRY(first);
  return due.size() == kDueAtOnce;
}

Result<void> Scheduler::resign() {
  renew_at_ = {};
  GV_TRY(ports_.store.write_shared([&](SharedTransaction& transaction) {
    return ports_.leases.release(transaction, kLease, holder_);
  }));
  return {};
}

/// Whoever lost the lead looks for it again each time, and begins anew with the accounts.
Result<bool> Scheduler::lead(TimePoint now) {
  if (now < renew_at_) return true;
  GV_TRY(const auto token, ports_.store.write_shared([&](SharedTransaction& transaction) {
    return ports_.leases.acquire(transaction, kLease, holder_, kLeaseTtl);
  }));
  renew_at_ = token ? now + kRenewEvery : TimePoint{};
  if (!token) {
    equipped_.clear();
    look_at_ = {};
  }
  return token.has_value();
}

Result<void> Scheduler::see_to_accounts() {
  GV_TRY(see_to_installation());
  Result<void> first;
  std::string after;
  for (;;) {
    GV_TRY(const auto accounts, ports_.store.read_shared([&](SharedTransaction& transaction) {
      return ports_.accounts.list(transaction, after, kAccountsRead);
    }));
    for (const auto& account : accounts) {
      const auto known = equipped_.find(account.id);
      const bool is_equipped = known != equipped_.end() && known->second == account.time_zone;
      if (account.status == "archived" || is_equipped) continue;
      auto done = ports_.store.write(scope_of(account.id), [&](Transaction& transaction) {
        return equip(transaction, &account);
      });
      if (done) equipped_.insert_or_assign(account.id, account.time_zone);
      keep(std::move(done), first);
    }
    if (accounts.size() < kAccountsRead) break;
    after = accounts.back().id.text();
  }
  return first;
}

Result<void> Scheduler::see_to_installation() {
  return ports_.store.write_shared(
      [&](SharedTransaction& transaction) { return equip(transaction, nullptr); });
}

Result<void> Scheduler::equip(SharedTransaction& transaction, const Account* account) {
  for (const auto& rule : rules_) {
    const bool of_account = rule.of == ScheduleRule::Of::Account;
    if (of_account == (account != nullptr)) GV_TRY(equip(transaction, rule, account));
  }
  return {};
}

Result<void> Scheduler::equip(SharedTransaction& transaction, const ScheduleRule& rule,
                              const Account* account) {
  const bool local = account != nullptr && !rule.utc;
  const std::string zone = local ? account->time_zone : std::string(kUtc);
  GV_TRY(auto known, ports_.schedules.find(transaction, rule.name));
  if (known && known->time_zone == zone) return {};
  Schedule schedule = known.value_or(
      Schedule{.name = rule.name,
               .cron = account != nullptr ? spread(rule.cron, account->id) : rule.cron,
               .job_name = rule.job.name});
  schedule.time_zone = zone;
  GV_TRY(const auto cron, Cron::parse(schedule.cron, "schedules.cron"));
  GV_TRY(schedule.next_fire, next_fire(cron, ports_.zones, zone, transaction.now()));
  if (known) return ports_.schedules.update(transaction, schedule);
  GV_TRY(ports_.schedules.add(transaction, schedule));
  return {};
}

Result<void> Scheduler::fire(const Schedule& schedule) {
  if (!schedule.account) {
    return ports_.store.write_shared(
        [&](SharedTransaction& transaction) { return fire(transaction, schedule); });
  }
  return ports_.store.write(scope_of(*schedule.account),
                            [&](Transaction& transaction) -> Result<void> {
                              GV_TRY(const auto account, ports_.accounts.find(transaction));
                              if (account && account->status != "archived")
                                return fire(transaction, schedule);
                              Schedule off = schedule;
                              off.enabled = false;
                              return ports_.schedules.update(transaction, off);
                            });
}

Result<void> Scheduler::fire(SharedTransaction& transaction, const Schedule& schedule) {
  const auto fires = fires_of(schedule, transaction.now());
  const auto* const rule = find_rule(rules_, schedule.name);
  if (!fires || rule == nullptr) {  // else it would be due for ever
    Schedule off = schedule;
    off.enabled = false;
    GV_TRY(ports_.schedules.update(transaction, off));
    return {};
  }
  GV_TRY(const bool moved,
         ports_.schedules.advance(transaction, schedule, fires->fired, fires->next));
  if (!moved) return {};
  const auto job = job_of_fire(*rule, schedule, fires->fired);
  GV_TRY(ports_.jobs.enqueue(transaction, {&job, 1}));
  return {};
}

/// Of what was missed only the last counts: it is less than a period late.
Result<Scheduler::Fires> Scheduler::fires_of(const Schedule& schedule, TimePoint now) const {
  GV_TRY(const auto cron, Cron::parse(schedule.cron, "schedules.cron"));
  GV_TRY(const auto last, last_fire(cron, ports_.zones, schedule.time_zone, now));
  GV_TRY(const auto next, next_fire(cron, ports_.zones, schedule.time_zone, now));
  return Fires{.fired = std::max(schedule.next_fire, last.value_or(schedule.next_fire)),
               .next = next};
}

}  // namespace gv::app
