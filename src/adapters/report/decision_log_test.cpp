#include "adapters/report/decision_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/report/report_example.h"

namespace gv::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ParseLogText, LineComesApart) {
  const auto entry = parse_log_text("ad-03 SCALE 5000 -> 6000: ROAS 3.08 -> up: well");
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->ad, "ad-03");
  EXPECT_EQ(entry->action, "SCALE");
  EXPECT_EQ(entry->from_minor, 5000);
  EXPECT_EQ(entry->to_minor, 6000);
  EXPECT_EQ(entry->reason, "ROAS 3.08 -> up: well");
}

TEST(ParseLogText, OtherTextIsLeftWhole) {
  for (const auto* text : {"", "ad-03", "total: too small", "ad SCALE x -> 6000: y",
                           "ad SCALE 5000 -> 6e3: y", "ad SCALE 5000 -> 6000"}) {
    EXPECT_FALSE(parse_log_text(text)) << text;
  }
}

RC_GTEST_PROP(ParseLogTextProperty, AnyTextIsReadOrRefused, (const std::string& text)) {
  const auto entry = parse_log_text(text);
  RC_ASSERT(!entry || !entry->ad.empty());
}

TEST(LogSection, BudgetsAreMoneyAndTimesEndAtTheMinute) {
  const auto html = log_section(example_report());
  EXPECT_THAT(html, HasSubstr("<td>2025-01-06 06:00</td>"));
  EXPECT_THAT(html, HasSubstr("$50.00 \xE2\x86\x92 $60.00"));
}

TEST(LogSection, RefusedCycleKeepsItsMessage) {
  EXPECT_THAT(log_section(example_report()), HasSubstr("total: budgets that may not change"));
}

TEST(LogSection, IsCollapsedAndOffersEachAdOnce) {
  const auto html = log_section(example_report());
  EXPECT_THAT(html, HasSubstr("<details id=\"log\"><summary>"));
  EXPECT_THAT(html, HasSubstr("<option value=\"\">all ads</option>"
                              "<option value=\"ad-01\">ad-01</option>"
                              "<option value=\"ad-03\">ad-03</option></select>"));
}

TEST(LogSection, HostileAdNameIsOnlyText) {
  app::SimulationReport report = example_report();
  report.log = {{"<b>", "\"><script>alert(1)</script> KILL 1 -> 0: <i>&"}};
  const auto html = log_section(report);
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<i>")));
  EXPECT_THAT(html, HasSubstr("data-ad=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""));
}

TEST(LogSection, WithoutDecisionsThereIsNone) {
  EXPECT_EQ(log_section(app::SimulationReport{}), "");
}

}  // namespace
}  // namespace gv::report
