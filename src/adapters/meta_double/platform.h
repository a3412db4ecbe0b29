#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/meta_double/request.h"
#include "base/currency.h"
#include "base/rng.h"
#include "base/time.h"
#include "core/market/world.h"

namespace gv::meta_double {

/// Budgets are things of their own where campaigns point to them.
enum class Kind {
  Campaign,
  AdSet,
  Ad,
  Creative,
  Video,
  Image,
  Budget,     ///< of Google, like those after it
  Asset,      ///< what an ad shows
  Criterion,  ///< where a campaign is shown
};
enum class Tier { Limited, Full };

/// How the platform behaves. The defaults are kind.
struct Behaviour {
  std::string access_token{"EAAdouble"};
  std::string app_secret{"app_secret_double"};
  std::string dataset_id{"7700000000000001"};  ///< of conversion events, one for all accounts
  bool proof_required{false};                  ///< every call has to carry appsecret_proof
  Tier tier{Tier::Full};
  Millis review{15 * 60'000};     ///< from the creation of an ad to its verdict
  double disapproval_share{0.0};  ///< of created ads, in [0, 1]
  Currency currency{Currency::usd()};
  std::int64_t budget_min_units{100};  ///< smallest daily budget, in Meta's sub-units
  std::size_t rows_max{10'000};        ///< of an insights answer that is not asynchronous
  Millis delivery_lag{15 * 60'000};    ///< from the end of an hour to its metrics
  Millis skew{0};                      ///< of the times in answers, against the clock
  bool budget_on_campaign{false};      ///< every ad of the scenario has a campaign that pays for it
};

/// A campaign, ad set, ad, creative, video or image. What was set is in `fields`, with the status.
struct Object {
  std::string id;
  Kind kind{Kind::Campaign};
  std::size_t account{0};
  std::string parent{};  ///< campaign of an ad set, ad set of an ad
  boost::json::object fields{};
  boost::json::object fields_before{};  ///< the last change: what a stale read shows
  TimePoint created{};
  TimePoint updated{};
  std::optional<TimePoint> reviewed_at{};  ///< of ads: when the verdict is there
  bool disapproved{false};
  std::deque<TimePoint> budget_changes{};     ///< of the last hour
  std::optional<std::size_t> market_index{};  ///< of ads that have delivered
  int status_reads{0};                        ///< of videos: the second says "ready"

  [[nodiscard]] std::string text(std::string_view field) const;
};
using Objects = std::map<std::string, Object, std::less<>>;

/// What one ad did in one hour, as the advertiser is told.
struct HourRow {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  std::int64_t leads{0};
};

/// Calls that still count against the quotas; see limits.h.
struct Usage {
  std::deque<std::pair<TimePoint, int>> points;  ///< read 1, write 3
  std::deque<TimePoint> management;              ///< of the last hour
  std::deque<TimePoint> insights;                ///< of the last hour
  std::deque<TimePoint> mutations;               ///< of the last second
  std::optional<TimePoint> blocked_until;
};

/// A change of a deal, as a CRM would tell of it.
struct CrmEvent {
  std::int64_t sequence{0};  ///< from 1, without gaps
  std::int64_t id{0};        ///< the same for an event that is told twice
  TimePoint at{};
  std::int64_t deal{0};
  std::string ad_id;
  std::string click_id;
  TimePoint click_at{};
  std::string stage;  ///< "counted", "won", "lost"
  double value_minor{0.0};
};

/// A deal as its last event had it.
struct ToldDeal {
  std::int64_t id{0};
  double value_minor{0.0};
};

/// Truth of one account so far, for the score.
struct Tally {
  std::int64_t spend_minor{0};
  std::int64_t wasted_minor{0};
  double value_minor{0.0};
};

/// An ad account and its market.
struct Account {
  std::string id;  ///< without "act_"
  market::World market;
  std::vector<std::string> object_ids{};  ///< in the order of creation
  std::vector<std::string> ad_of{};       ///< of each ad of the market; empty: not yet an object
  std::vector<std::vector<HourRow>> hours{};   ///< by ad of the market, from hour 0 of the scenario
  std::vector<HourRow> totals{};               ///< of `hours`
  std::vector<std::vector<ToldDeal>> deals{};  ///< as last told, by ad and row of the market
  Tally tally{};
  Usage usage{};
};

/// "Answer so, the next times a request matches."
struct Fault {
  std::string method;  ///< empty: any
  std::string path_regex;
  std::string action;
  int times{1};
  double share{1.0};  ///< of the matching requests
  int status{500};
  int code{2};
  int subcode{0};
  Millis delay{0};
  std::string body;
  Headers headers;
};

/// An upload session of a video.
struct Upload {
  std::string video_id;
  std::size_t account{0};
  std::int64_t size{0};
  std::string bytes;
};

/// An asynchronous report: its question, answered as of `at`.
struct Report {
  std::size_t account{0};
  std::string scope;  ///< the object asked about; empty: the account
  boost::json::object params;
  TimePoint at{};
  int polls{0};
};

/// A conversion event that counts.
struct ToldEvent {
  boost::json::object payload;
  TimePoint came{};
  std::int64_t times{1};  ///< it came
};

/// What came of the Conversions API.
struct ToldEvents {
  std::vector<ToldEvent> events;
  std::map<std::pair<std::string, std::string>, std::size_t> newest;  ///< by name and event id
  std::int64_t received{0};
  std::int64_t tests{0};  ///< that carried a test code; they are not kept
};

/// The whole state of a simulated Meta. Everything follows from scenario, seed, the requests and
/// the clock.
struct Platform {
  Platform(market::Scenario scenario, std::uint64_t seed, TimePoint start, Behaviour how = {});

  Behaviour behaviour;
  market::Scenario scenario;
  std::uint64_t seed;
  TimePoint now;
  Rng rng;
  std::int64_t next_id{120'200'000'000'001};
  std::int64_t next_trace{1};
  std::int64_t next_deal{1000};
  std::vector<Account> accounts;
  Objects objects;
  std::map<std::string, Upload, std::less<>> uploads;  ///< by session
  std::map<std::string, Report, std::less<>> reports;
  std::vector<Fault> faults;
  std::deque<Request> requests;  ///< the latest, long bodies cut; control requests are not recorded
  std::vector<CrmEvent> events;
  ToldEvents told{};
  std::deque<TimePoint> app_calls;  ///< of the last hour

  [[nodiscard]] std::string new_id() { return std::to_string(next_id++); }
  [[nodiscard]] std::string new_trace() { return "A" + std::to_string(next_trace++); }
};

}  // namespace gv::meta_double
