// Numbers that are none, histories that are empty or told twice, and money of another country: none
// of it moves a budget.
#include "contract/review_bench.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/meta/insight.h"
#include "adapters/store/learning_log.h"
#include "app/sync/take_snapshot.h"
#include "base/rng.h"

namespace gv::contract {
namespace {

using app::Transaction;
using testing::HasSubstr;
using namespace std::chrono_literals;

/// GV_PROVE plays as many as are promised.
int cases() { return std::getenv("GV_PROVE") != nullptr ? 500 : 40; }

/// What numbers of reports are not.
std::string no_number(Rng& rng) {
  constexpr std::array<std::string_view, 10> kBad{
      "NaN", "nan", "Infinity", "-inf", "1e300", "-1", "", "0x10", "12,5", "99999999999999999999"};
  return std::string(kBad[rng.below(kBad.size())]);
}

/// What a model that broke predicts.
double no_prediction(Rng& rng) {
  constexpr std::array kBad{std::numeric_limits<double>::quiet_NaN(),
                            std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity(),
                            1e300,
                            -1e300,
                            -1.0,
                            0.0};
  return kBad[rng.below(kBad.size())];
}

class PoisonedInputs : public ReviewBench {
 protected:
  boost::json::object row(const std::string& ad, int days_ago) const {
    return {{"ad_id", ad},
            {"date_start", format_date(std::chrono::floor<Days>(clock_.now()) - Days{days_ago})},
            {"account_currency", "USD"},
            {"impressions", fmt::format("{}", 100'000 + 100 * days_ago)},
            {"clicks", "1200"},
            {"spend", "100.00"},
            {"frequency", "1.2"}};
  }
  std::vector<boost::json::object> week() const {
    std::vector<boost::json::object> rows;
    for (const std::string ad : {"1", "2"}) {
      for (int day = 1; day <= 7; ++day) rows.push_back(row(ad, day));
    }
    return rows;
  }
  /// As a look at the platform: all of it is taken in, or nothing.
  Result<void> look(const std::vector<boost::json::object>& rows) {
    app::PlatformSnapshot seen{
        .platform = "meta", .attribution_setting = "", .as_of = clock_.now()};
    const TimePoint today = std::chrono::floor<Days>(clock_.now());
    seen.days = {.first = today - Days{28}, .last = today};
    seen.hours = {.first = today - Days{1}, .last = today, .hourly = true};
    for (const auto& one : rows) {
      GV_TRY(auto report, meta::read_insight(one, Currency::usd()));
      seen.daily.push_back(std::move(report));
    }
    const auto taken = store_.write(alpha_, [&](Transaction& t) {
      return app::take_snapshot(
          t, seen, "USD",
          {catalog_, performance_, states_, learning_, events_, {ledger_, changes_, holds_}});
    });
    if (!taken) return tl::unexpected<Error>(taken.error());
    return {};
  }
  std::vector<app::PlatformEntity> money() { return platform_->all(); }
  void expect_same_money(const std::vector<app::PlatformEntity>& before) {
    const auto after = money();
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
      EXPECT_EQ(after[i].status, before[i].status) << after[i].ref.id;
      EXPECT_EQ(after[i].daily_budget, before[i].daily_budget) << after[i].ref.id;
    }
  }
  app::AccountInputs known() {
    auto inputs = app::account_inputs(
        inputs_, alpha_, {.account = AccountId("alpha"), .now = clock_.now()}, settings_);
    EXPECT_TRUE(inputs) << inputs.error();
    return *std::move(inputs);
  }
  static std::vector<std::int64_t> budgets_of(app::RunInputs inputs,
                                              const app::AccountSettings& settings) {
    const auto decided =
        app::decide_budgets(inputs, settings.decision, settings.fatigue, run_serially);
    EXPECT_TRUE(decided) << decided.error();
    std::vector<std::int64_t> budgets;
    for (const auto& one : decided->plan.decisions) {
      budgets.push_back(one.recommended_budget_minor.value_or(-1));
    }
    return budgets;
  }

  store::LearningLog learning_{};
};

TEST_P(PoisonedInputs, ARowThatIsNoneIsRefusedByItsFieldAndNothingIsDecidedOnIt) {
  constexpr std::array<const char*, 4> kFields{"impressions", "clicks", "spend", "frequency"};
  settings_.daily_budget_minor = 15'000;
  const auto before = money();
  Rng rng(22, 1);
  for (int i = 0; i < cases(); ++i) {
    clock_.advance(7h);
    auto rows = week();
    const std::string field = kFields[rng.below(kFields.size())];
    const auto bad = no_number(rng);
    rows[rng.below(rows.size())][field] = bad;
    const auto taken = look(rows);
    ASSERT_FALSE(taken) << field << " " << bad;
    EXPECT_THAT(to_string(taken.error()), HasSubstr(field));
    EXPECT_EQ(review(), R"({"skipped":"stale_data"})");
  }
  run_for(1min);
  EXPECT_TRUE(all().empty());
  EXPECT_EQ(platform_->writes(), 0);
  expect_same_money(before);
}

TEST_P(PoisonedInputs, MoneyOfAnotherCountryIsRefused) {
  auto rows = week();
  rows.back()["account_currency"] = "EUR";
  const auto taken = look(rows);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::CurrencyMismatch);

  for (const std::string adset : {"s1", "s2"}) {
    auto entity = *platform_->find(adset);
    entity.daily_budget = Money(10'000, *Currency::parse("EUR", "test"));
    platform_->add(entity);
  }
  const auto change = queue(budget("s1", 11'000));
  run_for(1min);
  EXPECT_EQ(found(change.id).state, app::ChangeState::DeadLetter);
  EXPECT_EQ(found(change.id).trouble->reason, "currency_mismatch");
  EXPECT_EQ(platform_->writes(), 0);
}

TEST_P(PoisonedInputs, APredictionThatIsNoneCountsAsNone) {
  settings_.daily_budget_minor = 15'000;
  const auto clean = known().inputs;
  const auto expected = budgets_of(clean, settings_);
  Rng rng(22, 2);
  for (int i = 0; i < cases(); ++i) {
    auto inputs = clean;
    for (auto& ad : inputs.cycle.ads) {
      ad.predicted_roas = no_prediction(rng);
      ad.prediction_slope = rng.below(2) == 0 ? no_prediction(rng) : rng.uniform();
    }
    EXPECT_EQ(budgets_of(inputs, settings_), expected) << "case " << i;
  }
}

TEST_P(PoisonedInputs, RowsToldTwiceInAnyOrderAreToldOnce) {
  ASSERT_TRUE(look(week()));
  const auto told = known().inputs.inputs_hash;
  Rng rng(22, 3);
  for (int i = 0; i < cases(); ++i) {
    auto rows = week();
    const auto twice = rng.below(rows.size());
    rows.push_back(rows[twice]);
    for (std::size_t at = rows.size() - 1; at > 0; --at)
      std::swap(rows[at], rows[rng.below(at + 1)]);
    ASSERT_TRUE(look(rows));
    EXPECT_EQ(known().inputs.inputs_hash, told) << "case " << i;
  }
}

TEST_P(PoisonedInputs, ACorrectionCountsAsIfItHadBeenToldAtFirst) {
  ASSERT_TRUE(look(week()));
  const auto told = known().inputs.inputs_hash;
  Rng rng(22, 4);
  for (int i = 0; i < cases(); ++i) {
    auto rows = week();
    rows[rng.below(rows.size())]["spend"] = fmt::format("{}.00", rng.below(500));
    ASSERT_TRUE(look(rows));
    ASSERT_TRUE(look(week()));
    EXPECT_EQ(known().inputs.inputs_hash, told) << "case " << i;
  }
}

TEST_P(PoisonedInputs, AnAdWithoutAHistoryGetsNoMore) {
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return catalog_.put(t, app::CatalogAdSet{.platform = "meta",
                                             .external_id = "s3",
                                             .campaign_external_id = "c1",
                                             .name = "s",
                                             .status = "active",
                                             .daily_budget_minor = 10'000});
  }));
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return catalog_.put(t, app::CatalogAd{.platform = "meta",
                                          .external_id = "3",
                                          .adset_external_id = "s3",
                                          .campaign_external_id = "c1",
                                          .name = "ad",
                                          .status = "active",
                                          .review_status = "active",
                                          .seen_at = clock_.now()});
  }));
  review();
  run_for(1min);
  EXPECT_LE(budget_on_platform("s3"), 10'000);
  EXPECT_EQ(platform_->find("3")->status, app::EntityStatus::Active);
  const auto decisions = decided();
  const auto of_new = std::find_if(decisions.begin(), decisions.end(),
                                   [](const auto& one) { return one.ad_id == "meta:3"; });
  ASSERT_NE(of_new, decisions.end());
  EXPECT_FALSE(of_new->reason.empty());
}

GV_ON_EACH_ENGINE(PoisonedInputs);

}  // namespace
}  // namespace gv::contract
