#include "app/sync/sync_platforms.h"

#include <fmt/format.h>

namespace gv::app {
namespace {

constexpr int kDaysRead = 7;
constexpr int kDaysReadDaily = 28;
constexpr Millis kSyncBackoff{30'000};
constexpr Millis kSyncLease{900'000};  ///< a report may be ten minutes in the making

}  // namespace

Result<std::optional<std::string>> SyncSchedule::now(Transaction& transaction) {
  const NewJob job{.id = new_id(random_, transaction.now()),
                   .name = std::string(kSyncQueue),
                   .priority = 1,
                   .backoff = kSyncBackoff,
                   .expire_in = kSyncLease,
                   .singleton_key = "now"};
  GV_TRY(const auto added, jobs_.enqueue(transaction, {&job, 1}));
  return added.front() ? std::optional(job.id) : std::nullopt;
}

Result<void> SyncSchedule::next(Transaction& transaction) {
  const TimePoint at = std::chrono::floor<Hours>(transaction.now()) + Hours{1};
  const NewJob job{.id = new_id(random_, transaction.now()),
                   .name = std::string(kSyncQueue),
                   .backoff = kSyncBackoff,
                   .expire_in = kSyncLease,
                   .start_after = at,
                   .singleton_key = format_time(at)};
  GV_TRY(jobs_.enqueue(transaction, {&job, 1}));
  return {};
}

Result<PlatformSnapshot> SyncPlatforms::ask(const AccountScope& scope,
                                            const ReportingConnection& connection,
                                            const JobPulse& pulse) {
  GV_TRY(const auto reports, connection.reports);
  const TimePoint now = clock_.now();
  GV_TRY(const auto known, store_.read(scope, [&](Transaction& transaction) {
    return connections_.find(transaction, connection.platform, connection.external_id);
  }));
  const bool today = known && known->last_ok_at &&
                     std::chrono::floor<Days>(*known->last_ok_at) == std::chrono::floor<Days>(now);
  return look_at(*reports, connection.external_id, today ? kDaysRead : kDaysReadDaily, now,
                 [&] { return pulse().has_value(); });
}

Result<PlatformSnapshot> SyncPlatforms::look(const AccountScope& scope,
                                             const ReportingConnection& connection,
                                             const JobPulse& pulse) {
  auto seen = ask(scope, connection, pulse);
  if (seen) return seen;
  const Error& trouble = seen.error();
  const auto noted = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(note(transaction, connection.platform, connection.external_id, &trouble));
    return schedule_.next(transaction);
  });
  GV_TRY(noted);
  return seen;
}

Result<void> SyncPlatforms::note(Transaction& transaction, std::string_view platform,
                                 const std::string& external_id, const Error* trouble) {
  GV_TRY(auto connection, connections_.find(transaction, platform, external_id));
  if (!connection) return {};  // removed meanwhile
  if (trouble == nullptr) {
    connection->status = "active";
    connection->last_ok_at = transaction.now();
    connection->last_error.reset();
  } else {
    if (trouble->code == ErrorCode::Forbidden) connection->status = "refused";
    connection->last_error = to_string(*trouble);
  }
  return connections_.put(transaction, *connection);
}

Result<std::optional<std::string>> SyncPlatforms::take(Transaction& transaction,
                                                       const std::vector<PlatformSnapshot>& all) {
  GV_TRY(const auto settings, settings_.settings(transaction.scope().account()));
  SnapshotCount sum;
  for (const auto& seen : all) {
    GV_TRY(note(transaction, seen.platform, seen.external_id, nullptr));
    GV_TRY(const auto count,
           take_snapshot(transaction, seen, std::string(settings->currency.code()), ports_));
    sum.rows += count.rows;
    sum.restated += count.restated;
  }
  if (!all.empty()) GV_TRY(schedule_.next(transaction));
  return fmt::format(R"({{"connections":{},"rows":{},"restated":{}}})", all.size(), sum.rows,
                     sum.restated);
}

Result<JobEffects> SyncPlatforms::work(const AccountScope& scope, const Job&,
                                       const JobPulse& pulse) {
  GV_TRY(const auto connections, sources_.of(scope));
  std::vector<PlatformSnapshot> all;
  std::optional<Error> trouble;
  for (const auto& connection : connections) {
    auto seen = look(scope, connection, pulse);
    if (seen) {
      all.push_back(*std::move(seen));
    } else if (!trouble) {
      trouble = seen.error();
    }
    GV_TRY(pulse());
  }
  if (trouble) {
    // Who did answer does not wait for who did not. Taking the same in again changes nothing.
    GV_TRY(store_.write(scope, [&](Transaction& transaction) { return take(transaction, all); }));
    return tl::unexpected<Error>(*std::move(trouble));
  }
  return JobEffects(
      [this, all = std::move(all)](Transaction& transaction) { return take(transaction, all); });
}

}  // namespace gv::app
