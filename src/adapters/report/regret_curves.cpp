#include "adapters/report/regret_curves.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/report/figures.h"
#include "adapters/report/svg_chart.h"
#include "base/check.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

constexpr int kValueTicks = 5;
constexpr double kThriftBelow = 0.8;  // share of the ordered budget; a prior

/// Day 0, before anything is spent, then the end of each day.
ChartLine line_of(const Contestant& one) {
  ChartLine line{
      .name = std::string(one.name()), .style = one.style, .strong = one.ours, .values = {0.0}};
  const auto& missed = one.report->missed_daily_minor;
  line.values.insert(line.values.end(), missed.begin(), missed.end());
  return line;
}

std::vector<ChartTick> value_ticks(const std::vector<ChartLine>& lines) {
  double lo = 0.0;
  double hi = 0.0;
  for (const auto& line : lines) {
    lo = std::min(lo, std::ranges::min(line.values));
    hi = std::max(hi, std::ranges::max(line.values));
  }
  // Not below ten dollars: the axis counts in whole ones.
  hi = std::max(hi, lo + 1000.0);
  std::vector<ChartTick> ticks;
  for (const double at : nice_ticks(lo, hi, kValueTicks)) ticks.push_back({at, dollars(at)});
  return ticks;
}

/// Weeks where they fit, else as many days as keep about six labels apart.
std::vector<ChartTick> day_ticks(int days) {
  const int step = days <= 8 ? 1 : days <= 14 ? 2 : 7 * ((days + 41) / 42);
  std::vector<ChartTick> ticks;
  for (int day = 0; day <= days; day += step) {
    ticks.push_back({static_cast<double>(day), day == 0 ? "day 0" : fmt::format("{}", day)});
  }
  return ticks;
}

std::string amount(const Contestant& one, std::size_t day) {
  return fmt::format("{} ({})", dollars(one.report->missed_daily_minor[day]),
                     percent(one.report->regret_daily[day], 1));
}

std::string legend(std::span<const Contestant> drawn, std::size_t last_day) {
  std::string items;
  for (const auto& one : drawn) {
    items += fmt::format(
        "<li{}>{} <span class=\"name\">{}</span> <span class=\"amount\">{}</span></li>\n",
        one.ours ? " class=\"ours\"" : "", line_sample(one.style, one.ours),
        html::escape(one.name()), amount(one, last_day));
  }
  return fmt::format("<ul class=\"legend\" aria-label=\"Value missed by the end\">\n{}</ul>\n",
                     items);
}

/// Money that stays unspent misses nothing, so curves of thrifty policies look better than they
/// are.
std::string thrift_warning(std::span<const Contestant> drawn) {
  std::string list;
  for (const auto& one : drawn) {
    const double spent = one.report->scores.spent.value;
    if (spent >= kThriftBelow) continue;
    list += fmt::format("{}<b class=\"name\">{}</b> {}", list.empty() ? "" : ", ",
                        html::escape(one.name()), percent(spent));
  }
  if (list.empty()) return {};
  return "<p class=\"note\">Mind the money left unspent: these policies are measured as if they "
         "had "
         "spent like the oracle, but of the budget ordered they spent only: " +
         list + ".</p>\n";
}

std::string numbers(std::span<const Contestant> drawn, std::size_t days) {
  std::string head;
  for (const auto& one : drawn) {
    head += fmt::format("<th scope=\"col\">{}</th>", html::escape(one.name()));
  }
  std::string rows;
  for (std::size_t day = 0; day < days; ++day) {
    rows += fmt::format("<tr><th scope=\"row\">{}</th>", day + 1);
    for (const auto& one : drawn) rows += fmt::format("<td>{}</td>", amount(one, day));
    rows += "</tr>\n";
  }
  return fmt::format(
      "<details><summary>The numbers behind the chart</summary>\n"
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Value missed by day\">\n"
      "<table id=\"missed\"><caption><span>Value missed up to the end of each day, per account, "
      "and as a "
      "share of the possible</span></caption>\n<thead><tr><th "
      "scope=\"col\">Day</th>{}</tr></thead>\n"
      "<tbody>\n{}</tbody></table></div></details>\n",
      head, rows);
}

}  // namespace

std::string regret_section(std::span<const Contestant> contestants,
                           const app::SimulationReport& report) {
  GV_CHECK(report.scenario.days >= 1);
  const auto days = static_cast<std::size_t>(report.scenario.days);
  // The oracle misses nothing against itself: it is the zero line.
  std::vector<Contestant> drawn;
  LineChart chart;
  for (const auto& one : contestants) {
    GV_CHECK(one.report->regret_daily.size() == days);
    GV_CHECK(one.report->missed_daily_minor.size() == days);
    if (one.name() == "oracle") continue;
    drawn.push_back(one);
    chart.lines.push_back(line_of(one));
  }
  if (drawn.empty()) return {};
  chart.description =
      "Line chart of the value missed by each policy, day by day; the table of "
      "numbers below says the same.";
  chart.x = day_ticks(report.scenario.days);
  chart.y = value_ticks(chart.lines);
  return fmt::format(
      "<section>\n<h2>Value missed, day by day</h2>\n"
      "<p class=\"note\">Dollars of sales missed by the end of each day: what the oracle won, less "
      "what the same spend wins at the policy's rate; mean per account over {}. The oracle is the "
      "line at $0; a flat curve has stopped losing.</p>\n{}<figure id=\"curves\">\n{}"
      "<p class=\"readout\" aria-live=\"polite\">By the end of day <span id=\"readout\">{}</span>"
      "<span id=\"hint\" hidden=\"\"> (point at the chart for another "
      "day)</span>:</p>\n{}</figure>\n{}</section>\n",
      counted(report.seeds, "seed"), thrift_warning(drawn), line_chart(chart), days,
      legend(drawn, days - 1), numbers(drawn, days));
}

}  // namespace gv::report
