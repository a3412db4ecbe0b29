#include "evaluation.h"

#include "peers.h"
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

Rows rows_of(const Chapter& chapter, const EvaluateOptions& options, const Peers& peers) {
  ClipFolder set{.folder = options.clips + "/" + std::string(chapter.set)};
  if (!std::filesystem::exists(set.folder + "/truth.json")) {
    return std::vector{not_measured(std::string(chapter.set), "material absent: " + set.folder)};
  }
  GV_TRY(set.truth, read_truth(set.folder));
  GV_TRY(auto rows, chapter.evaluate(set, options));
  if (options.quick) return rows;
  if (saw_clips(peers, set.truth.id, set.folder)) {
    show_peers(peers, rows);
  } else if (peers.sets.contains(set.truth.id)) {
    fmt::print(stderr, "gvtest: {}: its peers saw other clips; run scripts/peers\n", set.truth.id);
  }
  return rows;
}

}  // namespace

int evaluate(const EvaluateOptions& options) {
  Report report{.version = std::string(kVersion),
                .config_hash = analysis::config_hash({}),
                .quick = options.quick};
  bool broken = false;
  const auto peers = read_peers(options.peers);
  if (!peers) fmt::print(stderr, "gvtest: no peers: {}\n", to_string(peers.error()));
  const Peers known = peers.value_or(Peers{});
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
    if (wanted(options, chapter.set)) take(chapter.set, rows_of(chapter, options, known));
  }
  if (wanted(options, "real")) take("real", evaluate_real(options));
  if (wanted(options, "repeatability")) {
    take("repeatability", rows_of({"G1", evaluate_repeatability}, options, known));
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
