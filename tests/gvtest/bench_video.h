#pragma once

#include <string>
#include <vector>

namespace gv::gvtest {

struct BenchVideoOptions {
  std::vector<std::string> files;
  std::string program;  ///< geminivideo
  std::vector<std::string> profiles{"fast", "standard"};
  int rounds{3};         ///< of decoding and each profile; the median ratio counts
  int long_runs{20};     ///< how often the first file is repeated for the long clip; 0: none
  bool start_up{false};  ///< time starts and stored results, too
};

/// Measures decoding alone and whole analyses on the same machine one after the other, and prints
/// each figure beside its limit: processor time in decodings, speed, memory (of the program and its
/// decoder together), its growth with duration, start-up. The exit code: 1 when a file cannot be
/// analysed, or a limit is missed that does not depend on the machine.
[[nodiscard]] int bench_video(const BenchVideoOptions& options);

}  // namespace gv::gvtest
