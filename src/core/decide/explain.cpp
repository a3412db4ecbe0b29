#include "core/decide/explain.h"

#include <cmath>

#include <fmt/format.h>

#include "base/money.h"

namespace gv::decide {
namespace {

std::string percent(double share) { return fmt::format("{:.0f} %", 100.0 * share); }
std::string ratio(double value) { return fmt::format("{:.2f}", value); }
std::string count(double value) {
  return std::abs(value - std::round(value)) < 1e-9 ? fmt::format("{:.0f}", value)
                                                    : fmt::format("{:.1f}", value);
}

/// Evidence beyond a few thousand is past arguing; its size fits a power of ten.
std::string evidence(double e_value) {
  return e_value < 1e4 ? fmt::format("{:.1f}", e_value) : fmt::format("{:.0e}", e_value);
}

std::string what_happens(const Decision& d, Currency currency) {
  const auto money = [&](std::int64_t minor) {
    return format_major(minor, currency) + " " + std::string(currency.code());
  };
  const bool budget = d.current_budget_minor && d.recommended_budget_minor;
  const auto change = [&](const char* verb) {
    if (!budget) return std::string(verb) + " the budget of its unit.";
    return fmt::format("{} the daily budget from {} to {}.", verb, money(*d.current_budget_minor),
                       money(*d.recommended_budget_minor));
  };
  switch (d.type) {
    case DecisionType::Kill:
      return d.finality == belief::Finality::Provisional
                 ? "Pause the ad for now; deals that still arrive can bring it back."
                 : "Pause the ad for good.";
    case DecisionType::Queue:
      return "Pause the ad until the total has room for it.";
    case DecisionType::Reactivate:
      return budget ? "Bring the ad back at " + money(*d.recommended_budget_minor) + " a day."
                    : "Bring the ad back.";
    case DecisionType::Scale:
      return change("Raise");
    case DecisionType::AggressiveScale:
      return change("Raise, as a proven winner,");
    case DecisionType::Reduce:
      return change("Cut");
    case DecisionType::Observe:
      return budget && *d.current_budget_minor == 0
                 ? "Start at " + money(*d.recommended_budget_minor) + " a day and watch."
                 : "Leave the budget alone and watch.";
    case DecisionType::Maintain:
      return "Keep the budget.";
  }
  return {};
}

std::string strongest_number(const Decision& d) {
  const auto& m = d.metrics;
  if (!m.value_known) {
    return fmt::format(
        "Its value is unknown: the input has neither conversions nor deals. CTR is {:.2f} % "
        "({:.2f} to {:.2f} %).",
        100.0 * m.ctr, 100.0 * m.ctr_lo, 100.0 * m.ctr_hi);
  }
  return fmt::format(
      "ROAS is estimated at {} ({} to {}, the 5 % and 95 % points) from {} deals; {} of its spend "
      "is old enough to judge.",
      ratio(m.roas.mean), ratio(m.roas.q05), ratio(m.roas.q95), count(m.deals),
      percent(m.maturity));
}

std::string still_to_come(const Decision& d) {
  const auto& m = d.metrics;
  if (!m.value_known || m.maturity >= 0.995 || m.clicks == 0) return {};
  return fmt::format(
      "Deals follow their click after {:.1f} days on average, so of {} clicks only {} count yet.",
      m.delay_mean_days, m.clicks, count(std::round(m.n_eff)));
}

std::string target_odds(const Metrics& m) {
  return fmt::format("the probability of reaching target ROAS {} is {}", ratio(m.target_roas),
                     percent(m.roas.p_target));
}

/// Whether the configured total, not the ad, asked for the raise.
bool is_filled(const Decision& d) {
  return d.actions.contains(Action::Fill) &&
         (!d.recommended_budget_minor || d.recommended_budget_minor > d.current_budget_minor);
}

std::string margins(const Metrics& m) {
  return fmt::format("{} there against {} here", ratio(*m.marginal_elsewhere),
                     ratio(m.marginal_current));
}

/// What the allocation, not a gate, made of the budget.
std::string allocated(const Decision& d) {
  const auto& m = d.metrics;
  if (d.type == DecisionType::Queue) return "The total cannot carry every minimum budget.";
  if (is_filled(d)) {
    return "The other units are at their caps, and it is raised only because the total is ordered; "
           "decision.allow_underspend: true keeps the money.";
  }
  if (!m.marginal_elsewhere) return "The total and the caps of the units leave it this much.";
  std::string text = "The money earns more elsewhere: at the margin " + margins(m) + ".";
  if (m.severity >= 2)
    text += fmt::format(" The creative is worn besides (severity {}).", m.severity);
  return text;
}

/// Why the budget is not higher or lower.
std::string limited_by(const Decision& d) {
  const auto& m = d.metrics;
  switch (d.reason) {
    case ReasonCode::Hold:
      return "A hold keeps it as it is.";
    case ReasonCode::DataStale:
      return "The data is too old to act on.";
    case ReasonCode::TrackingOutage:
      return "Deals stopped arriving as if tracking were down.";
    case ReasonCode::IgnoranceZone:
      return fmt::format("It is {:.0f} hours old: too young and too cheap to judge.", m.age_hours);
    case ReasonCode::NewUnit:
      return "It has not delivered yet.";
    case ReasonCode::Manual:
      return "A person asked for it.";
    case ReasonCode::LowCtr:
      return fmt::format("CTR {:.2f} % is too low (e-value {}).", 100.0 * m.ctr,
                         evidence(m.e.combined));
    case ReasonCode::LowCvr:
    case ReasonCode::HighCpa:
    case ReasonCode::NegativeRoas:
    case ReasonCode::NoConversions:
    case ReasonCode::ProbablyBelowProtect:
      return fmt::format(
          "{} probability that ROAS is below {} is {}, and the e-value against it is {}.",
          m.unpredicted ? "Its prediction aside, the" : "The", ratio(m.protect_roas),
          percent(m.roas.p_below_protect), evidence(m.e.combined));
    case ReasonCode::DecliningPerformance:
      return "Clicks per spend fell to less than half within a day.";
    case ReasonCode::Fatigue:
      return fmt::format("The creative is worn (severity {}).", m.severity);
    case ReasonCode::LearningPhase:
      return "The platform is still learning, so steps stay small.";
    case ReasonCode::BelowMinimum:
      return fmt::format("It is limited because {}.", target_odds(m));
    case ReasonCode::AboveTarget:
    case ReasonCode::AboveScale:
    case ReasonCode::WithinBand:
      return fmt::format("Its step is set because {}.", target_odds(m));
    case ReasonCode::Exploration:
      return m.deals == 0.0 ? "It has no deal yet, so it may grow a little until its worth shows."
                            : fmt::format(
                                  "It may be the best (probability {}), so it may grow a "
                                  "little.",
                                  percent(m.p_best));
    case ReasonCode::CapsBind:
      return allocated(d);
    case ReasonCode::Deadband:
      return "The change would be too small to be worth an edit.";
    case ReasonCode::ChangeQuota:
      return "The platform's edit quota goes to larger gains.";
    case ReasonCode::ValueUnknown:
      return "Without value no raise is justified.";
    case ReasonCode::Revived:
      return fmt::format("{} deals lifted the probability of ROAS {} or more to {}.",
                         m.unpredicted ? "Its prediction aside, late" : "Late",
                         ratio(m.protect_roas), percent(1.0 - m.roas.p_below_protect));
    case ReasonCode::PolicyBounds:
      return "A person set bounds for its budget, and this is one of them.";
    case ReasonCode::NotDeliverable:
    case ReasonCode::BudgetExhausted:
      return {};
  }
  return {};
}

/// What would raise a budget that is not raised now; nothing where only other figures would.
std::string raise_condition(const Decision& d) {
  const auto& m = d.metrics;
  if (d.reason == ReasonCode::Hold) return "It moves again when the hold ends.";
  if (d.reason == ReasonCode::PolicyBounds) return "Other bounds in its policy would move it.";
  if (d.type == DecisionType::Queue) return "A larger total brings it back.";
  if (!m.value_known) return "Conversions or deals in the input would let it be judged.";
  if (m.roas.p_target < m.confidence_threshold) {
    return fmt::format("It would be raised if the probability of ROAS {} reached {}.",
                       ratio(m.target_roas), percent(m.confidence_threshold));
  }
  return d.reason == ReasonCode::CapsBind ? "A larger total would leave it more." : "";
}

std::string what_would_change(const Decision& d) {
  const auto& m = d.metrics;
  switch (d.type) {
    case DecisionType::Kill:
      return d.finality == belief::Finality::Provisional
                 ? fmt::format("It comes back when ROAS {} is more likely than not.",
                               ratio(m.protect_roas))
                 : "Only a person can bring it back.";
    case DecisionType::Observe:
      return "More data changes this.";
    case DecisionType::Scale:
      return fmt::format("It would grow faster if ROAS {} became nearly certain.",
                         ratio(m.scale_roas));
    case DecisionType::AggressiveScale:
      return "It shrinks when its ROAS or its reach wears off.";
    case DecisionType::Reduce:
    case DecisionType::Maintain:
    case DecisionType::Queue:
      return raise_condition(d);
    case DecisionType::Reactivate:
      return "It goes again when deals stop.";
  }
  return {};
}

/// As `allocated`, in one line.
std::string allocated_line(const Decision& d) {
  if (d.type == DecisionType::Queue) return "the total cannot carry every minimum budget";
  if (is_filled(d)) {
    return "raised only because the total is ordered; decision.allow_underspend: true keeps it";
  }
  if (d.metrics.marginal_elsewhere) return "the money earns more elsewhere: " + margins(d.metrics);
  return "what the total and the caps of the units leave";
}

}  // namespace

std::string reason_line(const Decision& d) {
  const auto& m = d.metrics;
  switch (d.reason) {
    case ReasonCode::AboveTarget:
    case ReasonCode::AboveScale:
    case ReasonCode::BelowMinimum:
    case ReasonCode::WithinBand:
      return fmt::format("ROAS {}, target {} reached with probability {}", ratio(m.roas.mean),
                         ratio(m.target_roas), percent(m.roas.p_target));
    case ReasonCode::IgnoranceZone:
      return fmt::format("only {:.0f} hours old and little spent: too early to judge", m.age_hours);
    case ReasonCode::Exploration:
      return m.deals == 0.0 ? "no deal yet: a little room to grow until its worth shows"
                            : fmt::format(
                                  "may be the best ad (probability {}): a little room to "
                                  "grow",
                                  percent(m.p_best));
    case ReasonCode::CapsBind:
      return allocated_line(d);
    case ReasonCode::ValueUnknown:
      return "value unknown: no conversions or deals in the input";
    default:
      break;
  }
  std::string line = limited_by(d);
  if (!line.empty() && line.back() == '.') line.pop_back();
  return line.size() <= 120 ? line : line.substr(0, 117) + "...";
}

std::string explanation(const Decision& d, Currency currency) {
  std::string text;
  for (const auto& sentence : {what_happens(d, currency), strongest_number(d), still_to_come(d),
                               limited_by(d), what_would_change(d)}) {
    if (sentence.empty()) continue;
    if (!text.empty()) text += ' ';
    text += sentence;
  }
  return text;
}

}  // namespace gv::decide
