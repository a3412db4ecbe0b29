#pragma once

#include <cstdint>
#include <optional>

#include <boost/describe/enum.hpp>

namespace gv::vision {

/// What happens to cuts closer than the minimum: `Merge` holds them and emits the last of the run
/// once the run is at least as long as the minimum; `Suppress` drops them.
enum class FilterMode { Merge, Suppress };
BOOST_DESCRIBE_ENUM(FilterMode, Merge, Suppress)

/// Thins a stream of "this frame differs enough" verdicts, as PySceneDetect does. Frames come in
/// order, each once. O(1) a frame.
class FlashFilter {
 public:
  /// `length`: minimum frames between cuts, >= 0; 0 lets every verdict pass.
  FlashFilter(FilterMode mode, std::int64_t length) : mode_(mode), length_(length) {}

  /// The frame to cut at that became known with this verdict.
  [[nodiscard]] std::optional<std::int64_t> next(std::int64_t frame, bool differs);

 private:
  [[nodiscard]] std::optional<std::int64_t> merge(std::int64_t frame, bool differs);

  FilterMode mode_;
  std::int64_t length_;
  std::optional<std::int64_t> last_;       ///< last that differed (merge) or was cut (suppress)
  std::optional<std::int64_t> run_start_;  ///< first held cut of the run in progress
  bool cut_before_{false};                 ///< runs start only after a first clean cut
};

}  // namespace gv::vision
