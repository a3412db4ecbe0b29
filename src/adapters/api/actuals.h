#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/codec.h"
#include "adapters/api/context.h"
#include "adapters/api/problems.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/sync/actuals_desk.h"

namespace gv::api {

class Api;

enum class ActualsStatus { Success, NoData };
BOOST_DESCRIBE_ENUM(ActualsStatus, Success, NoData)

/// As the platform told it last. Ratios are null without a denominator.
struct ActualsMetrics {
  std::optional<double> ctr;
  std::optional<double> roas;
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  double conversions{0.0};
  Amount spend;
  std::optional<Amount> revenue;  ///< null: no value was told
};
BOOST_DESCRIBE_STRUCT(ActualsMetrics, (),
                      (ctr, roas, impressions, clicks, conversions, spend, revenue))

struct ActualsFetchRequest {
  std::string ad_id;
  std::optional<std::string> video_id;    ///< comes back as it was
  std::optional<std::int64_t> days_back;  ///< 1 to 90; 7 when absent
};
BOOST_DESCRIBE_STRUCT(ActualsFetchRequest, (), (ad_id, video_id, days_back))
void check(const ActualsFetchRequest& request, Binder& binder);

struct ActualsAnswer {
  std::string ad_id;
  std::optional<std::string> video_id;
  ActualsStatus status{ActualsStatus::NoData};
  ActualsMetrics metrics;
  std::optional<TimePoint> fetched_at;  ///< of the newest look that told something else
};
BOOST_DESCRIBE_STRUCT(ActualsAnswer, (), (ad_id, video_id, status, metrics, fetched_at))

struct FetchActuals {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/actuals/fetch",
                                    .twin = "/api/v1/actuals/fetch",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "What its platform told of an ad over some days"};
  app::ActualsDesk& desk;
  Result<ActualsAnswer> operator()(const Context& context,
                                   const ActualsFetchRequest& request) const;
  /// 409 platform_not_connected.
  static http::Problem problem(const Error& error);
};

struct AdVideoPair {
  std::string ad_id;
  std::optional<std::string> video_id;
};
BOOST_DESCRIBE_STRUCT(AdVideoPair, (), (ad_id, video_id))

struct ActualsBatchRequest {
  std::vector<AdVideoPair> ad_video_pairs;
  std::optional<std::int64_t> days_back;
};
BOOST_DESCRIBE_STRUCT(ActualsBatchRequest, (), (ad_video_pairs, days_back))
void check(const ActualsBatchRequest& request, Binder& binder);

/// Of this call alone.
struct ActualsSummary {
  std::int64_t total{0};
  std::int64_t success{0};
  std::int64_t no_data{0};
};
BOOST_DESCRIBE_STRUCT(ActualsSummary, (), (total, success, no_data))

struct ActualsBatchAnswer {
  std::vector<ActualsAnswer> results;  ///< in order
  ActualsSummary summary;
  ActualsMetrics metrics;  ///< of all together
  TimePoint timestamp;
};
BOOST_DESCRIBE_STRUCT(ActualsBatchAnswer, (), (results, summary, metrics, timestamp))

struct FetchActualsBatch {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/actuals/batch",
                                    .twin = "/api/v1/actuals/batch",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "What platforms told of many ads over some days"};
  app::ActualsDesk& desk;
  Result<ActualsBatchAnswer> operator()(const Context& context,
                                        const ActualsBatchRequest& request) const;
  static http::Problem problem(const Error& error) { return FetchActuals::problem(error); }
};

struct ActualsSyncRequest {
  std::optional<std::int64_t> min_age_hours;  ///< 0 to 2160; 24 when absent
  std::optional<std::int64_t> max_age_days;   ///< 1 to 90; 30 when absent
};
BOOST_DESCRIBE_STRUCT(ActualsSyncRequest, (), (min_age_hours, max_age_days))
void check(const ActualsSyncRequest& request, Binder& binder);

struct ActualsSyncAnswer {
  ActualsSummary summary;
  ActualsMetrics metrics;             ///< of all such ads together, before the look
  std::optional<std::string> job_id;  ///< of the look; null where one is under way already
  double duration_seconds{0.0};
  TimePoint timestamp;
};
BOOST_DESCRIBE_STRUCT(ActualsSyncAnswer, (),
                      (summary, metrics, job_id, duration_seconds, timestamp))

struct SyncActuals {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/actuals/sync-scheduled",
                                    .twin = "/api/v1/actuals/sync",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Ask for a look at the ad platforms now"};
  app::ActualsDesk& desk;
  Result<ActualsSyncAnswer> operator()(const Context& context,
                                       const ActualsSyncRequest& request) const;
  static http::Problem problem(const Error& error) { return FetchActuals::problem(error); }
};

/// One look at an account's ad platforms.
struct LookLine {
  std::string job_id;
  std::string state;  ///< "completed", "failed", "cancelled"
  std::optional<TimePoint> started_at;
  std::optional<TimePoint> completed_at;
  std::optional<double> duration_seconds;
  std::int64_t rows{0};      ///< that are new or other than before
  std::int64_t restated{0};  ///< of them, of days that were over
};
BOOST_DESCRIBE_STRUCT(LookLine, (),
                      (job_id, state, started_at, completed_at, duration_seconds, rows, restated))

/// Of the newest two hundred looks that are kept.
struct ActualsStats {
  std::int64_t completed{0};
  std::int64_t failed{0};
  std::int64_t rows{0};
  std::int64_t restated{0};
  std::optional<LookLine> last;
};
BOOST_DESCRIBE_STRUCT(ActualsStats, (), (completed, failed, rows, restated, last))

struct ShowActualsStats {
  static constexpr RouteInfo kRoute{.path = "/api/ml/actuals/stats",
                                    .twin = "/api/v1/actuals/stats",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What came of looks at the ad platforms"};
  app::ActualsDesk& desk;
  Result<ActualsStats> operator()(const Context& context, const Nothing&) const;
};

struct ActualsSource {
  std::string platform;
  std::string external_id;
  std::string status;  ///< "active", "refused"
  std::optional<TimePoint> last_ok_at;
  std::optional<std::string> last_error;
};
BOOST_DESCRIBE_STRUCT(ActualsSource, (), (platform, external_id, status, last_ok_at, last_error))

struct ActualsScheduler {
  bool looking{false};               ///< a look is under way
  std::optional<TimePoint> next_at;  ///< of the next one that is planned
  std::int64_t interval_seconds{3'600};
  std::vector<ActualsSource> sources;
};
BOOST_DESCRIBE_STRUCT(ActualsScheduler, (), (looking, next_at, interval_seconds, sources))

struct ShowActualsScheduler {
  static constexpr RouteInfo kRoute{.path = "/api/v1/actuals/scheduler-status",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "When ad platforms are looked at next"};
  app::ActualsDesk& desk;
  Result<ActualsScheduler> operator()(const Context& context, const Nothing&) const;
};

void add_actuals_routes(Api& api, app::ActualsDesk& desk);

}  // namespace gv::api
