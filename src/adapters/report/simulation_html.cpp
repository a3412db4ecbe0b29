#include "adapters/report/simulation_html.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/report/decision_log.h"
#include "adapters/report/figures.h"
#include "adapters/report/money_bars.h"
#include "adapters/report/page_assets.h"
#include "adapters/report/ranking.h"
#include "adapters/report/regret_curves.h"
#include "adapters/report/scoreboard.h"
#include "adapters/report/verdict.h"
#include "base/check.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

using Kind = std::pair<std::string_view, std::string_view>;
constexpr std::array<Kind, 9> kKinds{{
    {"S1", "online shop"},
    {"S2", "service business"},
    {"S3", "service with a long sales cycle"},
    {"S4", "small account"},
    {"S5", "small audience, ads wear out"},
    {"S6", "service, tracking fails for two days"},
    {"S8", "online shop with a season"},
    {"S9", "many service accounts"},
    {"S10", "identical ads, nothing to find"},
}};

/// "S2, service business"; a scenario of another name stands by itself.
std::string scenario_title(const market::Scenario& scenario) {
  const std::string_view name = scenario.name;
  const auto kind = std::ranges::find(kKinds, name.substr(0, name.find('-')), &Kind::first);
  std::string title = html::escape(name);
  if (kind != kKinds.end()) title += ", " + std::string(kind->second);
  return title;
}

std::string title_of(const app::SimulationReport& report) {
  return fmt::format("Simulation {}: {}, {}", scenario_title(report.scenario),
                     counted(report.scenario.days, "day"), counted(report.seeds, "seed"));
}

std::string facts_of(const app::SimulationReport& report) {
  const auto& scenario = report.scenario;
  const auto last = report.first_seed + static_cast<std::uint64_t>(report.seeds) - 1;
  const auto seeds = report.seeds == 1 ? fmt::format("seed {}", report.first_seed)
                                       : fmt::format("seeds {} to {}", report.first_seed, last);
  return fmt::format("{} \xC2\xB7 {} of {} \xC2\xB7 {} a day \xC2\xB7 target return {} \xC2\xB7 {}",
                     seeds, counted(scenario.accounts, "account"), counted(scenario.ads, "ad"),
                     dollars(static_cast<double>(scenario.total_minor)),
                     decimal(scenario.target_roas, 1),
                     scenario.losses ? "sales partly lost in tracking" : "every sale is tracked");
}

}  // namespace

std::string simulation_html(const app::SimulationReport& report) {
  GV_CHECK(!report.policies.empty() && report.seeds >= 1);
  const auto contestants = ranked(report);
  const auto title = title_of(report);
  // The policy of the page itself: even a mistake in escaping could not load anything.
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n"
      "<p class=\"facts\">{}</p>\n</header>\n<main>\n",
      title, page_style(), title, facts_of(report));
  page += verdict_section(contestants, report);
  page += regret_section(contestants, report);
  page += scoreboard_section(contestants);
  page += money_section(contestants, report);
  page += log_section(report);
  page += players_section(contestants);
  page += fmt::format(
      "</main>\n<footer>A simulated market, not your account: who wins here shows how a policy "
      "thinks, not what it will earn. The same scenario, seeds and settings give this same "
      "page.</footer>\n<script>{}</script>\n</body>\n</html>\n",
      page_script());
  return page;
}

}  // namespace gv::report
