#pragma once

#include "truth.h"

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/media/testing.h"

namespace gv::gvtest {

/// How clips are written here: H.264, BT.709, faster than it is small.
[[nodiscard]] media::ClipOptions h264(double fps = 30.0);

/// One clip that is to be made: its truth, and the work that writes it to a path.
struct ClipJob {
  ClipTruth truth;
  std::function<Result<void>(const std::string& path)> write;
};

struct GenerateOptions {
  std::string folder;  ///< that of this set
  std::int64_t seed{1};
  int count{0};          ///< clips; 0: as many as the set wants
  bool lossless{false};  ///< FFV1 in Matroska besides
  std::string material;  ///< folder of real material; may not exist
  int threads{2};
};

/// Runs the jobs, several at a time, and writes truth.json.
/// Errors: the first of the jobs.
[[nodiscard]] Result<void> write_clips(const std::string& id, std::vector<ClipJob> jobs,
                                       const GenerateOptions& options);

/// Runs `work(0)` ... `work(count - 1)` on `threads` threads. Errors: the first by index.
[[nodiscard]] Result<void> run_parallel(std::size_t count, int threads,
                                        const std::function<Result<void>(std::size_t)>& work);

}  // namespace gv::gvtest
