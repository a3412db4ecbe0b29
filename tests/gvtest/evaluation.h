#pragma once

#include "report.h"
#include "truth.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gv::gvtest {

struct EvaluateOptions {
  std::string clips{"build/eval-clips"};
  std::string report{};  ///< empty: not written
  std::string peers{"eval/peers.json"};
  std::string material;
  std::vector<std::string> only{};  ///< sets; empty: all, and the real material
  bool quick{false};                ///< at most three clips of a set
  int threads{2};
};

/// Analyses what is there, prints the table, writes the report. The exit code: 1 when a floor
/// failed or a file could not be read.
[[nodiscard]] int evaluate(const EvaluateOptions& options);

/// The clips of one set and where they lie.
struct ClipFolder {
  std::string folder;
  Truth truth;
  [[nodiscard]] std::string path(std::size_t clip) const {
    return folder + "/" + truth.clips[clip].file;
  }
};

/// Runs `work` on each clip, several at a time; results in the order of the clips.
/// Errors: the first of the clips, with its name.
template <class T>
[[nodiscard]] Result<std::vector<T>> each_clip(
    const ClipFolder& set, const EvaluateOptions& options,
    const std::function<Result<T>(const std::string& path, const ClipTruth& truth)>& work);

// Each returns rows of the table.
using Rows = Result<std::vector<Measure>>;
[[nodiscard]] Rows evaluate_cuts(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_transitions(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_forms(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_motion(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_rhythm(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_sync(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_loudness(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_captions(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_speech(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_looks(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_hooks(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_bench(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_repeatability(const ClipFolder& set, const EvaluateOptions& options);
[[nodiscard]] Rows evaluate_real(const EvaluateOptions& options);

}  // namespace gv::gvtest

#include "clip_file.h"

namespace gv::gvtest {

template <class T>
Result<std::vector<T>> each_clip(
    const ClipFolder& set, const EvaluateOptions& options,
    const std::function<Result<T>(const std::string& path, const ClipTruth& truth)>& work) {
  constexpr std::size_t kQuickClips = 3;
  const std::size_t all = set.truth.clips.size();
  std::vector<T> results(options.quick ? std::min(all, kQuickClips) : all);
  GV_TRY(run_parallel(results.size(), options.threads, [&](std::size_t i) -> Result<void> {
    GV_TRY(results[i], work(set.path(i), set.truth.clips[i]));
    return {};
  }));
  return results;
}

}  // namespace gv::gvtest
