#include "bench_video.h"

#include "decode_alone.h"
#include "program_run.h"

#include <cstdio>
#include <map>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

/// How many times the processor time of decoding a profile may cost.
const std::map<std::string, double>& limits() {
  static const std::map<std::string, double> kLimits{{"fast", 1.6}, {"standard", 3.5}};
  return kLimits;
}

Result<bool> bench(const std::string& file, const BenchVideoOptions& options) {
  GV_TRY(const DecodeCost decode, decode_alone(file));
  fmt::print("{}: {:.1f} s, {} frames\n", file, decode.video_s, decode.frames);
  fmt::print("  {:<10} {:>8} {:>8} {:>10} {:>11} {:>9}\n", "", "cpu s", "wall s", "x decoding",
             "x real time", "PSS MiB");
  fmt::print("  {:<10} {:>8.2f} {:>8.2f} {:>10.2f} {:>11.2f} {:>9}\n", "decoding", decode.cpu_s,
             decode.wall_s, 1.0, decode.video_s / decode.wall_s, "");
  bool within = true;
  for (const std::string& profile : options.profiles) {
    GV_TRY(const RunCost cost, run_program({options.program, "analyze", "--profile", profile,
                                            "--no-cache", "--json", file}));
    if (cost.exit_code != 0) {
      return fail(ErrorCode::UnusableInput, file,
                  fmt::format("{} analyze --profile {} ended with {}", options.program, profile,
                              cost.exit_code));
    }
    const double ratio = cost.cpu_s / decode.cpu_s;
    const auto limit = limits().find(profile);
    const bool slow = limit != limits().end() && ratio > limit->second;
    within = within && !slow;
    fmt::print("  {:<10} {:>8.2f} {:>8.2f} {:>10.2f} {:>11.2f} {:>9.0f}{}\n", profile, cost.cpu_s,
               cost.wall_s, ratio, decode.video_s / cost.wall_s, cost.memory_mib,
               slow ? fmt::format("  FAILED: at most {} x decoding", limit->second) : "");
  }
  std::fflush(stdout);
  return within;
}

}  // namespace

int bench_video(const BenchVideoOptions& options) {
  bool good = true;
  for (const std::string& file : options.files) {
    const auto within = bench(file, options);
    if (!within) fmt::print(stderr, "gvtest: {}\n", to_string(within.error()));
    good = good && within && *within;
  }
  return good ? 0 : 1;
}

}  // namespace gv::gvtest
