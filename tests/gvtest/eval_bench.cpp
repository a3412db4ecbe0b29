#include "document.h"
#include "evaluation.h"
#include "score.h"
#include "words.h"

#include <algorithm>

namespace gv::gvtest {
namespace {

constexpr double kSameFace = 0.4;  // IoU

struct BenchClip {
  Hits cuts;
  WordHits words;
  int faces_true{0};
  int faces_found{0};
};

bool on_screen(const vision::Track& track, const TrueFace& face) {
  return std::ranges::any_of(track.boxes, [&](const auto& one) {
    return one.t >= face.t0 && one.t < face.t1 && vision::iou(one.box, face.box) >= kSameFace;
  });
}

Result<BenchClip> bench_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const auto document, document_of(path));
  BenchClip clip;
  clip.cuts = match_cuts(truth.boundaries, document.shots.transitions);
  const auto text = document.text.value_or(insight::TextSection{});
  clip.words = match_words(truth.captions, text.tracks, [](const TrueCaption&) { return true; });
  for (const TrueFace& face : truth.faces) {
    ++clip.faces_true;
    if (!document.faces) continue;
    clip.faces_found += std::ranges::any_of(
        document.faces->tracks, [&](const auto& track) { return on_screen(track, face); });
  }
  return clip;
}

}  // namespace

Rows evaluate_bench(const ClipFolder& set, const EvaluateOptions& options) {
  if (options.quick) return std::vector{not_measured("bench clips", "left out by --quick")};
  GV_TRY(const auto results, each_clip<BenchClip>(set, options, bench_of));
  BenchClip sum;
  for (const BenchClip& clip : results) {
    sum.cuts.add(clip.cuts);
    sum.words.true_words += clip.words.true_words;
    sum.words.recalled += clip.words.recalled;
    sum.words.found_words += clip.words.found_words;
    sum.words.confirmed += clip.words.confirmed;
    sum.faces_true += clip.faces_true;
    sum.faces_found += clip.faces_found;
  }
  const auto share = [](int part, int whole) -> std::optional<double> {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / whole;
  };
  Measure faces{.name = "faces found, share, bench",
                .ours = share(sum.faces_found, sum.faces_true),
                .why_not = "material absent: media/astronaut.png"};
  return std::vector{
      Measure{.name = "hard cuts F1 +-1 frame, bench", .floor = 0.97, .ours = sum.cuts.f1()},
      Measure{.name = "OCR word recall, bench",
              .ours = share(sum.words.recalled, sum.words.true_words)},
      Measure{.name = "OCR word precision, bench",
              .ours = share(sum.words.confirmed, sum.words.found_words)},
      faces};
}

}  // namespace gv::gvtest
