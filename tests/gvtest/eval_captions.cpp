#include "document.h"
#include "evaluation.h"
#include "words.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

bool on_box(const TrueCaption& caption) { return caption.style == "box"; }
bool outlined_over_motion(const TrueCaption& caption) {
  return caption.style == "outline" && caption.moving;
}
bool any(const TrueCaption&) { return true; }

struct Captions {
  WordHits box;
  WordHits outline;
  WordHits all;
  std::optional<double> first_error;
  std::vector<std::string> remarks;
};

Result<Captions> captions_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const auto document, document_of(path, {.faces = false}));
  const auto text = document.text.value_or(insight::TextSection{});
  Captions found{.box = match_words(truth.captions, text.tracks, on_box),
                 .outline = match_words(truth.captions, text.tracks, outlined_over_motion),
                 .all = match_words(truth.captions, text.tracks, any)};
  double first = truth.duration_s;
  for (const auto& caption : truth.captions) first = std::min(first, caption.t0);
  if (text.first_text_s) found.first_error = std::abs(*text.first_text_s - first);
  for (const auto& track : text.tracks) {
    found.remarks.push_back(fmt::format("{}: [{:.2f}, {:.2f}) at y {:.2f}: \"{}\"", truth.file,
                                        track.t0, track.t1, track.box.y, track.text));
  }
  return found;
}

double share(int part, int whole) { return whole > 0 ? static_cast<double>(part) / whole : 1.0; }

void add(WordHits& sum, const WordHits& one) {
  sum.true_words += one.true_words;
  sum.recalled += one.recalled;
  sum.found_words += one.found_words;
  sum.confirmed += one.confirmed;
}

}  // namespace

Rows evaluate_captions(const ClipFolder& set, const EvaluateOptions& options) {
  ClipFolder some = set;
  if (options.quick) {  // one of each style
    some.truth.clips.clear();
    for (std::size_t i = 1; i < set.truth.clips.size(); i += 6) {
      some.truth.clips.push_back(set.truth.clips[i]);
    }
  }
  EvaluateOptions all = options;
  all.quick = false;
  GV_TRY(const auto results, each_clip<Captions>(some, all, captions_of));
  Captions sum;
  double error = 0.0;
  int with_text = 0;
  Measure box{.name = "OCR word recall, G9, box", .floor = 0.95, .goal = 0.98};
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Captions& one = results[i];
    const ClipTruth& truth = some.truth.clips[i];
    add(sum.box, one.box);
    add(sum.outline, one.outline);
    add(sum.all, one.all);
    if (one.first_error) {
      error += *one.first_error;
      ++with_text;
    }
    const double recall = share(one.all.recalled, one.all.true_words);
    box.clips[truth.file] = {{"recall", recall},
                             {"precision", share(one.all.confirmed, one.all.found_words)},
                             {"first_text_error_s", one.first_error.value_or(-1.0)}};
    box.remarks.push_back(fmt::format("{} ({}): {} of {} words, {} of {} found ones right",
                                      truth.file, truth.variant, one.all.recalled,
                                      one.all.true_words, one.all.confirmed, one.all.found_words));
    for (const auto& remark : one.remarks) box.remarks.push_back(remark);
  }
  box.ours = share(sum.box.recalled, sum.box.true_words);
  Measure outline{.name = "OCR word recall, G9, outline over motion",
                  .floor = 0.75,
                  .goal = 0.90,
                  .ours = share(sum.outline.recalled, sum.outline.true_words)};
  Measure every{.name = "OCR word recall, G9, every style",
                .ours = share(sum.all.recalled, sum.all.true_words)};
  Measure precision{.name = "OCR word precision, G9",
                    .floor = 0.90,
                    .goal = 0.95,
                    .ours = share(sum.all.confirmed, sum.all.found_words)};
  Measure first{.name = "first_text_s error, mean s, G9",
                .floor = 0.25,
                .goal = 0.05,
                .higher_is_better = false};
  if (with_text > 0) first.ours = error / with_text;
  if (with_text == 0) first.why_not = "no text found";
  return std::vector{box, outline, every, precision, first};
}

}  // namespace gv::gvtest
