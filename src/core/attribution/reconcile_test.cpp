#include "core/attribution/reconcile.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/attribution/samples.h"
#include "core/revenue/allocation.h"

namespace gv::attribution {
namespace {

const AdId kAd("ad1");

/// Paid, tracked and reported in full on day 1, clicked a day before.
Sale sale(std::int64_t amount = 1000) {
  return {.ad = kAd,
          .day = day_at(1),
          .platform_day = day_at(1),
          .tracked_minor = amount,
          .crm_minor = amount,
          .cash_minor = amount,
          .click_to_sale_days = 1.0};
}

ReconciledDay row_of(const std::vector<PlatformDay>& reported, const std::vector<Sale>& sales) {
  const auto rows = reconcile(reported, sales, 7);
  EXPECT_TRUE(rows) << rows.error();
  return rows->front();
}

using Gaps = std::vector<Gap>;

TEST(Reconcile, AgreementHasNoGap) {
  const auto row = row_of({{kAd, day_at(1), 1000, 0}}, {sale()});
  EXPECT_EQ(row.platform_minor, 1000);
  EXPECT_TRUE(row.platform_minus_tracked.empty() && row.crm_minus_tracked.empty() &&
              row.crm_minus_cash.empty());
}

TEST(Reconcile, NamesWhyThePlatformSaysLess) {
  Sale slow = sale();
  slow.click_to_sale_days = 8.0;
  EXPECT_EQ(row_of({}, {slow}).platform_minus_tracked, (Gaps{{GapCause::Window, -1000}}));
  slow.click_to_sale_days.reset();
  EXPECT_EQ(row_of({}, {slow}).platform_minus_tracked, (Gaps{{GapCause::Window, -1000}}));
  Sale fresh = sale();
  fresh.reported = false;
  EXPECT_EQ(row_of({}, {fresh}).platform_minus_tracked, (Gaps{{GapCause::LateData, -1000}}));
}

TEST(Reconcile, NamesWhyThePlatformSaysMore) {
  Sale twice = sale();
  twice.repeats = 1;
  twice.fx_minor = 10;
  EXPECT_EQ(
      row_of({{kAd, day_at(1), 2320, 300}}, {twice}).platform_minus_tracked,
      (Gaps{{GapCause::ViewThrough, 300}, {GapCause::Currency, 10}, {GapCause::Duplicates, 1010}}));
  EXPECT_EQ(row_of({{kAd, day_at(1), 700, 0}}, {}).platform_minus_tracked,
            (Gaps{{GapCause::Untracked, 700}}));
}

TEST(Reconcile, AnotherDayIsAnotherZone) {
  Sale late = sale();
  late.platform_day = day_at(2);
  const auto rows =
      reconcile(std::vector<PlatformDay>{{kAd, day_at(2), 1000, 0}}, std::vector<Sale>{late}, 7);
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].platform_minus_tracked, (Gaps{{GapCause::TimeZone, -1000}}));
  EXPECT_EQ((*rows)[1].platform_minus_tracked, (Gaps{{GapCause::TimeZone, 1000}}));
}

TEST(Reconcile, CashLacksRefundsAndWhatIsNotPaid) {
  Sale partly = sale();
  partly.refunded_minor = 200;
  partly.cash_minor = 300;
  EXPECT_EQ(row_of({}, {partly}).crm_minus_cash,
            (Gaps{{GapCause::Refund, 200}, {GapCause::LateData, 500}}));
  Sale untracked = sale();
  untracked.ad = revenue::unattributed();
  untracked.tracked_minor = 0;
  EXPECT_EQ(row_of({}, {untracked}).crm_minus_tracked, (Gaps{{GapCause::Untracked, 1000}}));
}

TEST(Reconcile, RefusesWhatCannotBe) {
  EXPECT_FALSE(reconcile(std::vector<PlatformDay>{{kAd, day_at(1), 100, 101}}, {}, 7));
  Sale odd = sale();
  odd.refunded_minor = 1001;
  EXPECT_FALSE(reconcile({}, std::vector<Sale>{odd}, 7));
}

// Whatever the facts, the causes of a gap sum to it and name each cause once.
RC_GTEST_PROP(ReconcileProperty, CausesSumToTheGap, ()) {
  std::vector<Sale> sales;
  std::vector<PlatformDay> reported;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    Sale one = sale(*rc::gen::inRange(0, 5000));
    one.day = day_at(*rc::gen::inRange(0, 3));
    one.platform_day = day_at(*rc::gen::inRange(0, 3));
    one.cash_minor = *rc::gen::inRange(0, 5000);
    one.refunded_minor = *rc::gen::inRange<std::int64_t>(0, one.crm_minor + 1);
    one.click_to_sale_days = *rc::gen::inRange(0, 12);
    one.fx_minor = *rc::gen::inRange(-50, 50);
    one.reported = *rc::gen::arbitrary<bool>();
    one.repeats = *rc::gen::inRange(0, 3);
    sales.push_back(one);
    reported.push_back({kAd, day_at(*rc::gen::inRange(0, 3)), *rc::gen::inRange(0, 9000), 0});
  }
  const auto rows = reconcile(reported, sales, 7);
  RC_ASSERT(rows.has_value());
  const auto sum = [](const Gaps& gaps) {
    std::int64_t total = 0;
    for (const auto& [cause, minor] : gaps) total += minor;
    return total;
  };
  for (const auto& row : *rows) {
    RC_ASSERT(sum(row.platform_minus_tracked) == row.platform_minor - row.tracked_minor);
    RC_ASSERT(sum(row.crm_minus_tracked) == row.crm_minor - row.tracked_minor);
    RC_ASSERT(sum(row.crm_minus_cash) == row.crm_minor - row.cash_minor);
  }
}

}  // namespace
}  // namespace gv::attribution
