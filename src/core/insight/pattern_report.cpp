#include <algorithm>

#include "core/insight/enum_text.h"
#include "core/insight/patterns.h"

namespace gv::insight {
namespace {

constexpr double kPrimaryMin = 0.25;

struct Ranked {
  std::optional<VisualPattern> label;
  double best{0.0};
  double second{0.0};
  double sum{0.0};
};

Ranked rank(const PatternScores& scores) {
  Ranked ranked;
  for (const auto& [label, score] : scores) {
    if (!score) continue;
    ranked.sum += *score;
    if (*score > ranked.best || !ranked.label) {
      ranked.second = ranked.best;
      ranked.best = *score;
      ranked.label = label;
    } else {
      ranked.second = std::max(ranked.second, *score);
    }
  }
  return ranked;
}

void add_shares(PatternReport& report) {
  double total = 0.0;
  std::map<VisualPattern, double> seconds;
  for (const auto& span : report.timeline) {
    total += span.t1 - span.t0;
    if (span.label) seconds[*span.label] += span.t1 - span.t0;
  }
  double longest = 0.0;
  for (const auto& [label, time] : seconds) {
    if (time > longest) {
      longest = time;
      report.dominant = label;
    }
    if (total > 0.0) report.distribution[name_of(label)] = time / total;
  }
}

void add_changes(PatternReport& report) {
  const auto& timeline = report.timeline;
  for (std::size_t i = 1; i < timeline.size(); ++i) {
    if (timeline[i].label == timeline[i - 1].label) continue;
    report.transitions.push_back({timeline[i].t0, timeline[i - 1].label, timeline[i].label});
  }
  if (timeline.size() < 2) return;
  report.temporal_consistency = 1.0 - static_cast<double>(report.transitions.size()) /
                                          static_cast<double>(timeline.size() - 1);
}

}  // namespace

std::optional<VisualPattern> primary_of(const PatternScores& scores) {
  const auto ranked = rank(scores);
  return ranked.best >= kPrimaryMin ? ranked.label : std::nullopt;
}

double margin_of(const PatternScores& scores) {
  const auto ranked = rank(scores);
  return ranked.sum > 0.0 ? (ranked.best - ranked.second) / ranked.sum : 0.0;
}

PatternReport recognise_patterns(const PatternInput& video, std::span<const PatternInput> shots,
                                 const Lexicon& lexicon) {
  PatternReport report;
  const auto scores = score_patterns(video, lexicon);
  for (const auto& [label, score] : scores) report.scores[name_of(label)] = score;
  report.primary = primary_of(scores);
  report.margin = margin_of(scores);
  for (const auto& shot : shots) {
    const auto own = score_patterns(shot, lexicon);
    report.timeline.push_back({shot.time.t0, shot.time.t1, primary_of(own), rank(own).best});
  }
  add_changes(report);
  add_shares(report);
  return report;
}

}  // namespace gv::insight
