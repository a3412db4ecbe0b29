#include "cli/simulation_output.h"

#include <string>

#include <fmt/format.h>

#include "base/currency.h"
#include "base/money.h"
#include "base/text.h"
#include "cli/reference_values.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

using boost::json::object;

/// Without bounds where one market was played.
object interval(const stats::Interval& i, const market::Scores& scores) {
  if (!scores.has_intervals()) return {{"mean", number(i.value)}, {"lo", nullptr}, {"hi", nullptr}};
  return {{"mean", number(i.value)}, {"lo", number(i.lo)}, {"hi", number(i.hi)}};
}

object to_json(const app::PolicyReport& policy) {
  const auto& s = policy.scores;
  object money;
  for (std::size_t i = 0; i < s.money_by_archetype.size(); ++i) {
    money[market::to_text(static_cast<market::Archetype>(i))] = number(s.money_by_archetype[i]);
  }
  return {{"policy", s.policy},
          {"regret", interval(s.regret, s)},
          {"total_regret", interval(s.total_regret, s)},
          {"value_per_spend", number(s.value_per_spend.value)},
          {"paired", policy.paired ? boost::json::value(interval(*policy.paired, s)) : nullptr},
          {"spent", number(s.spent.value)},
          {"waste", number(s.waste.value)},
          {"winners_lost", number(s.winners_lost)},
          {"slow_winners_lost", number(s.slow_winners_lost)},
          {"ever_paused", number(s.winners_paused)},
          {"spend_on_losers", number(s.spend_per_loser_minor)},
          {"loser_hours", or_null(s.loser_hours)},
          {"coverage90", or_null(s.coverage90)},
          {"calibration_ece", or_null(s.calibration_error)},
          {"mutations", number(s.mutations)},
          {"learning_resets", number(s.learning_resets)},
          {"flips_per_decision", number(s.flips_per_decision)},
          {"spend_by_archetype", std::move(money)}};
}

void write_json(const app::SimulationReport& report, std::optional<double> seconds,
                const Sink& sink) {
  JsonOut out(sink);
  out.member("scenario", boost::json::value(report.scenario.name));
  out.member("measurement", boost::json::value(report.scenario.losses ? "lossy" : "clean"));
  out.member("predictor_r2", number(report.scenario.predictor_r2));
  out.member("days", report.scenario.days);
  out.member("seed", static_cast<std::int64_t>(report.first_seed));
  out.member("seeds", report.seeds);
  out.begin_list("policies");
  for (const auto& policy : report.policies) out.item(to_json(policy));
  out.end_list();
  if (seconds) out.member("timing", object{{"seconds", number(*seconds)}});
  out.close();
}

/// The paired comparison: what the acceptance of our own policy is held against.
void write_paired(const app::SimulationReport& report, const Sink& sink) {
  for (const auto& policy : report.policies) {
    if (!policy.paired) continue;
    if (!policy.scores.has_intervals()) {
      sink(fmt::format(
          "battle_hardened over {}: {:+.1f} % value per spend; one market, no interval\n",
          policy.scores.policy, 100.0 * policy.paired->value));
      continue;
    }
    sink(
        fmt::format("battle_hardened over {}: {:+.1f} % value per spend, 95 % interval {:+.1f} to "
                    "{:+.1f} %, paired by seed\n",
                    policy.scores.policy, 100.0 * policy.paired->value, 100.0 * policy.paired->lo,
                    100.0 * policy.paired->hi));
  }
}

std::string share(double value) { return fixed(100.0 * value, 1) + " %"; }

void write_table(const app::SimulationReport& report, std::optional<double> seconds,
                 const Sink& sink) {
  const auto& scenario = report.scenario;
  sink(fmt::format("{}: {}, seeds {} to {}, {} measurement\n\n", printable(scenario.name),
                   counted(static_cast<std::uint64_t>(scenario.days), "day"), report.first_seed,
                   report.first_seed + static_cast<unsigned>(report.seeds) - 1,
                   scenario.losses ? "lossy" : "clean"));
  Table table({"policy", "regret", "95 % interval", "value/spend", "spent", "waste", "winners lost",
               "slow lost", "$ per loser", "changes", "study: regret", "waste", "lost"});
  bool studied = false;
  for (const auto& policy : report.policies) {
    const auto& s = policy.scores;
    const auto reference =
        scenario.losses ? std::nullopt : reference_values(scenario.name, s.policy);
    studied = studied || reference;
    table.row({s.policy, fixed(s.regret.value),
               s.has_intervals() ? fmt::format("{:.3f} / {:.3f}", s.regret.lo, s.regret.hi) : "-",
               fixed(s.value_per_spend.value), share(s.spent.value), share(s.waste.value),
               share(s.winners_lost), share(s.slow_winners_lost),
               format_major(round_half_away(s.spend_per_loser_minor), Currency::usd()),
               fixed(s.mutations, 1), reference ? reference->regret : "-",
               reference ? reference->waste : "-", reference ? reference->lost : "-"});
  }
  table.print(sink);
  sink("\n");
  write_paired(report, sink);
  sink("regret: value per dollar missed against an oracle that knows every parameter.\n");
  if (report.seeds * scenario.accounts < 2) sink("95 % interval: one market; no interval.\n");
  if (studied) {
    sink(
        "study: values of an independent design study (another simulator, 32 seeds); they show "
        "the\n"
        "order to expect, not what to match.\n");
  }
  if (seconds) sink(fmt::format("took {:.2f} s\n", *seconds));
}

void write_csv(const app::SimulationReport& report, const Sink& sink) {
  Table table({"scenario", "policy", "regret", "regret_lo", "regret_hi", "value_per_spend", "spent",
               "waste", "winners_lost", "slow_winners_lost", "ever_paused", "coverage90",
               "mutations", "learning_resets"});
  for (const auto& policy : report.policies) {
    const auto& s = policy.scores;
    const bool bounds = s.has_intervals();
    table.row({report.scenario.name, s.policy, fixed(s.regret.value, 6),
               bounds ? fixed(s.regret.lo, 6) : "", bounds ? fixed(s.regret.hi, 6) : "",
               fixed(s.value_per_spend.value, 6), fixed(s.spent.value, 6), fixed(s.waste.value, 6),
               fixed(s.winners_lost, 6), fixed(s.slow_winners_lost, 6), fixed(s.winners_paused, 6),
               s.coverage90 ? fixed(*s.coverage90, 6) : "", fixed(s.mutations, 3),
               fixed(s.learning_resets, 3)});
  }
  table.csv(sink);
}

}  // namespace

void write_simulation(const app::SimulationReport& report, OutputForm form,
                      std::optional<double> seconds, const Sink& sink) {
  switch (form) {
    case OutputForm::Json:
      return write_json(report, seconds, sink);
    case OutputForm::Table:
      return write_table(report, seconds, sink);
    case OutputForm::Csv:
      return write_csv(report, sink);
  }
}

}  // namespace gv::cli
