#include "seed.h"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/migrations.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"
#include "adapters/store/sql_store.h"
#include "base/hash.h"
#include "base/money.h"
#include "base/rng.h"
#include "io/sql/sqlite.h"

namespace gv::gvtest {
namespace {

constexpr int kAdsInSet = 50;
constexpr int kSetsInCampaign = 4;
constexpr int kAdsWithOneDeal = 10;
constexpr const char* kPlatform = "meta";
constexpr std::array kSubjects{"Before and after", "Trainer speaks", "Free trial", "Customer story",
                               "تجربة مجانية"};

class SeedClock final : public Clock {
 public:
  explicit SeedClock(TimePoint at) : at_(at) {}
  [[nodiscard]] TimePoint now() const override { return at_; }

 private:
  TimePoint at_;
};

std::string numbered(std::string_view kind, int number) {
  return fmt::format("{}{:06}", kind, number);
}

class Seeding {
 public:
  explicit Seeding(const SeedOptions& options)
      : options_(options), today_(std::chrono::floor<Days>(options.now)) {}

  /// One ad set with its ads, and its campaign before the first of them.
  Result<void> add_set(app::Transaction& transaction, int set) {
    if (set % kSetsInCampaign == 0) GV_TRY(add_campaign(transaction, set / kSetsInCampaign));
    GV_TRY(
        catalog_.put(transaction, app::CatalogAdSet{.platform = kPlatform,
                                                    .external_id = numbered("s", set),
                                                    .campaign_external_id = campaign_of(set),
                                                    .name = fmt::format("Audience {}", set + 1),
                                                    .status = set % 11 == 10 ? "paused" : "active",
                                                    .daily_budget_minor = 5'000 + 1'000 * (set % 7),
                                                    .learning = set % 9 == 0}));
    const int end = std::min(options_.ads, (set + 1) * kAdsInSet);
    for (int ad = set * kAdsInSet; ad < end; ++ad) GV_TRY(add_ad(transaction, set, ad));
    return {};
  }

 private:
  static std::string campaign_of(int set) { return numbered("c", set / kSetsInCampaign); }

  Result<void> add_campaign(app::Transaction& transaction, int campaign) {
    return catalog_.put(transaction,
                        app::CatalogCampaign{.platform = kPlatform,
                                             .external_id = numbered("c", campaign),
                                             .name = fmt::format("Campaign {}", campaign + 1),
                                             .objective = "OUTCOME_LEADS",
                                             .status = campaign % 13 == 12 ? "paused" : "active",
                                             .currency = options_.currency});
  }

  Result<void> add_ad(app::Transaction& transaction, int set, int ad) {
    const std::string id = numbered("a", ad);
    const bool active = ad % 7 != 6;
    GV_TRY(catalog_.put(
        transaction,
        app::CatalogAd{
            .platform = kPlatform,
            .external_id = id,
            .adset_external_id = numbered("s", set),
            .campaign_external_id = campaign_of(set),
            .name = fmt::format("{} {}", kSubjects[static_cast<std::size_t>(ad) % kSubjects.size()],
                                ad + 1),
            .status = active ? "active" : "paused",
            .review_status = active ? "active" : "paused"}));
    GV_TRY(add_days(transaction, ad, fmt::format("{}:{}", kPlatform, id)));
    return ad % kAdsWithOneDeal == 0 ? add_deal(transaction, ad, id) : Result<void>();
  }

  /// Delivery about a level of the ad's own; its click-through rate wears out a little every day.
  Result<void> add_days(app::Transaction& transaction, int ad, const std::string& name) {
    Rng rng(options_.seed, static_cast<std::uint64_t>(ad));
    const double level = 400.0 + 4'000.0 * rng.uniform();
    const double rate = 0.008 + 0.03 * rng.uniform();
    const double wear = 0.985 + 0.015 * rng.uniform();
    app::StoredAdState state{.ad_id = name,
                             .first_delivery_at = today_ - Days{options_.days},
                             .data_as_of = options_.now};
    double ctr = rate;
    for (int ago = options_.days; ago >= 1; --ago, ctr *= wear) {
      const auto row = day_row(name, ago, rng.poisson(level), ctr, rng);
      GV_TRY(performance_.put(transaction, row));
      state.impressions += row.impressions;
      state.clicks += row.clicks;
      state.spend_minor += row.spend_minor;
      state.conversions += round_half_away(row.conversions);
      state.cash_revenue_minor += row.revenue_minor.value_or(0);
    }
    return states_.put(transaction, state);
  }

  app::PerformanceRow day_row(const std::string& name, int ago, std::int64_t impressions,
                              double ctr, Rng& rng) const {
    const auto clicks = std::min(impressions, rng.poisson(ctr * static_cast<double>(impressions)));
    const auto conversions = rng.poisson(0.02 * static_cast<double>(clicks));
    return {.platform = kPlatform,
            .entity_id = name,
            .attribution_setting = "7d_click",
            .period_start = today_ - Days{ago},
            .impressions = impressions,
            .reach = impressions - impressions / 4,
            .frequency = 4.0 / 3.0,
            .clicks = clicks,
            .spend_minor = impressions + clicks * 20,
            .conversions = static_cast<double>(conversions),
            .revenue_minor = conversions * 6'000,
            .fetched_at = options_.now};
  }

  /// The same deal again is there already.
  Result<void> add_deal(app::Transaction& transaction, int ad, const std::string& id) {
    const std::string deal = fmt::format("seed-{}", id);
    GV_TRY(const auto known, revenue_.postings_of(transaction, "hubspot", deal));
    if (!known.empty()) return {};
    const std::int64_t worth = 20'000 + 1'000 * (ad % 90);
    const app::LedgerPosting posting{
        .id = uuid_v5(fmt::format("{}|{}", options_.account, deal)),
        .crm = "hubspot",
        .deal_id = deal,
        .seq = 1,
        .event_key = deal,
        .kind = "created",
        .delta_minor = worth,
        .target_minor = worth,
        .currency = options_.currency,
        .occurred_at = today_ - Days{1 + ad / kAdsWithOneDeal % options_.days} + Hours{11},
        .reason = "seeded",
        .shares = {{.ad = AdId(fmt::format("{}:{}", kPlatform, id)),
                    .delta_minor = worth,
                    .method = "url_param",
                    .confidence = 1.0}}};
    return revenue_.post(transaction, std::array{posting});
  }

  const SeedOptions& options_;
  TimePoint today_;
  store::AdCatalog catalog_{};
  store::AdStates states_{};
  store::Performance performance_{};
  store::RevenueStore revenue_{};
};

}  // namespace

Result<void> seed_store(const SeedOptions& options) {
  const SeedClock clock(options.now);
  GV_TRY(const auto account, AccountId::parse(options.account, "account"));
  GV_TRY(const auto database, sql::open_sqlite({.path = options.database}));
  GV_TRY(store::migrate_sqlite(*database, options.database, clock, "gvtest"));
  store::SqlStore store(*database, clock);
  const auto scope = app::AccountScope::of_system(account, app::SystemTask::Test);
  Seeding seeding(options);
  const int sets = (options.ads + kAdsInSet - 1) / kAdsInSet;
  for (int set = 0; set < sets; ++set) {
    GV_TRY(store.write(
        scope, [&](app::Transaction& transaction) { return seeding.add_set(transaction, set); }));
  }
  return {};
}

}  // namespace gv::gvtest
