#pragma once

#include <cstdint>
#include <string>

namespace gv::gvtest {

/// How much of the campaign is run.
struct HostileOptions {
  std::string program{"build/release/geminivideo"};  ///< also decodes, as `__decode`
  std::int64_t seed{1};                              ///< of the mutations
  int mutations{2000};
  int cut_step{1};         ///< per cent of a file between two cuts
  bool in_process{false};  ///< cut and mutated files are decoded here, where sanitizers watch
};

/// Analyses files that are made to do harm: those of the table of codes one by one, every container
/// cut at every `cut_step` per cent with and without salvage, and mutations of small clips of every
/// format. Each has to give a document or one sentence with its code, within its limits, and leave
/// nothing behind: no descriptor, process or shared memory, no other file opened, no connection
/// made. Prints how many gave which code, and each violation. The exit code: 1 when there is one.
[[nodiscard]] int hostile(const HostileOptions& options);

}  // namespace gv::gvtest
