#include "adapters/report/verdict.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "adapters/report/figures.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

const Contestant* find(std::span<const Contestant> all, auto&& wanted) {
  const auto at = std::ranges::find_if(all, wanted);
  return at == all.end() ? nullptr : &*at;
}

const Contestant* subject_of(std::span<const Contestant> all) {
  const auto* ours = find(all, &Contestant::ours);
  return ours ? ours : find(all, [](const auto& one) { return !one.yardstick; });
}

const Contestant* rival_of(std::span<const Contestant> all, const Contestant* subject) {
  const auto* rules =
      find(all, [&](const auto& one) { return one.name() == "rules" && &one != subject; });
  return rules ? rules
               : find(all, [&](const auto& one) { return !one.yardstick && &one != subject; });
}

std::string name_of(const Contestant& one) {
  return fmt::format("<b class=\"name\">{}</b>", html::escape(one.name()));
}

/// "lost 5 % of what was possible"; a myopic yardstick can be beaten.
std::string loss(double regret, int decimals) {
  return regret < 0.0 ? fmt::format("got {} more than the yardstick", percent(-regret, decimals))
                      : fmt::format("lost {}", percent(regret, decimals));
}

std::string headline(const Contestant& subject, const Contestant* rival) {
  const bool tie =
      rival && std::round(100.0 * rival->regret()) == std::round(100.0 * subject.regret());
  const int decimals = tie || std::abs(subject.regret()) < 0.01 ? 1 : 0;
  auto text = fmt::format("{} {}{}", name_of(subject), loss(subject.regret(), decimals),
                          subject.regret() < 0.0 ? "" : " of what was possible");
  if (rival) text += fmt::format("; {} {}", name_of(*rival), loss(rival->regret(), decimals));
  return text + ".";
}

std::string money_sentence(const Contestant& subject, const Contestant* rival) {
  const auto bought = [](const Contestant& one) {
    return "$" + decimal(one.report->scores.value_per_spend.value, 2);
  };
  auto text =
      fmt::format("Every dollar spent by {} bought {} of value", name_of(subject), bought(subject));
  if (rival) text += fmt::format(", by {} {}", name_of(*rival), bought(*rival));
  return text + ".";
}

std::string winners_sentence(const Contestant& subject, const Contestant* rival) {
  const auto lost = [](const Contestant& one) { return percent(one.report->scores.winners_lost); };
  auto text = fmt::format("At the end {} had {} of the winning ads switched off", name_of(subject),
                          lost(subject));
  if (rival) text += fmt::format(", {} {}", name_of(*rival), lost(*rival));
  return text + ".";
}

bool overlap(const Contestant& one, const Contestant& other) {
  const auto& a = one.report->scores.regret;
  const auto& b = other.report->scores.regret;
  return a.lo <= b.hi && b.lo <= a.hi;
}

/// What the headline leaves out: a better policy, and differences that chance may explain.
std::string honest_sentence(std::span<const Contestant> all, const Contestant& subject,
                            const Contestant* rival) {
  const auto* best = find(all, [](const auto& one) { return !one.yardstick; });
  std::string text;
  if (best != &subject && best != rival) {
    text = fmt::format(" The best here was {}: it {}.", name_of(*best), loss(best->regret(), 1));
  }
  if (!subject.report->scores.has_intervals()) {
    return text + " One run cannot tell skill from luck; play more seeds.";
  }
  const auto* close = find(all, [&](const auto& one) {
    return !one.yardstick && &one != &subject && overlap(one, subject);
  });
  if (!close) return text;
  return text + fmt::format(
                    " {} {}; its 95 % interval overlaps that of {}, so this difference may "
                    "be chance.",
                    name_of(*close), loss(close->regret(), 1), name_of(subject));
}

/// One bar with its interval; `scale` is the share at the right end.
std::string loss_bar(const Contestant& one, double scale) {
  const auto& scores = one.report->scores;
  const auto& regret = scores.regret;
  const auto bounds =
      scores.has_intervals()
          ? fmt::format("{} to {}", decimal(100.0 * regret.lo, 1), decimal(100.0 * regret.hi, 1))
          : std::string("one market; no interval");
  const auto at = [&](double share) { return 100.0 * std::clamp(share / scale, 0.0, 1.0); };
  return fmt::format(
      "<li class=\"loss s{}{}\"><span class=\"name\">{}</span>"
      "<span class=\"track\" aria-hidden=\"true\"><span class=\"fill\" style=\"width:{:.2f}%\">"
      "</span><span class=\"whisker\" style=\"left:{:.2f}%;width:{:.2f}%\"></span></span>"
      "<span class=\"amount\">{} <small>({})</small></span></li>\n",
      one.style, one.ours ? " ours" : "", html::escape(one.name()), at(regret.value), at(regret.lo),
      at(regret.hi) - at(regret.lo), percent(regret.value, 1), bounds);
}

std::string loss_bars(std::span<const Contestant> all) {
  double scale = 0.1;
  for (const auto& one : all) scale = std::max(scale, one.report->scores.regret.hi);
  std::string bars;
  for (const auto& one : all) {
    if (!one.yardstick) bars += loss_bar(one, scale);
  }
  return bars;
}

}  // namespace

std::string verdict_section(std::span<const Contestant> contestants,
                            const app::SimulationReport& report) {
  const auto* subject = subject_of(contestants);
  if (!subject) {
    return "<section aria-label=\"Verdict\"><p class=\"headline\">Only the yardstick was "
           "played.</p></section>\n";
  }
  const auto* rival = rival_of(contestants, subject);
  return fmt::format(
      "<section aria-label=\"Verdict\">\n<p class=\"headline\">{}</p>\n"
      "<p class=\"lead\">{} {}{}</p>\n"
      "<h2>Share of the possible value lost</h2>\n"
      "<p class=\"note\">Possible is what the oracle, a player who knows how well every ad really "
      "sells, makes of the same money. Shorter is better. The line over a bar is the 95&#160;% "
      "interval over {}.</p>\n<ol class=\"losses\">\n{}</ol>\n</section>\n",
      headline(*subject, rival), money_sentence(*subject, rival), winners_sentence(*subject, rival),
      honest_sentence(contestants, *subject, rival), counted(report.seeds, "seed"),
      loss_bars(contestants));
}

}  // namespace gv::report
