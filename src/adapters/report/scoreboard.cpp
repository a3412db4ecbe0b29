#include "adapters/report/scoreboard.h"

#include <array>
#include <functional>

#include <fmt/format.h>

#include "adapters/report/figures.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

using market::Scores;

struct Column {
  const char* group;
  const char* title;
  const char* meaning;
  std::string (*cell)(const Scores&);
};

std::string regret_cell(const Scores& s) {
  if (!s.has_intervals()) return percent(s.regret.value, 1) + "<small>no interval</small>";
  return fmt::format("{}<small>{} to {}</small>", percent(s.regret.value, 1),
                     decimal(100.0 * s.regret.lo, 1), decimal(100.0 * s.regret.hi, 1));
}

/// Neighbours of one group stand together.
constexpr std::array<Column, 12> kColumns{{
    {"Money", "Regret",
     "Share of the possible value lost per dollar spent; below it the 95 % interval, if more than "
     "one "
     "market was played. Lower is better.",
     regret_cell},
    {"Money", "Value per $1", "Sales value bought with one dollar. Higher is better.",
     [](const Scores& s) { return "$" + decimal(s.value_per_spend.value, 2); }},
    {"Money", "Waste", "Share of the money spent while an ad returned less than it cost.",
     [](const Scores& s) { return percent(s.waste.value); }},
    {"Money", "Spend per loser",
     "Mean spend on an ad that returns less than half of what it costs.",
     [](const Scores& s) { return dollars(s.spend_per_loser_minor); }},
    {"Winning ads", "Winners lost", "Share of the ads at or above target that are off at the end.",
     [](const Scores& s) { return percent(s.winners_lost); }},
    {"Winning ads", "Slow winners lost",
     "The same for slow winners, whose sales come late. Impatient rules lose these.",
     [](const Scores& s) { return percent(s.slow_winners_lost); }},
    {"Winning ads", "Ever paused", "Share of winning ads paused at least once, even if revived.",
     [](const Scores& s) { return percent(s.winners_paused); }},
    {"Honesty", "Coverage",
     "How often the true return lay inside the policy's 90 % interval; 90 % is right. A dash: the "
     "policy states no beliefs.",
     [](const Scores& s) { return percent(s.coverage90); }},
    {"Honesty", "ECE",
     "Expected calibration error: how far its stated chances are from what came true. Lower is "
     "better.",
     [](const Scores& s) { return percent(s.calibration_error, 1); }},
    {"Effort", "Spent", "Share of the ordered budget that was spent.",
     [](const Scores& s) { return percent(s.spent.value); }},
    {"Effort", "Changes", "Budget changes, pauses and revivals sent to the platform per run.",
     [](const Scores& s) { return decimal(s.mutations, 0); }},
    {"Effort", "Resets", "Times per run a change sent an ad back to the platform's learning phase.",
     [](const Scores& s) { return decimal(s.learning_resets, 1); }},
}};

bool begins_group(std::size_t c) {
  return c == 0 || std::string_view(kColumns[c].group) != kColumns[c - 1].group;
}

const char* group_class(std::size_t c) { return begins_group(c) ? " class=\"first\"" : ""; }

std::string head() {
  std::string groups;
  std::string titles;
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    titles += fmt::format("<th scope=\"col\"{}>{}</th>", group_class(c), kColumns[c].title);
    if (!begins_group(c)) continue;
    std::size_t end = c + 1;
    while (end < kColumns.size() && !begins_group(end)) ++end;
    groups += fmt::format("<th scope=\"colgroup\" class=\"first\" colspan=\"{}\">{}</th>", end - c,
                          kColumns[c].group);
  }
  return fmt::format(
      "<thead><tr><th scope=\"col\" rowspan=\"2\">Policy</th>{}</tr>\n<tr>{}</tr></thead>\n",
      groups, titles);
}

std::string row(const Contestant& one) {
  std::string cells;
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    cells += fmt::format("<td{}>{}</td>", group_class(c), kColumns[c].cell(one.report->scores));
  }
  return fmt::format("<tr{}><th scope=\"row\">{}{}</th>{}</tr>\n",
                     one.ours ? " class=\"ours\"" : "", html::escape(one.name()),
                     one.yardstick ? "<small>yardstick</small>" : "", cells);
}

std::string meanings() {
  std::string list;
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    const auto& column = kColumns[c];
    list += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", column.title, column.meaning);
  }
  return fmt::format("<h3>How to read the columns</h3>\n<dl class=\"meanings\">\n{}</dl>\n", list);
}

}  // namespace

std::string scoreboard_section(std::span<const Contestant> contestants) {
  std::string rows;
  for (const auto& one : contestants) rows += row(one);
  return fmt::format(
      "<section>\n<h2>Scoreboard</h2>\n"
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Scoreboard\">\n"
      "<table class=\"scores\"><caption><span>Scores of each policy, best first. All obey the same "
      "limits on budget changes.</span></caption>\n"
      "{}<tbody>\n{}</tbody></table></div>\n{}</section>\n",
      head(), rows, meanings());
}

std::string players_section(std::span<const Contestant> contestants) {
  std::string list;
  for (const auto& one : contestants) {
    const auto note = policy_note(one.name());
    if (note.empty()) continue;
    list += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html::escape(one.name()),
                        html::escape(note));
  }
  if (list.empty()) return {};
  return fmt::format(
      "<section>\n<h2>Who played</h2>\n<dl class=\"meanings\">\n{}</dl>\n</section>\n", list);
}

}  // namespace gv::report
