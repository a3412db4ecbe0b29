#include "adapters/store/ad_tree.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

// Every list is a page of things and then what belongs to them, in one statement: a page costs what
// its own ads have, whatever the account has. PostgreSQL orders joins as it likes. SQLite, which
// knows nothing of how rows are spread, would begin with the days of the whole account: CROSS JOIN
// keeps its order, coalesce keeps it from the index over time, and shares are found by their ad in
// an index that has all of them (`l`) before their amounts are read (`v`).
//
// $1 account, $2 and $3 the span, $4 and $5 the last row of the page before, $6 how many, $7
// platform, $8 campaign, $9 status, $10 ad set, $11 ad.

#define GV_TREE_SUMS                                                                     \
  "CAST(sum(m.impressions) AS BIGINT) AS impressions, CAST(sum(m.clicks) AS BIGINT) AS " \
  "clicks, CAST(sum(m.spend_minor) AS BIGINT) AS spend_minor, sum(m.conversions) AS "    \
  "conversions, CAST(coalesce(sum(m.revenue_minor), 0) AS BIGINT) AS platform_value_minor "
#define GV_TREE_DAYS                                                          \
  "m.account_id = $1 AND m.entity_type = 'ad' AND m.granularity = 'day' AND " \
  "coalesce(m.period_start, $2) >= $2 AND coalesce(m.period_start, $2) < $3 "
#define GV_TREE_SHARES                                                                  \
  "CROSS JOIN ledger_allocations AS l CROSS JOIN ledger_allocations AS v CROSS JOIN "   \
  "revenue_ledger AS e WHERE l.account_id = $1 AND v.account_id = $1 AND v.entry_id = " \
  "l.entry_id AND v.ad_id = l.ad_id AND e.account_id = $1 AND e.id = v.entry_id AND "   \
  "e.occurred_at >= $2 AND e.occurred_at < $3 "
#define GV_TREE_NAME "a.platform || ':' || a.external_id "
/// What belongs to things that have ads: `column` of an ad says which thing.
#define GV_TREE_OF_ADS(column)                                                                    \
  "below AS (SELECT page.id AS id, count(*) AS ads, max(t.data_as_of) AS data_as_of FROM page "   \
  "CROSS JOIN ads AS a LEFT JOIN ad_states AS t ON t.account_id = $1 AND t.ad_id = " GV_TREE_NAME \
  "WHERE a.account_id = $1 AND a." column                                                         \
  " = page.id AND a.external_id IS NOT "                                                          \
  "NULL GROUP BY page.id), "                                                                      \
  "shown AS (SELECT page.id AS id, " GV_TREE_SUMS                                                 \
  "FROM page CROSS JOIN ads AS a CROSS JOIN "                                                     \
  "performance_metrics AS m WHERE a.account_id = $1 AND a." column " = page.id AND " GV_TREE_DAYS \
  "AND m.platform = a.platform AND m.entity_id = " GV_TREE_NAME                                   \
  "GROUP BY page.id), "                                                                           \
  "booked AS (SELECT page.id AS id, CAST(sum(v.delta_minor) AS BIGINT) AS value_minor FROM "      \
  "page CROSS JOIN ads AS a " GV_TREE_SHARES "AND a.account_id = $1 AND a." column                \
  " = page.id AND l.ad_id = " GV_TREE_NAME "GROUP BY page.id) "
/// The sums of one row, in the order of `sums_of`.
#define GV_TREE_SUM_COLUMNS                                                                     \
  "coalesce(shown.impressions, 0), coalesce(shown.clicks, 0), coalesce(shown.spend_minor, 0), " \
  "coalesce(shown.conversions, 0.0), coalesce(shown.platform_value_minor, 0), "                 \
  "coalesce(booked.value_minor, 0) "
#define GV_TREE_JOIN_SUMS \
  "LEFT JOIN shown ON shown.id = page.id LEFT JOIN booked ON booked.id = page.id "
#define GV_TREE_IN_ORDER "ORDER BY page.platform, page.external_id"

namespace gv::store {
namespace {

const sql::Statement kCampaignTree{
    "campaigns.tree",
    "WITH page AS (SELECT c.platform AS platform, c.external_id AS external_id, c.id AS id, "
    "c.name AS name, c.objective AS objective, c.status AS status, c.daily_budget_minor AS "
    "daily_budget_minor FROM campaigns AS c WHERE c.account_id = $1 AND c.external_id IS NOT NULL "
    "AND (c.platform, c.external_id) > ($4, $5) AND ($7 = '' OR c.platform = $7) "
    "AND ($8 = '' OR c.external_id = $8) AND ($9 = '' OR c.status = $9) "
    "ORDER BY c.platform, c.external_id LIMIT $6), " GV_TREE_OF_ADS(
        "campaign_id") "SELECT " GV_TREE_SUM_COLUMNS
                       ", page.platform, page.external_id, page.name, page.objective, "
                       "page.status, page.daily_budget_minor, (SELECT count(*) FROM adsets AS s "
                       "WHERE s.account_id = "
                       "$1 AND s.campaign_id = page.id), coalesce(below.ads, 0), below.data_as_of "
                       "FROM page "
                       "LEFT JOIN below ON below.id = page.id " GV_TREE_JOIN_SUMS GV_TREE_IN_ORDER};
const sql::Statement kAdSetTree{
    "adsets.tree",
    "WITH page AS (SELECT s.platform AS platform, s.external_id AS external_id, s.id AS id, "
    "c.external_id AS campaign_id, s.name AS name, s.status AS status, s.daily_budget_minor AS "
    "daily_budget_minor, s.learning_phase AS learning_phase FROM adsets AS s JOIN campaigns AS c "
    "ON c.account_id = $1 AND c.id = s.campaign_id WHERE s.account_id = $1 "
    "AND s.external_id IS NOT NULL AND c.external_id IS NOT NULL "
    "AND (s.platform, s.external_id) > ($4, $5) AND ($7 = '' OR s.platform = $7) "
    "AND ($8 = '' OR c.external_id = $8) AND ($9 = '' OR s.status = $9) "
    "AND ($10 = '' OR s.external_id = $10) "
    "ORDER BY s.platform, s.external_id LIMIT $6), " GV_TREE_OF_ADS(
        "adset_id") "SELECT " GV_TREE_SUM_COLUMNS
                    ", page.platform, page.external_id, page.campaign_id, page.name, "
                    "page.status, page.daily_budget_minor, page.learning_phase, "
                    "coalesce(below.ads, 0), "
                    "below.data_as_of FROM page LEFT JOIN below ON below.id = "
                    "page.id " GV_TREE_JOIN_SUMS GV_TREE_IN_ORDER};
const sql::Statement kAdsOfTree{
    "ads.tree",
    "WITH page AS (SELECT a.platform AS platform, a.external_id AS external_id, " GV_TREE_NAME
    "AS id, c.external_id AS campaign_id, s.external_id AS adset_id, a.name AS name, "
    "a.status AS status, c.status AS campaign_status, s.status AS adset_status, a.review_status AS "
    "review_status FROM ads AS a JOIN campaigns AS c ON c.account_id = $1 AND "
    "c.id = a.campaign_id LEFT JOIN adsets AS s ON s.account_id = $1 AND s.id = a.adset_id "
    "WHERE a.account_id = $1 AND a.external_id IS NOT NULL AND c.external_id IS NOT NULL "
    "AND (a.platform, a.external_id) > ($4, $5) AND ($7 = '' OR a.platform = $7) "
    "AND ($8 = '' OR c.external_id = $8) AND ($9 = '' OR a.status = $9) "
    "AND ($10 = '' OR s.external_id = $10) AND ($11 = '' OR a.external_id = $11) "
    "ORDER BY a.platform, a.external_id LIMIT $6), "
    "shown AS (SELECT page.id AS id, " GV_TREE_SUMS
    "FROM page CROSS JOIN performance_metrics AS m "
    "WHERE " GV_TREE_DAYS
    "AND m.platform = page.platform AND m.entity_id = page.id "
    "GROUP BY page.id), "
    "booked AS (SELECT page.id AS id, CAST(sum(v.delta_minor) AS BIGINT) AS value_minor FROM "
    "page " GV_TREE_SHARES
    "AND l.ad_id = page.id GROUP BY page.id) "
    "SELECT " GV_TREE_SUM_COLUMNS
    ", page.platform, page.external_id, page.campaign_id, "
    "page.adset_id, page.name, page.status, page.campaign_status, page.adset_status, "
    "page.review_status, t.first_delivery_at, t.data_as_of, k.id, k.decision, k.confidence, "
    "k.current_budget_minor, k.recommended_budget_minor, k.created_at FROM page " GV_TREE_JOIN_SUMS
    "LEFT JOIN ad_states AS t ON t.account_id = $1 AND t.ad_id = page.id "
    "LEFT JOIN decisions AS k ON k.account_id = $1 AND k.id = (SELECT d.id FROM decisions AS d "
    "WHERE d.account_id = $1 AND d.ad_id = page.id AND d.status <> 'preview' "
    "ORDER BY d.created_at DESC, d.id DESC LIMIT 1) " GV_TREE_IN_ORDER};

const sql::Statement kSeriesOfAll{
    "performance_metrics.series",
    "SELECT m.period_start, " GV_TREE_SUMS
    "FROM performance_metrics AS m WHERE m.account_id = $1 "
    "AND m.entity_type = 'ad' AND m.granularity = $4 AND m.period_start >= $2 "
    "AND m.period_start < $3 GROUP BY m.period_start ORDER BY m.period_start"};
const sql::Statement kSeriesOfCampaign{
    "performance_metrics.series_of_campaign",
    "SELECT m.period_start, " GV_TREE_SUMS
    "FROM campaigns AS c CROSS JOIN ads AS a CROSS JOIN "
    "performance_metrics AS m WHERE c.account_id = $1 AND c.platform = $5 AND c.external_id = $6 "
    "AND a.account_id = $1 AND a.campaign_id = c.id AND m.account_id = $1 "
    "AND m.platform = a.platform AND m.entity_type = 'ad' AND m.entity_id = " GV_TREE_NAME
    "AND m.granularity = $4 AND coalesce(m.period_start, $2) >= $2 "
    "AND coalesce(m.period_start, $2) < $3 GROUP BY m.period_start ORDER BY m.period_start"};

#define GV_TREE_BOOKINGS "SELECT e.occurred_at, CAST(sum(v.delta_minor) AS BIGINT) FROM "
#define GV_TREE_BY_EVENT "GROUP BY e.occurred_at ORDER BY e.occurred_at"
const sql::Statement kBookedToAll{
    "ledger_allocations.booked", GV_TREE_BOOKINGS
    "revenue_ledger AS e JOIN ledger_allocations AS v ON v.account_id = $1 AND v.entry_id = e.id "
    "WHERE e.account_id = $1 AND e.occurred_at >= $2 AND e.occurred_at < $3 "
    "AND v.ad_id <> 'unattributed' " GV_TREE_BY_EVENT};
const sql::Statement kBookedToAd{
    "ledger_allocations.booked_to_ad", GV_TREE_BOOKINGS
    "ledger_allocations AS l CROSS JOIN ledger_allocations AS v CROSS JOIN revenue_ledger AS e "
    "WHERE l.account_id = $1 AND l.ad_id = $4 AND v.account_id = $1 AND v.entry_id = l.entry_id "
    "AND v.ad_id = l.ad_id AND e.account_id = $1 AND e.id = v.entry_id AND e.occurred_at >= $2 "
    "AND e.occurred_at < $3 " GV_TREE_BY_EVENT};
const sql::Statement kBookedToCampaign{
    "ledger_allocations.booked_to_campaign", GV_TREE_BOOKINGS
    "campaigns AS c CROSS JOIN ads AS a " GV_TREE_SHARES
    "AND c.account_id = $1 AND c.platform = $4 AND c.external_id = $5 AND a.account_id = $1 "
    "AND a.campaign_id = c.id AND l.ad_id = " GV_TREE_NAME GV_TREE_BY_EVENT};

const sql::Statement kKnownUntil{"ad_states.known_until",
                                 "SELECT max(data_as_of) FROM ad_states WHERE account_id = $1"};

/// From `first` on: in the order of GV_TREE_SUM_COLUMNS, or of GV_TREE_SUMS without the last one.
app::AdSums shown_sums(const sql::Row& row, int first) {
  return {.impressions = row.integer(first),
          .clicks = row.integer(first + 1),
          .spend_minor = row.integer(first + 2),
          .conversions = row.real(first + 3),
          .platform_value_minor = row.integer(first + 4)};
}

app::AdSums sums_of(const sql::Row& row) {
  auto sums = shown_sums(row, 0);
  sums.pipeline_value_minor = row.integer(5);
  return sums;
}

app::CampaignNode campaign_node(const sql::Row& row) {
  return {.platform = row.get<std::string>(6),
          .external_id = row.get<std::string>(7),
          .name = row.get<std::string>(8),
          .objective = row.get<std::string>(9),
          .status = row.get<std::string>(10),
          .daily_budget_minor = row.get<std::optional<std::int64_t>>(11),
          .adsets = row.integer(12),
          .ads = row.integer(13),
          .sums = sums_of(row),
          .data_as_of = row.get<std::optional<TimePoint>>(14)};
}

app::AdSetNode adset_node(const sql::Row& row) {
  return {.platform = row.get<std::string>(6),
          .external_id = row.get<std::string>(7),
          .campaign_id = row.get<std::string>(8),
          .name = row.get<std::string>(9),
          .status = row.get<std::string>(10),
          .daily_budget_minor = row.get<std::optional<std::int64_t>>(11),
          .learning = row.get<std::optional<std::string>>(12).value_or("") == "learning",
          .ads = row.integer(13),
          .sums = sums_of(row),
          .data_as_of = row.get<std::optional<TimePoint>>(14)};
}

std::optional<app::AdVerdict> verdict_of(const sql::Row& row) {
  if (row.is_null(17)) return std::nullopt;
  return app::AdVerdict{.id = row.get<std::string>(17),
                        .decision = row.get<std::string>(18),
                        .confidence = row.real(19),
                        .current_budget_minor = row.integer(20),
                        .recommended_budget_minor = row.integer(21),
                        .created_at = row.time(22)};
}

app::AdNode ad_node(const sql::Row& row) {
  const bool above_active = row.text(12) == "active" &&
                            row.get<std::optional<std::string>>(13).value_or("active") == "active";
  return {.platform = row.get<std::string>(6),
          .external_id = row.get<std::string>(7),
          .campaign_id = row.get<std::string>(8),
          .adset_id = row.get<std::optional<std::string>>(9),
          .name = row.get<std::string>(10),
          .status = row.get<std::string>(11),
          .active = above_active && row.text(11) == "active",
          .review_status = row.get<std::optional<std::string>>(14),
          .sums = sums_of(row),
          .first_delivery_at = row.get<std::optional<TimePoint>>(15),
          .data_as_of = row.get<std::optional<TimePoint>>(16),
          .verdict = verdict_of(row)};
}

app::SumsAt sums_at(const sql::Row& row) { return {.at = row.time(0), .sums = shown_sums(row, 1)}; }

app::BookedValue booked_value(const sql::Row& row) { return {row.time(0), row.integer(1)}; }

/// The parameters that all lists share, $1 to $9.
std::vector<sql::Param> tree_params(const std::string& account, const app::TreeFilter& filter) {
  return {account,      filter.from,     filter.until,    filter.after_platform, filter.after_id,
          filter.limit, filter.platform, filter.campaign, filter.status};
}

}  // namespace

Result<std::vector<app::CampaignNode>> AdTree::campaigns(app::Transaction& transaction,
                                                         const app::TreeFilter& filter) {
  return connection_of(transaction)
      .all(kCampaignTree, tree_params(account_of(transaction), filter), campaign_node);
}

Result<std::vector<app::AdSetNode>> AdTree::adsets(app::Transaction& transaction,
                                                   const app::TreeFilter& filter) {
  auto params = tree_params(account_of(transaction), filter);
  params.emplace_back(filter.adset);
  return connection_of(transaction).all(kAdSetTree, params, adset_node);
}

Result<std::vector<app::AdNode>> AdTree::ads(app::Transaction& transaction,
                                             const app::TreeFilter& filter) {
  auto params = tree_params(account_of(transaction), filter);
  params.emplace_back(filter.adset);
  params.emplace_back(filter.ad);
  return connection_of(transaction).all(kAdsOfTree, params, ad_node);
}

Result<std::vector<app::SumsAt>> AdTree::series(app::Transaction& transaction,
                                                std::string_view granularity,
                                                const app::TreeFilter& filter) {
  std::vector<sql::Param> params{account_of(transaction), filter.from, filter.until, granularity};
  if (filter.campaign.empty()) return connection_of(transaction).all(kSeriesOfAll, params, sums_at);
  params.emplace_back(filter.platform);
  params.emplace_back(filter.campaign);
  return connection_of(transaction).all(kSeriesOfCampaign, params, sums_at);
}

Result<std::vector<app::BookedValue>> AdTree::booked(app::Transaction& transaction,
                                                     const app::TreeFilter& filter) {
  auto& connection = connection_of(transaction);
  std::vector<sql::Param> params{account_of(transaction), filter.from, filter.until};
  const std::string ad = filter.platform + ":" + filter.ad;
  if (!filter.ad.empty()) {
    params.emplace_back(ad);
    return connection.all(kBookedToAd, params, booked_value);
  }
  if (filter.campaign.empty()) return connection.all(kBookedToAll, params, booked_value);
  params.emplace_back(filter.platform);
  params.emplace_back(filter.campaign);
  return connection.all(kBookedToCampaign, params, booked_value);
}

Result<std::optional<TimePoint>> AdTree::known_until(app::Transaction& transaction) {
  GV_TRY(const auto known,
         connection_of(transaction)
             .first(kKnownUntil, {account_of(transaction)},
                    [](const sql::Row& row) { return row.get<std::optional<TimePoint>>(0); }));
  return known.value_or(std::nullopt);
}

}  // namespace gv::store
