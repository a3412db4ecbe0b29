#include "evaluation.h"
#include "score.h"
#include "watch.h"

#include <algorithm>

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

namespace gv::gvtest {
namespace {

using vision::DetectorKind;

struct ClipCuts {
  Hits ours;
  std::map<DetectorKind, Hits> peers;
  std::vector<std::string> remarks;
};

const std::map<DetectorKind, std::string>& peer_names() {
  static const std::map<DetectorKind, std::string> kNames{{DetectorKind::Content, "content"},
                                                          {DetectorKind::Adaptive, "adaptive"},
                                                          {DetectorKind::Ffscene, "ffscene"}};
  return kNames;
}

std::string clip_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// Which cuts were missed and which are too many.
std::vector<std::string> remarks_of(const std::string& path, const ClipTruth& truth,
                                    const vision::ShotsSection& found) {
  std::vector<std::string> remarks;
  const auto near = [](std::int64_t a, std::int64_t b) { return std::abs(a - b) <= 1; };
  for (const auto& one : truth.boundaries) {
    const bool hit = std::ranges::any_of(
        found.transitions, [&](const auto& other) { return near(other.boundary, one.start); });
    if (!hit && one.end == one.start) {
      remarks.push_back(fmt::format("{}: missed the cut at {}", clip_name(path), one.start));
    }
  }
  for (const auto& one : found.transitions) {
    const bool hit = std::ranges::any_of(truth.boundaries, [&](const auto& other) {
      return near(one.boundary, other.start) ||
             (one.boundary >= other.start - 1 && one.boundary <= other.end + 1);
    });
    if (!hit) {
      remarks.push_back(fmt::format("{}: false {} at {}, score {:.2f}", clip_name(path),
                                    boost::describe::enum_to_string(one.kind, ""), one.boundary,
                                    one.score));
    }
  }
  return remarks;
}

Result<ClipCuts> cuts_of(const std::string& path, const ClipTruth& truth) {
  WatchOptions options{.shots = true};
  for (const auto& [kind, name] : peer_names()) options.peers.push_back(kind);
  GV_TRY(const Watched found, watch(path, options));
  ClipCuts cuts{.ours = match_cuts(truth.boundaries, found.shots.transitions)};
  for (const auto& [kind, section] : found.peers) {
    cuts.peers[kind] = match_cuts(truth.boundaries, section.transitions);
  }
  cuts.remarks = remarks_of(path, truth, found.shots);
  return cuts;
}

struct Totals {
  Hits ours;
  std::map<DetectorKind, Hits> peers;
  std::map<std::string, std::map<std::string, double>> clips;
  std::vector<std::string> remarks;
};

Totals sum(const ClipFolder& set, const std::vector<ClipCuts>& results) {
  Totals totals;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const ClipCuts& one = results[i];
    totals.ours.add(one.ours);
    auto& numbers = totals.clips[set.truth.clips[i].file];
    numbers = {{"f1", one.ours.f1()},
               {"matched", one.ours.matched},
               {"missed", one.ours.missed},
               {"extra", one.ours.extra}};
    for (const auto& [kind, hits] : one.peers) {
      totals.peers[kind].add(hits);
      numbers[peer_names().at(kind)] = hits.f1();
    }
    totals.remarks.insert(totals.remarks.end(), one.remarks.begin(), one.remarks.end());
  }
  return totals;
}

}  // namespace

Rows evaluate_cuts(const ClipFolder& set, const EvaluateOptions& options) {
  GV_TRY(const auto results, each_clip<ClipCuts>(set, options, cuts_of));
  const Totals totals = sum(set, results);
  const bool clean = set.truth.id == "G1";
  Measure f1{.name = "hard cuts F1 +-1 frame, " + set.truth.id,
             .floor = clean ? 0.97 : 0.95,
             .goal = clean ? 0.99 : 0.98,
             .ours = totals.ours.f1(),
             .peer_is_goal = true,
             .shortfall = clean
                              ? ""
                              : "steps of brightness pass for cuts, a graphic that slides away for "
                                "a dissolve; cuts beside a fast fine chequer drown in its flicker",
             .clips = totals.clips,
             .remarks = totals.remarks};
  for (const auto& [kind, hits] : totals.peers) {
    if (f1.peer && *f1.peer >= hits.f1()) continue;
    f1.peer = hits.f1();
    f1.peer_name = "best of content, adaptive, ffscene: " + peer_names().at(kind);
  }
  Measure exact{.name = "exact-frame share, " + set.truth.id,
                .floor = 0.98,
                .goal = 1.0,
                .ours = totals.ours.exact_share()};
  return std::vector{f1, exact};
}

Rows evaluate_transitions(const ClipFolder& set, const EvaluateOptions& options) {
  struct Gradients {
    Hits cuts;
    Hits dissolves;
    Hits dark;
    std::vector<std::string> remarks;
  };
  const auto work = [](const std::string& path, const ClipTruth& truth) -> Result<Gradients> {
    GV_TRY(const Watched found, watch(path, {.shots = true}));
    const auto& seen = found.shots.transitions;
    Gradients one{match_cuts(truth.boundaries, seen),
                  match_gradual(truth.boundaries, seen, Gradual::Dissolve),
                  match_gradual(truth.boundaries, seen, Gradual::Dark),
                  {}};
    one.remarks = remarks_of(path, truth, found.shots);
    for (const auto& boundary : truth.boundaries) {
      std::string line = fmt::format("{}: {} {}-{}:", clip_name(path),
                                     boost::describe::enum_to_string(boundary.kind, ""),
                                     boundary.start, boundary.end);
      for (const auto& other : seen) {
        if (other.end_frame < boundary.start - 3 || other.start_frame > boundary.end + 3) continue;
        line += fmt::format(" {} {}-{}", boost::describe::enum_to_string(other.kind, ""),
                            other.start_frame, other.end_frame);
      }
      one.remarks.push_back(line);
    }
    return one;
  };
  GV_TRY(const auto results, each_clip<Gradients>(set, options, work));
  Gradients all;
  Measure dissolves{.name = "dissolves F1, overlap >= 30 %, G2", .floor = 0.85, .goal = 0.94};
  Measure fades{.name = "fades and black gaps F1, G2", .floor = 0.97, .goal = 1.0};
  for (std::size_t i = 0; i < results.size(); ++i) {
    all.cuts.add(results[i].cuts);
    all.dissolves.add(results[i].dissolves);
    all.dark.add(results[i].dark);
    dissolves.clips[set.truth.clips[i].file] = {{"f1", results[i].dissolves.f1()},
                                                {"missed", results[i].dissolves.missed},
                                                {"extra", results[i].dissolves.extra}};
    fades.clips[set.truth.clips[i].file] = {{"f1", results[i].dark.f1()},
                                            {"missed", results[i].dark.missed},
                                            {"extra", results[i].dark.extra}};
    for (const auto& remark : results[i].remarks) dissolves.remarks.push_back(remark);
  }
  dissolves.ours = all.dissolves.f1();
  fades.ours = all.dark.f1();
  fades.remarks = dissolves.remarks;
  Measure middle{.name = "dissolve midpoint error, mean frames, G2",
                 .floor = 2.0,
                 .goal = 1.0,
                 .ours = all.dissolves.offset_mean(),
                 .higher_is_better = false};
  Measure cuts{.name = "hard cuts among transitions F1, G2", .ours = all.cuts.f1()};
  return std::vector{dissolves, middle, fades, cuts};
}

}  // namespace gv::gvtest
