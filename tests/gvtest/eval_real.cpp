#include "document.h"
#include "evaluation.h"
#include "material.h"
#include "score.h"
#include "watch.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

namespace gv::gvtest {
namespace {

/// A real clip whose cuts were confirmed by eye.
struct RealClip {
  std::string path;
  std::vector<std::int64_t> cuts;
};

std::vector<RealClip> real_clips(const EvaluateOptions& options) {
  const std::string media = options.material + "/media/";
  const std::string opencv = opencv_folder() + "/";
  return {{media + "bottle-detection.mp4", {}},
          {media + "one-by-one-person-detection.mp4", {}},
          {opencv + "vtest.avi", {}},
          {opencv + "Megamind.avi", {98, 154, 200}},
          {opencv + "tree.avi", {}}};
}

Rows real_cuts(const EvaluateOptions& options) {
  const auto clips = real_clips(options);
  std::vector<std::optional<Hits>> results(clips.size());
  std::vector<std::string> remarks(clips.size());
  GV_TRY(run_parallel(clips.size(), options.threads, [&](std::size_t i) -> Result<void> {
    if (!std::filesystem::exists(clips[i].path)) return {};
    GV_TRY(const Watched found, watch(clips[i].path, {.shots = true}));
    std::vector<TrueBoundary> truth;
    for (const auto cut : clips[i].cuts) truth.push_back({.start = cut, .end = cut});
    results[i] = match_cuts(truth, found.shots.transitions);
    for (const auto& one : found.shots.transitions) {
      remarks[i] +=
          fmt::format(" {}@{}", boost::describe::enum_to_string(one.kind, ""), one.boundary);
    }
    return {};
  }));
  Measure row{.name = "real clips: cuts missed and false ones",
              .floor = 0.0,
              .goal = 0.0,
              .higher_is_better = false};
  for (std::size_t i = 0; i < clips.size(); ++i) {
    const std::string name = std::filesystem::path(clips[i].path).filename();
    if (!results[i]) {
      row.remarks.push_back(name + ": material absent");
      continue;
    }
    row.ours = row.ours.value_or(0.0) + results[i]->missed + results[i]->extra;
    row.clips[name] = {{"missed", results[i]->missed}, {"extra", results[i]->extra}};
    row.remarks.push_back(fmt::format("{}: {} missed, {} false; found{}", name, results[i]->missed,
                                      results[i]->extra, remarks[i]));
  }
  if (!row.ours) return std::vector{not_measured(row.name, "material absent")};
  return std::vector{row};
}

}  // namespace

Rows evaluate_real(const EvaluateOptions& options) {
  GV_TRY(auto rows, real_cuts(options));
  for (const char* name :
       {"onset F +-25 ms, madmom sample", "beat F on mir_eval's references, metric code to 1e-9",
        "faces F1, 43 labelled faces"}) {
    rows.push_back(not_measured(name, "material absent"));
  }
  rows.push_back(not_measured("network outputs decoded to 1e-4",
                              "the tests of the detectors do, on generated models"));
  return rows;
}

Rows evaluate_repeatability(const ClipFolder& set, const EvaluateOptions& options) {
  constexpr std::array kThreads{1, 2, 4};
  std::vector<std::string> documents(kThreads.size());
  GV_TRY(run_parallel(kThreads.size(), options.threads, [&](std::size_t i) -> Result<void> {
    GV_TRY(const auto document, document_of(set.path(0), {.decoder_threads = kThreads[i]}));
    documents[i] = analysis::to_json(document);
    return {};
  }));
  const bool same =
      std::ranges::all_of(documents, [&](const auto& one) { return one == documents.front(); });
  return std::vector{Measure{.name = "same bytes with 1, 2 and 4 decoder threads",
                             .floor = 1.0,
                             .goal = 1.0,
                             .ours = same ? 1.0 : 0.0}};
}

}  // namespace gv::gvtest
