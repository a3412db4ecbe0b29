#include "bench_video.h"
#include "evaluation.h"
#include "hostile.h"
#include "material.h"
#include "seed.h"
#include "sets.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <opencv2/core/utility.hpp>

namespace {

using namespace gv::gvtest;  // NOLINT(google-build-using-namespace): a program of one file

int report(const gv::Error& error) {
  fmt::print(stderr, "gvtest: {}\n", gv::to_string(error));
  return 1;
}

int generate(const std::string& which, GenerateOptions options) {
  const std::string folder = options.folder;
  for (const ClipSet& set : clip_sets()) {
    if (which != "all" && which != set.id) continue;
    const auto start = std::chrono::steady_clock::now();
    options.folder = folder + "/" + std::string(set.id);
    if (const auto made = set.make(options); !made) {
      const bool skip = which == "all" && made.error().code == gv::ErrorCode::NotAvailable;
      if (!skip) return report(made.error());
      fmt::print("{}: left out: {}\n", set.id, gv::to_string(made.error()));
      continue;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print("{}: {} ({:.1f} s)\n", set.id, options.folder, took.count());
  }
  return 0;
}

std::vector<std::string> words() {
  std::vector<std::string> all{"all"};
  for (const ClipSet& set : clip_sets()) all.emplace_back(set.id);
  return all;
}

int run(int argc, char** argv) {
  CLI::App app{"Clips with known truth, and how well they are analysed"};
  app.require_subcommand(1);
  int exit_code = 0;

  GenerateOptions generated{.material = material_folder()};
  std::string which;
  auto* gen = app.add_subcommand("gen", "Writes clips and truth.json into OUT/SET");
  gen->add_option("set", which, "bench, G1 ... G12 or all")
      ->required()
      ->check(CLI::IsMember(words()));
  gen->add_option("--out", generated.folder, "Folder")->required();
  gen->add_option("--seed", generated.seed, "Of everything that is drawn");
  gen->add_option("--count", generated.count, "Clips a set, where it can vary");
  gen->add_flag("--lossless", generated.lossless, "FFV1 in Matroska instead of H.264");
  gen->add_option("--material", generated.material, "Folder of real material");
  gen->callback([&] { exit_code = generate(which, generated); });

  EvaluateOptions evaluated{.material = material_folder()};
  auto* eval = app.add_subcommand("eval", "Analyses the clips and compares with the truth");
  eval->add_option("--clips", evaluated.clips, "Folder that `gen all` wrote into");
  eval->add_option("--out", evaluated.report, "Report as JSON");
  eval->add_option("--peers", evaluated.peers, "What other tools reached, by scripts/peers");
  eval->add_flag("--quick", evaluated.quick, "A few clips of each set");
  eval->add_option("--material", evaluated.material, "Folder of real material");
  eval->add_option("--only", evaluated.only, "Sets to look at, real for real material");
  eval->callback([&] { exit_code = evaluate(evaluated); });

  BenchVideoOptions timed{.program = "build/release/geminivideo"};
  auto* bench = app.add_subcommand("bench-video", "Times decoding and whole analyses");
  bench->add_option("files", timed.files, "Videos")->required();
  bench->add_option("--program", timed.program, "geminivideo");
  bench->add_option("--profile", timed.profiles, "fast, standard, deep");
  bench->add_option("--rounds", timed.rounds, "Runs of which the median counts")
      ->check(CLI::Range(1, 99));
  bench->add_option("--long", timed.long_runs, "Repeats of the first video that make a long one");
  bench->add_flag("--start-up", timed.start_up, "Time starts and stored results, too");
  bench->callback([&] { exit_code = bench_video(timed); });

  HostileOptions harm;
  auto* hostile_files = app.add_subcommand("hostile", "Analyses files that are made to do harm");
  hostile_files->add_option("--program", harm.program, "geminivideo");
  hostile_files->add_option("--seed", harm.seed, "Of the mutations");
  hostile_files->add_option("--mutations", harm.mutations, "How many");
  hostile_files->add_option("--cut-step", harm.cut_step, "Per cent between two cuts")
      ->check(CLI::Range(1, 99));
  hostile_files->add_flag("--in-process", harm.in_process,
                          "Decode cut and mutated files here, where sanitizers watch");
  hostile_files->callback([&] { exit_code = hostile(harm); });

  SeedOptions seeded;
  auto* seed = app.add_subcommand("seed", "Fills a store with ads and their days");
  seed->add_option("--db", seeded.database, "SQLite file that nobody serves")->required();
  seed->add_option("--account", seeded.account, "Account id");
  seed->add_option("--currency", seeded.currency, "Of the account");
  seed->add_option("--ads", seeded.ads, "How many")->check(CLI::Range(1, 1'000'000));
  seed->add_option("--days", seeded.days, "Of each ad, up to yesterday")->check(CLI::Range(1, 366));
  seed->add_option("--seed", seeded.seed, "Of everything that is drawn");
  seed->callback([&] {
    seeded.now = std::chrono::floor<gv::Millis>(std::chrono::system_clock::now());
    if (const auto done = seed_store(seeded); !done) exit_code = report(done.error());
  });

  std::string video;
  std::string png;
  std::int64_t index = 0;
  auto* frame = app.add_subcommand("frame", "Writes one frame of a video as a PNG");
  frame->add_option("video", video, "File")->required();
  frame->add_option("index", index, "Of the frame, from 0")->required();
  frame->add_option("png", png, "File to write")->required();
  frame->callback([&] {
    if (const auto written = write_frame(video, index, png); !written) {
      exit_code = report(written.error());
    }
  });

  CLI11_PARSE(app, argc, argv);
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  cv::setNumThreads(1);
  try {
    return run(argc, argv);
  } catch (const std::exception& bug) {
    fmt::print(stderr, "gvtest: {}\n", bug.what());
    return 1;
  }
}
