#include "contract/tracking_desk.h"

#include <map>

namespace gv::contract {
namespace {

const sql::Statement kTestAd{
    "test.add_ad",
    "INSERT INTO ad_states (account_id, ad_id, impressions, clicks, conversions, spend_minor, "
    "pipeline_value_minor, cash_revenue_minor, status, learning, posterior, state_seq, updated_at) "
    "VALUES ($1, $2, 0, 0, 0, 0, 0, 0, 'active', 'none', '{}', 0, $3)"};

/// Different every time, whoever asks; the same in every run.
app::RandomBytes counting_bytes() {
  return [count = std::make_shared<std::uint64_t>(0)] {
    std::array<std::uint8_t, 16> bytes{};
    const std::uint64_t n = ++*count;
    for (std::size_t i = 0; i < 8; ++i) bytes[15 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    return bytes;
  };
}

}  // namespace

TrackingDesk::TrackingDesk(app::Store& store, const Clock& clock, const std::string& dataset_id)
    : portal(store, clock, dataset_id),
      sealer(portal.sealer),
      random(counting_bytes()),
      keys(account_keys, sealer, random),
      schedule(portal.jobs, random),
      track({store, clicks, portal.settings, keys, book, sealer, schedule, random}),
      attribute({store, portal.conversions, clicks, portal.revenue, log, portal.settings,
                 portal.pipelines, keys, book, portal.fold, random, clock}),
      override_credit({store, portal.conversions, clicks, log, audit, portal.settings,
                       portal.pipelines, portal.fold}),
      erase_events(portal.outbox, sealer, keys),
      privacy({store, persons, personal, log, audit, portal.settings, keys, erase_events}),
      forget(personal, account_keys, portal.settings, schedule),
      reconcile({store, portal.revenue, portal.conversions, reports, portal.pipelines}),
      crm_values(store, learning, ads),
      inbound({store, inbound_events, portal.jobs, format, secrets, portal.settings, sealer, random,
               clock}),
      match({inbound_events, format, portal.settings, portal.pipelines, sealer, attribute}),
      store_(store),
      clock_(clock) {}

attribution::ClickReport TrackingDesk::click_on(std::string ad, std::string click_id,
                                                std::string visitor) {
  attribution::ClickReport report{.click_id = std::move(click_id),
                                  .ad_id = std::move(ad),
                                  .campaign_id = "c1",
                                  .visitor_id = std::move(visitor)};
  report.consent = {.ads = true, .analytics = true, .source = "banner"};
  return report;
}

app::ConversionReport TrackingDesk::purchase(std::string id, TimePoint at,
                                             std::int64_t value_minor) {
  return {.id = std::move(id), .type = "purchase", .value_minor = value_minor, .at = at};
}

void TrackingDesk::add_ads(const app::AccountScope& scope, sql::Database& database,
                           std::initializer_list<std::string> names) {
  for (const auto& ad : names) {
    const auto added =
        database.write({.account = scope.account().text()}, [&](sql::Connection& connection) {
          return connection.execute(kTestAd, {scope.account(), ad, clock_.now()});
        });
    ASSERT_TRUE(added) << added.error();
  }
}

std::string TrackingDesk::shares(const app::AccountScope& scope, std::string_view crm,
                                 std::string_view deal) {
  const auto postings = *store_.read(
      scope, [&](app::Transaction& t) { return portal.revenue.postings_of(t, crm, deal); });
  std::map<std::string, std::int64_t> sums;
  for (const auto& posting : postings) {
    std::int64_t sum = 0;
    for (const auto& share : posting.shares) {
      sums[share.ad.text()] += share.delta_minor;
      sum += share.delta_minor;
    }
    EXPECT_EQ(sum, posting.delta_minor) << posting.reason;
  }
  std::string text;
  for (const auto& [ad, minor] : sums) {
    if (minor != 0) text += (text.empty() ? "" : " ") + ad + "=" + std::to_string(minor);
  }
  return text;
}

std::vector<app::RecordedCredits> TrackingDesk::credits(const app::AccountScope& scope,
                                                        std::string_view conversion_id) {
  return *store_.read(
      scope, [&](app::Transaction& t) { return portal.conversions.credits(t, conversion_id); });
}

}  // namespace gv::contract
