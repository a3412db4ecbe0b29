#include "adapters/report/money_bars.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "adapters/report/figures.h"
#include "base/currency.h"
#include "base/money.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

/// Narrower segments have no room for their share; the table has it.
constexpr double kLabelledShare = 0.09;

std::string archetype_name(std::size_t a) {
  return std::string(market::to_text(static_cast<market::Archetype>(a)));
}

std::string legend() {
  std::string items;
  for (std::size_t a = 0; a < market::kArchetypes; ++a) {
    items += fmt::format("<li><span class=\"swatch a{}\"></span> {}</li>\n", a, archetype_name(a));
  }
  return fmt::format("<ul class=\"legend kinds\" aria-label=\"Kinds of ads\">\n{}</ul>\n", items);
}

std::string bar(const Contestant& one) {
  std::string segments;
  for (std::size_t a = 0; a < market::kArchetypes; ++a) {
    const double share = one.report->scores.money_by_archetype[a];
    if (share <= 0.0) continue;
    segments +=
        fmt::format("<span class=\"a{}\" style=\"width:{:.2f}%\" title=\"{}: {}\">{}</span>", a,
                    100.0 * share, archetype_name(a), percent(share, 1),
                    share >= kLabelledShare ? "<b>" + decimal(100.0 * share, 0) + "</b>" : "");
  }
  return fmt::format(
      "<li{}><span class=\"name\">{}</span><span class=\"stack\" aria-hidden=\"true\">{}</span>"
      "</li>\n",
      one.ours ? " class=\"ours\"" : "", html::escape(one.name()), segments);
}

std::string row(const Contestant& one, const market::Scenario& scenario) {
  const auto split = money_split(one.report->scores, scenario);
  std::string cells;
  for (const auto part : split.parts) {
    cells += fmt::format("<td>{}</td>", whole_dollars(part));
  }
  return fmt::format("<tr{}><th scope=\"row\">{}</th>{}<td class=\"first\">{}</td></tr>\n",
                     one.ours ? " class=\"ours\"" : "", html::escape(one.name()), cells,
                     whole_dollars(split.total));
}

std::string table(std::span<const Contestant> contestants, const market::Scenario& scenario) {
  std::string head;
  for (std::size_t a = 0; a < market::kArchetypes; ++a) {
    head += fmt::format("<th scope=\"col\">{}</th>", archetype_name(a));
  }
  std::string rows;
  for (const auto& one : contestants) rows += row(one, scenario);
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Money by kind of ad\">\n"
      "<table id=\"money\"><caption><span>Mean spend per account over {}, by kind of "
      "ad</span></caption>\n"
      "<thead><tr><th scope=\"col\">Policy</th>{}<th scope=\"col\" class=\"first\">total</th></tr>"
      "</thead>\n<tbody>\n{}</tbody></table></div>\n",
      counted(scenario.days, "day"), head, rows);
}

}  // namespace

MoneySplit money_split(const market::Scores& scores, const market::Scenario& scenario) {
  const auto ordered = static_cast<double>(scenario.total_minor) * scenario.days;
  const auto per_major = static_cast<double>(Currency::usd().minor_per_major());
  MoneySplit split;
  split.total = round_half_away(ordered * scores.spent.value / per_major);
  const auto& shares = scores.money_by_archetype;
  if (std::accumulate(shares.begin(), shares.end(), 0.0) <= 0.0) return split;  // nothing spent
  std::ranges::copy(largest_remainder(split.total, shares), split.parts.begin());
  return split;
}

std::string money_section(std::span<const Contestant> contestants,
                          const app::SimulationReport& report) {
  std::string bars;
  for (const auto& one : contestants) bars += bar(one);
  return fmt::format(
      "<section>\n<h2>Where the money went</h2>\n"
      "<p class=\"note\">Percent of spend by kind of ad. Clickbait is clicked much and sells "
      "little; slow winners sell well, but late. Good money is on the left.</p>\n"
      "{}<ol class=\"stacks\">\n{}</ol>\n{}</section>\n",
      legend(), bars, table(contestants, report.scenario));
}

}  // namespace gv::report
