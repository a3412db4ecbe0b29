#include "hostile.h"

#include "hostile_files.h"
#include "hostile_look.h"
#include "hostile_rows.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/rng.h"

namespace gv::gvtest {
namespace {

/// More than all limits of time together: a file that takes longer hangs, and the campaign ends.
constexpr unsigned kHangs_s = 180;
constexpr long kChildKilobytesMax = 2L << 20;

/// What came of the files, and how it is printed.
class Tally {
 public:
  void add(const HostileCase& one, const HostileOutcome& outcome) {
    ++counts_[one.group][outcome.gave];
    ++files_;
    if (outcome.wall_s > slowest_s_) {
      slowest_s_ = outcome.wall_s;
      slowest_ = one.group + ": " + one.name;
    }
    for (const auto& violation : outcome.violations) {
      add_violation(
          fmt::format("{}: {}: gave {}: {}", one.group, one.name, outcome.gave, violation));
    }
  }
  void add_violation(const std::string& text) {
    ++violations_;
    fmt::print("VIOLATION {}\n", text);
    std::fflush(stdout);
  }
  [[nodiscard]] int print() const {
    fmt::print("{:<22} {:<20} {:>6}\n", "group", "gave", "files");
    std::map<std::string, int> all;
    for (const auto& [group, gave] : counts_) {
      for (const auto& [word, count] : gave) {
        fmt::print("{:<22} {:<20} {:>6}\n", group, word, count);
        all[word] += count;
      }
    }
    for (const auto& [word, count] : all) fmt::print("{:<22} {:<20} {:>6}\n", "all", word, count);
    rusage children{};
    ::getrusage(RUSAGE_CHILDREN, &children);
    fmt::print("{} files, slowest {:.1f} s ({}), largest child {} MiB, {} violations\n", files_,
               slowest_s_, slowest_, children.ru_maxrss / 1024, violations_);
    return violations_ == 0 ? 0 : 1;
  }

 private:
  std::map<std::string, std::map<std::string, int>> counts_;
  int files_{0};
  int violations_{0};
  double slowest_s_{0.0};
  std::string slowest_;
};

class Campaign {
 public:
  explicit Campaign(const HostileOptions& options)
      : options_(options),
        bait_(folder_),
        rows_look_(std::filesystem::absolute(options.program), bait_),
        look_(options.in_process ? "" : std::filesystem::absolute(options.program).string(),
              bait_) {}

  Result<int> run() {
    GV_TRY(const auto codes, code_rows(folder_, bait_));
    run_rows(codes);
    GV_TRY(const auto odd, odd_rows(folder_));
    run_rows(odd);
    GV_TRY(const auto costly, costly_rows(folder_));
    run_rows(costly);
    GV_TRY(auto seeds, container_seeds(folder_));
    for (const auto& seed : seeds) cut(seed);
    GV_TRY(const auto further, further_seeds(folder_));
    seeds.insert(seeds.end(), further.begin(), further.end());
    mutate_all(seeds);
    return tally_.print();
  }

 private:
  void run(HostileLook& look, const HostileCase& one) {
    ::alarm(kHangs_s);
    tally_.add(one, look.look(one));
    ::alarm(0);
  }

  void run_rows(const std::vector<HostileRow>& rows) {
    for (const auto& row : rows) {
      run(rows_look_, row.look);
      if (!row.exit_code) continue;
      const auto fault = fault_of_program(options_.program, row);
      if (!fault.empty()) {
        tally_.add_violation(
            fmt::format("{}: {}: program: {}", row.look.group, row.look.name, fault));
      }
    }
  }

  /// Half a file is never a whole one where the container says how long it is.
  void cut(const HostileSeed& seed) {
    for (int percent = options_.cut_step; percent < 100; percent += options_.cut_step) {
      const auto bytes =
          seed.bytes.substr(0, seed.bytes.size() * static_cast<std::size_t>(percent) / 100);
      for (const bool salvage : {false, true}) {
        HostileCase one{.group = "cut " + seed.name,
                        .name = fmt::format("{} %{}", percent, salvage ? ", salvage" : ""),
                        .path = folder_.file("cut", bytes),
                        .may_give = {"truncated", "decode_failed", "unsupported_media"}};
        if (!seed.announces) one.may_give.emplace_back("complete");
        if (salvage) one.may_give.emplace_back("partial");
        one.plan.salvage = salvage;
        run(look_, one);
      }
    }
  }

  void mutate_all(const std::vector<HostileSeed>& seeds) {
    for (int i = 0; i < options_.mutations; ++i) {
      const auto index = static_cast<std::size_t>(i);
      const auto& seed = seeds[index % seeds.size()];
      // A stream each: the same mutation whatever was run before it.
      Rng rng(static_cast<std::uint64_t>(options_.seed), static_cast<std::uint64_t>(i));
      HostileCase one{.group = "mutated",
                      .name = fmt::format("{} {}", seed.name, i),
                      .path = folder_.file("mutated", mutate(seed, index / seeds.size(), rng))};
      one.plan.salvage = i % 2 == 1;
      run(look_, one);
    }
    rusage children{};
    ::getrusage(RUSAGE_CHILDREN, &children);
    if (children.ru_maxrss > kChildKilobytesMax) {
      tally_.add_violation("a child took more than 2 GiB");
    }
  }

  HostileOptions options_;
  media::TempFolder folder_;
  Bait bait_;
  HostileLook rows_look_;
  HostileLook look_;
  Tally tally_;
};

}  // namespace

int hostile(const HostileOptions& options) {
  Campaign campaign(options);
  const auto exit_code = campaign.run();
  if (exit_code) return *exit_code;
  fmt::print(stderr, "gvtest: {}\n", to_string(exit_code.error()));
  return 1;
}

}  // namespace gv::gvtest
