#pragma once

#include <string>
#include <vector>

namespace gv::gvtest {

struct BenchVideoOptions {
  std::vector<std::string> files;
  std::string program;  ///< geminivideo
  std::vector<std::string> profiles{"fast", "standard"};
};

/// Measures decoding alone and whole analyses on the same machine one after the other, and prints
/// processor time, wall clock and memory. The exit code: 1 when a file cannot be analysed, or when
/// an analysis costs more than the limit of its profile (times decoding).
[[nodiscard]] int bench_video(const BenchVideoOptions& options);

}  // namespace gv::gvtest
