#include "evaluation.h"

#include "version.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "adapters/analysis/analyze_file.h"

namespace gv::gvtest {
namespace {

struct Chapter {
  std::string_view set;
  Rows (*evaluate)(const ClipFolder& set, const EvaluateOptions& options);
};

constexpr std::array kChapters{
    Chapter{"G1", evaluate_cuts},     Chapter{"G2", evaluate_transitions},
    Chapter{"G3", evaluate_cuts},     Chapter{"G4", evaluate_forms},
    Chapter{"G5", evaluate_motion},   Chapter{"G6", evaluate_rhythm},
    Chapter{"G7", evaluate_sync},     Chapter{"G8", evaluate_loudness},
    Chapter{"G9", evaluate_captions}, Chapter{"G10", evaluate_speech},
    Chapter{"G11", evaluate_looks},   Chapter{"G12", evaluate_hooks},
    Chapter{"bench", evaluate_bench},
};

bool wanted(const EvaluateOptions& options, std::string_view what) {
  return options.only.empty() || std::ranges::find(options.only, what) != options.only.end();
}

Rows rows_of(const Chapter& chapter, const EvaluateOptions& options) {
  ClipFolder set{.folder = options.clips + "/" + std::string(chapter.set)};
  if (!std::filesystem::exists(set.folder + "/truth.json")) {
    return std::vector{not_measured(std::string(chapter.set), "material absent: " + set.folder)};
  }
  GV_TRY(set.truth, read_truth(set.folder));
  return chapter.evaluate(set, options);
}

}  // namespace

int evaluate(const EvaluateOptions& options) {
  Report report{.version = std::string(kVersion),
                .config_hash = analysis::config_hash({}),
                .quick = options.quick};
  bool broken = false;
  const auto take = [&](std::string_view name, Rows rows) {
    if (!rows) {
      fmt::print(stderr, "gvtest: {}: {}\n", name, to_string(rows.error()));
      broken = true;
      return;
    }
    for (Measure& row : *rows) {
      if (row.verdict != Verdict::NotMeasured) judge(row);
      report.measures.push_back(std::move(row));
    }
  };
  for (const Chapter& chapter : kChapters) {
    if (wanted(options, chapter.set)) take(chapter.set, rows_of(chapter, options));
  }
  if (wanted(options, "real")) take("real", evaluate_real(options));
  if (wanted(options, "repeatability")) {
    take("repeatability", rows_of({"G1", evaluate_repeatability}, options));
  }
  print(report);
  if (!options.report.empty()) {
    if (const auto written = write(report, options.report); !written) {
      fmt::print(stderr, "gvtest: {}\n", to_string(written.error()));
      return 1;
    }
  }
  return broken || report.failed() ? 1 : 0;
}

}  // namespace gv::gvtest
