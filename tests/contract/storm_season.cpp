#include "contract/storm_season.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <set>

#include <fmt/format.h>

#include "base/check.h"
#include "base/hash.h"
#include "core/execute/breaker.h"
#include "core/revenue/presets.h"

namespace gv::contract {
namespace {

using app::AdChange;
using app::ChangeState;
using app::EntityStatus;
using app::Transaction;

constexpr Hours kPatience{48};
constexpr Millis kSecond{1'000};
constexpr Millis kRest{500};  ///< of workers without work
constexpr int kAll = 100'000;

const sql::Statement kOpenAccount{
    "test.open_account",
    "INSERT INTO accounts (id, name, currency, time_zone, status, is_demo, config_version, "
    "created_at) VALUES ($1, $1, 'USD', 'UTC', 'active', $2, 0, $3)"};

app::AccountScope scope_of(const std::string& account) {
  return app::AccountScope::of_system(AccountId(account), app::SystemTask::Test);
}

std::shared_ptr<const app::AccountSettings> unlimited() {
  auto settings = std::make_shared<app::AccountSettings>(
      app::AccountSettings{.pipeline = *revenue::preset("ptd_fitness", Currency::usd(), 200'000)});
  settings->execution.mode = execute::ExecutionMode::Auto;
  settings->execution.rate.hour_max = settings->execution.rate.day_max = 1'000'000;
  return settings;
}

/// The total length of spans that may overlap.
Millis length_of(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.from < b.from; });
  Millis sum{0};
  TimePoint end{};
  for (const auto& span : spans) {
    if (span.until <= end) continue;
    sum += span.until - std::max(span.from, end);
    end = span.until;
  }
  return sum;
}

AdChange toggle(const std::string& account, const std::string& ad, EntityStatus to, int number,
                TimePoint at) {
  const auto key = fmt::format("storm|{}|{}", account, number);
  return {.id = uuid_v5(key),
          .platform = "meta",
          .entity = {app::EntityLevel::Ad, ad},
          .type = app::ChangeType::Status,
          .field = "status",
          .requested = to,
          .priority = execute::Priority::Maintain,
          .not_before = at,
          .source = "user",
          .triggered_by = "user:storm",
          .key = key};
}

/// Every ad in turn, so that no two changes of one are due together for long.
std::vector<AdChange> coming(const std::string& account, const std::vector<std::string>& ads,
                             const Season& season, TimePoint start) {
  Rng rng(season.seed, xxh64(account));
  std::vector<AdChange> all;
  const double apart_ms = 3.6e6 / season.hourly_changes;
  TimePoint at = start;
  for (int number = 0;; ++number) {
    at += Millis{static_cast<std::int64_t>(rng.exponential() * apart_ms)};
    if (at >= start + season.span) break;
    const auto place = static_cast<std::size_t>(number);
    const bool pauses = (place / ads.size()) % 2 == 0;
    all.push_back(toggle(account, ads[place % ads.size()],
                         pauses ? EntityStatus::Paused : EntityStatus::Active, number, at));
  }
  std::reverse(all.begin(), all.end());
  return all;
}

}  // namespace

StormSeason::StormSeason(const Season& season, const Weather& weather)
    : season_(season), meta_(season.accounts, season.seed, weather, clock_) {
  std::map<AccountId, std::shared_ptr<const app::AccountSettings>> settings;
  const auto alike = unlimited();
  for (int i = 1; i <= season.accounts; ++i) {
    const auto account = std::to_string(i);
    settings[AccountId(account)] = alike;
    open(account);
  }
  settings_ = std::make_unique<app::InMemorySettings>(std::move(settings));
  worker_ = std::make_unique<app::AdChangeJobs>(app::ExecutionPorts{.store = store_,
                                                                    .changes = changes_,
                                                                    .history = history_,
                                                                    .ledger = ledger_,
                                                                    .holds = holds_,
                                                                    .policies = policies_,
                                                                    .running = running_,
                                                                    .catalog = catalog_,
                                                                    .accounts = accounts_,
                                                                    .audit = audit_,
                                                                    .events = events_,
                                                                    .jobs = jobs_,
                                                                    .settings = *settings_,
                                                                    .zones = zones_,
                                                                    .clock = clock_},
                                                meta_, "storm");
}

void StormSeason::open(const std::string& account) {
  const auto made = fresh_.database().write({}, [&](sql::Connection& connection) {
    return connection.execute(kOpenAccount, {account, false, clock_.now()});
  });
  GV_CHECK(made.has_value());
  courses_[account].coming = coming(account, meta_.ads(account), season_, start_);
}

std::optional<TimePoint> StormSeason::look(const std::string& account) {
  auto& course = courses_.at(account);
  std::vector<AdChange> asked;
  while (!course.coming.empty() && course.coming.back().not_before <= clock_.now()) {
    asked.push_back(std::move(course.coming.back()));
    course.coming.pop_back();
  }
  const auto scope = scope_of(account);
  const auto added = store_.write(
      scope, [&](Transaction& transaction) { return changes_.add(transaction, asked); });
  GV_CHECK(added.has_value());
  const auto ran = worker_->run(scope, [] { return Result<void>{}; });
  GV_CHECK(ran.has_value());
  std::optional<TimePoint> next;
  const auto seen = store_.read(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(next, changes_.next_due(transaction));
    GV_TRY(const auto ends, history_.ends(transaction, "meta", execute::kBreakerWindow));
    const auto until = execute::breaker_open_until(ends);
    if (until && *until > clock_.now()) course.broken.push_back({ends.back().at, *until});
    return {};
  });
  GV_CHECK(seen.has_value());
  if (!course.coming.empty()) {
    next = std::min(next.value_or(TimePoint::max()), course.coming.back().not_before);
  }
  if (!next) return std::nullopt;
  // As looks are planned, in the second after what is due or after now; a worker that rests finds
  // it up to half a second later.
  const Millis found{
      static_cast<std::int64_t>(rests_.below(static_cast<std::uint64_t>(kRest.count())))};
  return std::chrono::floor<std::chrono::seconds>(std::max(*next, clock_.now())) + kSecond + found;
}

AccountSeason StormSeason::sum_up(const std::string& account) {
  auto& course = courses_.at(account);
  AccountSeason sum;
  std::map<std::string, TimePoint> ended;
  std::map<std::string, EntityStatus> last;
  std::vector<Span> busy;
  const auto read = store_.read(scope_of(account), [&](Transaction& transaction) -> Result<void> {
    GV_TRY(auto records, history_.list(transaction, {.limit = kAll}));
    std::reverse(records.begin(), records.end());
    for (const auto& record : records) {
      if (!execute::is_end(record.state)) continue;
      ended[record.change_id] = record.ended_at;
      if (record.state != ChangeState::Completed) continue;
      last[record.entity.id] = std::get<EntityStatus>(record.new_value);
    }
    GV_TRY(const auto all, changes_.list(transaction, {.limit = kAll}));
    for (const auto& change : all) {
      ++sum.changes;
      sum.dead_letters += change.state == ChangeState::DeadLetter ? 1 : 0;
      sum.unfinished += execute::is_end(change.state) ? 0 : 1;
      // All are asked for at a time that is spoken of as their creation.
      const auto end = ended.find(change.id);
      if (end != ended.end()) busy.push_back({change.created_at, end->second});
    }
    return {};
  });
  GV_CHECK(read.has_value());
  for (const auto& [ad, status] : last) sum.untrue += meta_.status(ad) == status ? 0 : 1;
  sum.busy = length_of(std::move(busy));
  auto waits = meta_.asked_waits(account);
  waits.insert(waits.end(), course.broken.begin(), course.broken.end());
  sum.mandated = length_of(std::move(waits));
  return sum;
}

SeasonReport StormSeason::play() {
  using Look = std::pair<TimePoint, std::string>;
  std::priority_queue<Look, std::vector<Look>, std::greater<>> looks;
  std::priority_queue<TimePoint, std::vector<TimePoint>, std::greater<>> free;
  for (int i = 0; i < season_.workers; ++i) free.push(start_);
  for (const auto& [account, course] : courses_) {
    if (!course.coming.empty()) looks.emplace(course.coming.back().not_before, account);
  }
  while (!looks.empty() && looks.top().first < start_ + season_.span + kPatience) {
    const auto [due, account] = looks.top();
    looks.pop();
    clock_.set(std::max(due, free.top()));
    free.pop();
    if (const auto next = look(account)) looks.emplace(*next, account);
    free.push(clock_.now());
  }
  SeasonReport report{.over_quota = meta_.over_quota()};
  std::map<std::int64_t, std::int64_t> seconds;
  std::int64_t within = 0;
  for (const auto& [account, course] : courses_) {
    report.accounts[account] = sum_up(account);
    for (const auto at : meta_.requests(account)) {
      ++report.requests;
      if (at >= start_ + season_.span) continue;
      ++within;
      const auto count = ++seconds[(at - start_) / kSecond];
      report.most_in_a_second = std::max(report.most_in_a_second, count);
    }
  }
  report.mean_per_second =
      static_cast<double>(within) * 1'000.0 / static_cast<double>(season_.span.count());
  return report;
}

}  // namespace gv::contract
