#include "evaluation.h"
#include "watch.h"

#include <fmt/format.h>

#include "core/audio/metrics.h"

namespace gv::gvtest {
namespace {

Result<double> error_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const Watched found, watch(path, {.sound = true}));
  const auto speech = found.audio.speech.value_or(audio::Speech{});
  return audio::speech_frame_error(truth.speech->segments, speech.segments, truth.duration_s);
}

}  // namespace

Rows evaluate_speech(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // they are short to analyse
  GV_TRY(const auto results, each_clip<double>(set, all, error_of));
  std::vector<Measure> rows;
  for (const double bed_db : {0.0, 20.0, 15.0, 10.0, 5.0}) {
    Measure row{.ours = 0.0, .higher_is_better = false};
    row.name = bed_db > 0.0 ? fmt::format("VAD frame error, G10, music {} dB below", bed_db)
                            : "VAD frame error, G10, clean";
    if (bed_db == 0.0) row.floor = 0.08, row.goal = 0.05;
    if (bed_db == 15.0) row.floor = 0.15, row.goal = 0.10;
    int count = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
      const ClipTruth& truth = set.truth.clips[i];
      if (truth.speech->bed_db.value_or(0.0) != bed_db) continue;
      *row.ours += results[i];
      ++count;
      row.clips[truth.file] = {{"error", results[i]}};
      row.remarks.push_back(fmt::format("{} ({}): {:.3f}", truth.file, truth.variant, results[i]));
    }
    if (count == 0) continue;
    *row.ours /= count;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace gv::gvtest
