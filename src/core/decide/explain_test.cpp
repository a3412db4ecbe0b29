#include "core/decide/explain.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/money.h"
#include "core/decide/testing.h"

namespace gv::decide {
namespace {

/// Runs of digits with separators, a fraction and an exponent: "1,250.00", "1e+28".
std::vector<std::string> numbers_in(const std::string& text) {
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(at)) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (is_digit(at) ||
           (at < text.size() && (text[at] == ',' || text[at] == '.') && is_digit(at + 1))) {
      ++at;
    }
    if (at + 1 < text.size() && text[at] == 'e' && (text[at + 1] == '+' || text[at + 1] == '-')) {
      at += 2;
      while (is_digit(at)) ++at;
    }
    const bool negative = begin > 0 && text[begin - 1] == '-';
    found.push_back((negative ? "-" : "") + text.substr(begin, at - begin));
  }
  return found;
}

/// Every way in which a sentence may print a number of this decision.
std::set<std::string> printable(const Decision& decision, Currency currency) {
  const auto& m = decision.metrics;
  std::set<std::string> forms{"5", "95"};  // the points of the interval
  for (const double x : {m.ctr,
                         m.ctr_lo,
                         m.ctr_hi,
                         m.roas.mean,
                         m.roas.q05,
                         m.roas.q95,
                         m.roas.p_target,
                         m.roas.p_below_protect,
                         1.0 - m.roas.p_below_protect,
                         m.deals,
                         m.maturity,
                         std::round(m.n_eff),
                         m.delay_mean_days,
                         m.e.combined,
                         m.age_hours,
                         m.p_best,
                         m.marginal_current,
                         m.marginal_elsewhere.value_or(0.0),
                         m.target_roas,
                         m.protect_roas,
                         m.scale_roas,
                         m.confidence_threshold,
                         static_cast<double>(m.severity),
                         static_cast<double>(m.clicks)}) {
    for (const double scaled : {x, 100.0 * x}) {
      forms.insert(fmt::format("{:.0f}", scaled));
      forms.insert(fmt::format("{:.1f}", scaled));
      forms.insert(fmt::format("{:.2f}", scaled));
      forms.insert(fmt::format("{:.0e}", scaled));
    }
  }
  for (const auto& budget : {decision.current_budget_minor, decision.recommended_budget_minor}) {
    if (budget) forms.insert(format_major(*budget, currency));
  }
  return forms;
}

Decision example(DecisionType type, ReasonCode reason) {
  Decision decision;
  decision.type = type;
  decision.reason = reason;
  decision.current_budget_minor = 50'00;
  decision.recommended_budget_minor = 60'00;
  decision.metrics.roas = {.mean = 3.08, .q05 = 1.22, .q95 = 5.73, .p_target = 0.77};
  decision.metrics.deals = 4.0;
  decision.metrics.maturity = 0.82;
  decision.metrics.clicks = 150;
  decision.metrics.n_eff = 92.5;
  decision.metrics.delay_mean_days = 3.0;
  return decision;
}

TEST(Explanation, SaysWhenAVerdictLeavesThePredictionAside) {
  auto decision = example(DecisionType::Kill, ReasonCode::ProbablyBelowProtect);
  decision.finality = belief::Finality::Provisional;
  decision.metrics.roas.p_below_protect = 0.96;
  EXPECT_EQ(explanation(decision, Currency::usd()).find("prediction"), std::string::npos);
  decision.metrics.unpredicted = true;
  EXPECT_NE(explanation(decision, Currency::usd())
                .find("Its prediction aside, the probability that ROAS is below 1.00 is 96 %"),
            std::string::npos);
  EXPECT_LE(reason_line(decision).size(), 120u);
}

TEST(Explanation, SaysWhatHappensWhyAndWhatWouldChangeIt) {
  const auto decision = example(DecisionType::Scale, ReasonCode::AboveTarget);

  EXPECT_EQ(
      explanation(decision, Currency::usd()),
      "Raise the daily budget from 50.00 USD to 60.00 USD. ROAS is estimated at 3.08 (1.22 to "
      "5.73, the 5 % and 95 % points) from 4 deals; 82 % of its spend is old enough to judge. "
      "Deals follow their click after 3.0 days on average, so of 150 clicks only 93 count yet. "
      "Its step is set because the probability of reaching target ROAS 2.00 is 77 %. It would "
      "grow faster if ROAS 3.00 became nearly certain.");
}

TEST(Explanation, SaysThatTheValueIsUnknown) {
  auto decision = example(DecisionType::Maintain, ReasonCode::ValueUnknown);
  decision.metrics.value_known = false;
  EXPECT_NE(explanation(decision, Currency::usd()).find("value is unknown"), std::string::npos);
}

TEST(ReasonLine, TellsAnAdWithoutDealsFromOneThatMayBeTheBest) {
  auto decision = example(DecisionType::Scale, ReasonCode::Exploration);
  decision.metrics.p_best = 0.31;
  EXPECT_EQ(reason_line(decision), "may be the best ad (probability 31 %): a little room to grow");
  decision.metrics.deals = 0.0;
  EXPECT_EQ(reason_line(decision), "no deal yet: a little room to grow until its worth shows");
  EXPECT_NE(explanation(decision, Currency::usd()).find("It has no deal yet, so it may grow"),
            std::string::npos);
}

TEST(ReasonLine, NamesTheSettingThatKeepsAnOrderedTotal) {
  auto decision = example(DecisionType::Scale, ReasonCode::CapsBind);
  decision.actions.insert(Action::Fill);
  EXPECT_EQ(reason_line(decision),
            "raised only because the total is ordered; decision.allow_underspend: true keeps it");
  decision.type = DecisionType::Reduce;
  decision.recommended_budget_minor = 40'00;  // allowed to rise, yet cut
  EXPECT_EQ(reason_line(decision), "what the total and the caps of the units leave");
}

TEST(ReasonLine, ComparesTheMarginsOfACut) {
  auto decision = example(DecisionType::Reduce, ReasonCode::CapsBind);
  decision.recommended_budget_minor = 40'00;
  decision.metrics.marginal_current = 2.05;
  decision.metrics.marginal_elsewhere = 3.1;
  EXPECT_EQ(reason_line(decision), "the money earns more elsewhere: 3.10 there against 2.05 here");
  const auto text = explanation(decision, Currency::usd());
  EXPECT_NE(text.find("earns more elsewhere: at the margin 3.10 there against 2.05 here."),
            std::string::npos);
  // It has reached its target already: no condition on it.
  EXPECT_EQ(text.find("would be raised"), std::string::npos);
  EXPECT_NE(text.find("A larger total would leave it more."), std::string::npos);
}

TEST(ReasonLine, FitsItsLengthForEveryReason) {
  for (int code = 0; code <= static_cast<int>(ReasonCode::WithinBand); ++code) {
    auto decision = example(DecisionType::Kill, static_cast<ReasonCode>(code));
    decision.metrics.e.combined = 1e300;
    EXPECT_LE(reason_line(decision).size(), 120u) << code;
  }
}

// Invariant 12, second half.
RC_GTEST_PROP(ExplanationProperty, EveryNumberStandsInTheMetrics, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000'000);
  Rng rng(seed, 1);
  const auto config = testing::random_config(rng);
  const auto input = testing::random_account(rng, 4);
  const auto plan = run_cycle(input, config);
  RC_PRE(plan.has_value());
  for (const auto& decision : plan->decisions) {
    const auto allowed = printable(decision, Currency::usd());
    for (const auto& number : numbers_in(explanation(decision, Currency::usd()))) {
      RC_ASSERT(allowed.count(number) == 1);
    }
    RC_ASSERT(!reason_line(decision).empty());
    RC_ASSERT(reason_line(decision).size() <= 120u);
  }
}

bool argues_for_a_raise(const std::string& text) {
  for (const auto* phrase : {"room to grow", "may grow", "may be the best", "grow faster",
                             "Its step is set", "target 2.00 reached", "raised only", "Raise"}) {
    if (text.find(phrase) != std::string::npos) return true;
  }
  return false;
}

TEST(ExplanationProperty, NoCutArguesForARaiseInTwoThousandPlans) {
  int cuts = 0;
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Rng rng(seed, 2);
    auto config = testing::random_config(rng);
    config.target_roas = 2.0;
    const auto plan =
        run_cycle(testing::random_account(rng, 1 + static_cast<int>(seed % 8)), config);
    if (!plan) continue;
    for (const auto& decision : plan->decisions) {
      if (decision.type != DecisionType::Reduce && decision.type != DecisionType::Kill) continue;
      ++cuts;
      compared += decision.metrics.marginal_elsewhere ? 1 : 0;
      const auto line = reason_line(decision);
      const auto text = explanation(decision, Currency::usd());
      ASSERT_FALSE(argues_for_a_raise(line)) << "seed " << seed << ": " << line;
      ASSERT_FALSE(argues_for_a_raise(text)) << "seed " << seed << ": " << text;
    }
  }
  EXPECT_GT(cuts, 500);
  EXPECT_GT(compared, 100);
}

}  // namespace
}  // namespace gv::decide
