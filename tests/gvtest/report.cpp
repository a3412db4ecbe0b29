#include "report.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "io/file/atomic_file.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::gvtest {
namespace {

std::string number(const std::optional<double>& value) {
  if (!value) return "-";
  return fmt::format("{:.3f}", *value);
}

const char* word(Verdict verdict) {
  switch (verdict) {
    case Verdict::Goal:
      return "goal";
    case Verdict::Floor:
      return "ok";
    case Verdict::Failed:
      return "FAILED";
    case Verdict::Shown:
    case Verdict::NotMeasured:
      return "";
  }
  return "";
}

bool reaches(const Measure& measure, const std::optional<double>& bound) {
  if (!bound) return true;
  constexpr double kRounding = 1e-9;
  return measure.higher_is_better ? *measure.ours >= *bound - kRounding
                                  : *measure.ours <= *bound + kRounding;
}

}  // namespace

void judge(Measure& measure) {
  if (!measure.ours) {
    measure.verdict = Verdict::NotMeasured;
  } else if (!measure.floor && !measure.goal) {
    measure.verdict = Verdict::Shown;
  } else if (!reaches(measure, measure.floor)) {
    measure.verdict = Verdict::Failed;
  } else {
    const bool goal =
        reaches(measure, measure.goal) && (!measure.peer_is_goal || reaches(measure, measure.peer));
    measure.verdict = goal ? Verdict::Goal : Verdict::Floor;
  }
}

Measure not_measured(std::string name, std::string why) {
  return {.name = std::move(name), .why_not = std::move(why), .verdict = Verdict::NotMeasured};
}

bool Report::failed() const {
  return std::ranges::any_of(
      measures, [](const Measure& measure) { return measure.verdict == Verdict::Failed; });
}

void print(const Report& report) {
  std::size_t width = 7;
  for (const Measure& measure : report.measures) width = std::max(width, measure.name.size());
  fmt::print("{:<{}}  {:>8} {:>8} {:>8}  {:<6}  peer\n", "measure", width, "floor", "goal", "ours",
             "");
  for (const Measure& measure : report.measures) {
    if (measure.verdict == Verdict::NotMeasured) {
      fmt::print("{:<{}}  not measured: {}\n", measure.name, width, measure.why_not);
      continue;
    }
    const std::string peer =
        measure.peer ? fmt::format("{:.3f} {}", *measure.peer, measure.peer_name) : "-";
    fmt::print("{:<{}}  {:>8} {:>8} {:>8}  {:<6}  {}\n", measure.name, width, number(measure.floor),
               number(measure.goal), number(measure.ours), word(measure.verdict), peer);
    const bool missed = measure.verdict == Verdict::Floor || measure.verdict == Verdict::Failed;
    if (missed && !measure.shortfall.empty()) fmt::print("    why: {}\n", measure.shortfall);
    if (measure.verdict != Verdict::Failed) continue;
    for (const std::string& remark : measure.remarks) fmt::print("    {}\n", remark);
  }
  std::fflush(stdout);
}

Result<void> write(const Report& report, const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code ignored;  // the file says what is wrong with the folder
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  return file::write_atomic(path, json::pretty(json::to_value(report)) + "\n");
}

}  // namespace gv::gvtest
