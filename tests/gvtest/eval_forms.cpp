#include "evaluation.h"
#include "score.h"
#include "watch.h"

#include <cmath>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

/// What the probe reads otherwise than it was written.
std::vector<std::string> wrong_facts(const TrueForm& truth, const Watched& found) {
  std::vector<std::string> wrong;
  const auto expect = [&](const char* what, double got, double expected, double tolerance) {
    if (std::abs(got - expected) > tolerance) {
      wrong.push_back(fmt::format("{} is {}, not {}", what, got, expected));
    }
  };
  if (!found.probe.video) return {"there is no video"};
  const auto& video = *found.probe.video;
  expect("rotation", video.rotation_deg, truth.rotation_deg, 0);
  expect("width", video.display_w, truth.display_w, 1);
  expect("height", video.display_h, truth.display_h, 1);
  expect("bit depth", video.bit_depth, truth.bit_depth, 0);
  expect("hdr", video.hdr, truth.hdr, 0);
  expect("sound", found.probe.audio.has_value(), truth.sound, 0);
  expect("still", found.probe.is_still, truth.still, 0);
  if (truth.still) return wrong;
  expect("vfr", video.vfr, truth.vfr, 0);
  if (!truth.vfr) expect("fps", video.fps_avg, truth.fps, 0.01);
  return wrong;
}

struct Form {
  Hits cuts;
  std::vector<std::string> wrong;
};

Result<Form> form_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const Watched found, watch(path, {.shots = true, .sound = true}));
  Form form{.wrong = wrong_facts(*truth.form, found)};
  if (std::ssize(found.times) != truth.frames) {
    form.wrong.push_back(fmt::format("{} frames, not {}", found.times.size(), truth.frames));
  }
  const double frame_s = 1.0 / truth.form->fps;
  form.cuts =
      match_cuts_by_time(truth.boundaries, found.shots.transitions, found.times, 1.01 * frame_s);
  if (found.shots.shots.empty()) form.wrong.emplace_back("no shot");
  return form;
}

}  // namespace

Rows evaluate_forms(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // each clip is another case
  GV_TRY(const auto results, each_clip<Form>(set, all, form_of));
  Measure cuts{.name = "hard cuts F1 +-1 frame in time, G4", .floor = 0.97, .goal = 0.99};
  Measure facts{.name = "forms read right, share, G4", .floor = 1.0};
  Hits hits;
  double right = 0.0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& file = set.truth.clips[i].file;
    hits.add(results[i].cuts);
    cuts.clips[file] = {{"f1", results[i].cuts.f1()},
                        {"missed", results[i].cuts.missed},
                        {"extra", results[i].cuts.extra}};
    if (results[i].cuts.f1() < 1.0) {
      cuts.remarks.push_back(fmt::format("{}: {} missed, {} extra", file, results[i].cuts.missed,
                                         results[i].cuts.extra));
    }
    right += results[i].wrong.empty() ? 1.0 : 0.0;
    for (const auto& one : results[i].wrong) facts.remarks.push_back(file + ": " + one);
  }
  cuts.ours = hits.f1();
  facts.ours = right / static_cast<double>(results.size());
  return std::vector{cuts, facts};
}

}  // namespace gv::gvtest
