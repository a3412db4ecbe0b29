#include "adapters/report/decision_log.h"

#include <charconv>
#include <set>

#include <fmt/format.h>

#include "adapters/report/figures.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

/// Cuts what stands before `separator` off the front of `text`.
std::optional<std::string_view> take(std::string_view& text, std::string_view separator) {
  const auto at = text.find(separator);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const auto front = text.substr(0, at);
  text.remove_prefix(at + separator.size());
  return front;
}

std::optional<std::int64_t> take_amount(std::string_view& text, std::string_view separator) {
  const auto digits = take(text, separator);
  if (!digits) return std::nullopt;
  std::int64_t amount = 0;
  const char* end = digits->data() + digits->size();
  const auto [stop, error] = std::from_chars(digits->data(), end, amount);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return amount;
}

/// "2025-01-06T06:00:00.000000Z" as "2025-01-06 06:00"; other text as it is.
std::string minute_of(std::string_view at) {
  if (at.size() < 16 || at[10] != 'T') return html::escape(at);
  return html::escape(at.substr(0, 10)) + " " + html::escape(at.substr(11, 5));
}

std::string row(const app::DecisionLogRow& line) {
  const auto entry = parse_log_text(line.text);
  if (!entry) {
    return fmt::format(
        "<tr data-ad=\"\"><td>{}</td><td colspan=\"4\" class=\"text\">{}</td></tr>\n",
        minute_of(line.at), html::escape(line.text));
  }
  const auto ad = html::escape(entry->ad);
  return fmt::format(
      "<tr data-ad=\"{}\"><td>{}</td><td><bdi>{}</bdi></td><td class=\"text\">{}</td>"
      "<td>{} \xE2\x86\x92 {}</td><td class=\"text\">{}</td></tr>\n",
      ad, minute_of(line.at), ad, html::escape(entry->action), dollars_and_cents(entry->from_minor),
      dollars_and_cents(entry->to_minor), html::escape(entry->reason));
}

/// Hidden until the script that serves it runs.
std::string ad_choice(const app::SimulationReport& report) {
  std::set<std::string_view> ads;
  for (const auto& line : report.log) {
    if (const auto entry = parse_log_text(line.text)) ads.insert(entry->ad);
  }
  std::string options;
  for (const auto ad : ads) {
    options += fmt::format("<option value=\"{0}\">{0}</option>", html::escape(ad));
  }
  return fmt::format(
      "<p id=\"filter\" hidden=\"\"><label for=\"ad\">Ad</label> <select id=\"ad\">"
      "<option value=\"\">all ads</option>{}</select> <span id=\"shown\" aria-live=\"polite\">"
      "</span></p>\n",
      options);
}

}  // namespace

std::optional<LogEntry> parse_log_text(std::string_view text) {
  const auto ad = take(text, " ");
  const auto action = ad ? take(text, " ") : std::nullopt;
  const auto from = action ? take_amount(text, " -> ") : std::nullopt;
  const auto to = from ? take_amount(text, ": ") : std::nullopt;
  if (!to) return std::nullopt;
  return LogEntry{*ad, *action, *from, *to, text};
}

std::string log_section(const app::SimulationReport& report) {
  if (report.log.empty()) return {};
  std::string rows;
  for (const auto& line : report.log) rows += row(line);
  return fmt::format(
      "<section>\n<h2>Why battle_hardened did what it did</h2>\n"
      "<p class=\"note\">Every change of one run, seed {}, with its reason.</p>\n"
      "<details id=\"log\"><summary>Show {}</summary>\n{}"
      "<div class=\"scroll tall\" role=\"region\" tabindex=\"0\" aria-label=\"Decision log\">\n"
      "<table class=\"log\"><caption><span>Decisions in order of time (UTC); daily budgets before "
      "and "
      "after</span></caption>\n<thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Ad</th>"
      "<th scope=\"col\">Action</th><th scope=\"col\">Budget</th><th scope=\"col\">Reason</th>"
      "</tr></thead>\n<tbody>\n{}</tbody></table></div></details>\n</section>\n",
      report.first_seed, counted(static_cast<std::int64_t>(report.log.size()), "decision"),
      ad_choice(report), rows);
}

}  // namespace gv::report
