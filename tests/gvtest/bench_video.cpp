#include "bench_video.h"

#include "bench_table.h"
#include "decode_alone.h"
#include "loop_clip.h"
#include "program_run.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "io/media/testing.h"

namespace gv::gvtest {
namespace {

constexpr std::int64_t kFullHd = 1920LL * 1080;
constexpr int kStarts = 7;

/// What a profile may cost.
struct Bounds {
  std::optional<double> cpu{};  ///< times decoding
  std::optional<double> cpu_aim{};
  std::optional<double> speed{};  ///< times real time with two decoder threads
};

Bounds bounds_of(const std::string& profile, bool large) {
  static const std::map<std::string, Bounds> kBounds{
      {"fast", {.cpu = 1.6, .cpu_aim = 1.35, .speed = 5.0}},
      {"standard", {.cpu = 3.5, .cpu_aim = 2.5, .speed = 3.0}}};
  const auto found = kBounds.find(profile);
  Bounds bounds = found == kBounds.end() ? Bounds{} : found->second;
  // Of 4K only this much is asked.
  if (large) bounds = {.speed = profile == "fast" ? std::optional(1.2) : std::nullopt};
  return bounds;
}

double memory_limit(bool large) { return large ? 600.0 : 250.0; }

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return 0.5 * (values[(n - 1) / 2] + values[n / 2]);
}

Result<RunCost> run(const std::vector<std::string>& command) {
  GV_TRY(const RunCost cost, run_program(command));
  if (cost.exit_code == 0) return cost;
  return fail(ErrorCode::UnusableInput, command.back(),
              fmt::format("{} {} ended with {}", command[0], command[1], cost.exit_code));
}

Result<RunCost> analyze(const BenchVideoOptions& options, const std::string& profile, int threads,
                        const std::string& file) {
  return run({options.program, "analyze", "--profile", profile, "--threads",
              std::to_string(threads), "--no-cache", "--json", file});
}

/// Costs of one clip over the rounds.
struct Costs {
  DecodeCost decode;
  std::map<std::string, std::vector<double>> ratios;
  std::map<std::string, std::vector<double>> seconds;  ///< of processor time
  std::map<std::string, double> memory;
};

Result<Costs> measure_rounds(const std::string& file, const BenchVideoOptions& options) {
  Costs costs;
  for (int round = 0; round < options.rounds; ++round) {
    GV_TRY(costs.decode, decode_alone(file));
    for (const std::string& profile : options.profiles) {
      GV_TRY(const RunCost cost, analyze(options, profile, 1, file));
      costs.ratios[profile].push_back(cost.cpu_s / costs.decode.cpu_s);
      costs.seconds[profile].push_back(cost.cpu_s);
      costs.memory[profile] = std::max(costs.memory[profile], cost.memory_mb);
    }
  }
  return costs;
}

Result<bool> bench_clip(const std::string& file, const BenchVideoOptions& options) {
  GV_TRY(Costs costs, measure_rounds(file, options));
  const DecodeCost& decode = costs.decode;
  const bool large = decode.pixels > kFullHd;
  std::vector<BenchRow> rows;
  for (const std::string& profile : options.profiles) {
    const Bounds bounds = bounds_of(profile, large);
    GV_TRY(const RunCost pair, analyze(options, profile, 2, file));
    const double memory = std::max(costs.memory[profile], pair.memory_mb);
    rows.push_back({.measure = profile + ": processor time, x decoding",
                    .limit = bounds.cpu,
                    .aim = bounds.cpu_aim,
                    .ours = median(costs.ratios[profile])});
    // What one core alone would reach: an upper bound of the time that does not see other work.
    rows.push_back({.measure = profile + ": x real time, by processor time",
                    .limit = bounds.speed,
                    .ours = decode.video_s / median(costs.seconds[profile]),
                    .at_least = true,
                    .of_machine = true});
    rows.push_back({.measure = profile + ": x real time by the clock, two decoder threads",
                    .limit = bounds.speed,
                    .ours = decode.video_s / pair.wall_s,
                    .at_least = true,
                    .of_machine = true});
    rows.push_back({.measure = profile + ": peak memory, MB",
                    .limit = memory_limit(large),
                    .ours = memory,
                    .decimals = 0});
  }
  print(fmt::format("{}: {:.1f} s, {} frames; decoding alone takes {:.2f} s of processor time",
                    file, decode.video_s, decode.frames, decode.cpu_s),
        rows);
  return holds(rows);
}

/// Memory at growing duration: the same pictures over and over.
Result<bool> bench_duration(const std::string& file, const BenchVideoOptions& options) {
  const media::TempFolder folder;
  GV_TRY(const DecodeCost once, decode_alone(file));
  std::vector<BenchRow> rows;
  const std::string profile = options.profiles.front();
  double shortest = 0.0;
  for (const int runs : {1, std::max(1, options.long_runs / 5), options.long_runs}) {
    const std::string clip = folder / fmt::format("{}.mp4", runs);
    GV_TRY(loop_clip(file, runs, clip));
    GV_TRY(const RunCost cost, analyze(options, profile, 2, clip));
    std::filesystem::remove(clip);
    if (runs == 1) shortest = cost.memory_mb;
    rows.push_back(
        {.measure = fmt::format("{}: peak memory over {:.0f} s, MB", profile, runs * once.video_s),
         .limit = memory_limit(once.pixels > kFullHd),
         .ours = cost.memory_mb,
         .decimals = 0});
    if (runs != options.long_runs) continue;
    rows.push_back({.measure = profile + ": growth a frame, bytes",
                    .ours = 1e6 * (cost.memory_mb - shortest) / (once.frames * (runs - 1.0)),
                    .decimals = 0});
  }
  print("memory by duration", rows);
  return holds(rows);
}

Result<double> quickest_ms(const std::vector<std::string>& command) {
  double least = 1e9;
  for (int i = 0; i < kStarts; ++i) {
    GV_TRY(const RunCost cost, run(command));
    least = std::min(least, 1e3 * cost.wall_s);
  }
  return least;
}

/// The best of a few runs: what the program needs, without what the machine does besides.
Result<bool> bench_start_up(const std::string& file, const BenchVideoOptions& options) {
  const media::TempFolder folder;
  const std::string still = folder / "still.mp4";
  GV_TRY(media::write_clip(still, 1, [](int) { return media::wave_image(640, 360, 0); }));
  ::setenv("XDG_CACHE_HOME", (folder / "cache").c_str(), 1);
  std::vector<BenchRow> rows;
  const auto add = [&](std::string measure, double limit, double ours) {
    rows.push_back({.measure = std::move(measure),
                    .limit = limit,
                    .ours = ours,
                    .decimals = 0,
                    .of_machine = true});
  };
  GV_TRY(const double version, quickest_ms({options.program, "--version"}));
  add("start of the program, ms", 60.0, version);
  for (const std::string& profile : options.profiles) {
    GV_TRY(const double one, quickest_ms({options.program, "analyze", "--profile", profile,
                                          "--no-cache", "--json", still}));
    add(profile + ": start of an analysis (one frame in all), ms", 150.0, one);
    // The first of these runs stores what the others are answered from.
    GV_TRY(const double stored,
           quickest_ms({options.program, "analyze", "--profile", profile, "--json", file}));
    add(profile + ": stored result, ms", 100.0, stored);
  }
  print("start-up, best of " + std::to_string(kStarts), rows);
  return holds(rows);
}

}  // namespace

int bench_video(const BenchVideoOptions& options) {
  bool good = true;
  const auto take = [&](const Result<bool>& within) {
    if (!within) fmt::print(stderr, "gvtest: {}\n", to_string(within.error()));
    good = good && within && *within;
  };
  for (const std::string& file : options.files) take(bench_clip(file, options));
  if (options.long_runs > 1) take(bench_duration(options.files.front(), options));
  if (options.start_up) take(bench_start_up(options.files.front(), options));
  return good ? 0 : 1;
}

}  // namespace gv::gvtest
