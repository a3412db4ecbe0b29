#include "bench_table.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace gv::gvtest {

bool BenchRow::missed() const { return limit && (at_least ? ours < *limit : ours > *limit); }

void print(const std::string& heading, const std::vector<BenchRow>& rows) {
  fmt::print("\n{}\n  {:<56} {:>10} {:>8} {:>8}\n", heading, "measure", "limit", "aim", "ours");
  for (const BenchRow& row : rows) {
    const auto number = [&](const std::optional<double>& value) {
      return value ? fmt::format("{:.{}f}", *value, row.decimals) : std::string("-");
    };
    const auto limit = row.limit ? (row.at_least ? ">= " : "<= ") + number(row.limit) : "-";
    const char* verdict = !row.missed() ? "" : row.of_machine ? "  missed (machine)" : "  FAILED";
    fmt::print("  {:<56} {:>10} {:>8} {:>8}{}\n", row.measure, limit, number(row.aim),
               number(row.ours), verdict);
  }
  std::fflush(stdout);
}

bool holds(const std::vector<BenchRow>& rows) {
  return std::ranges::none_of(rows,
                              [](const auto& row) { return row.missed() && !row.of_machine; });
}

}  // namespace gv::gvtest
