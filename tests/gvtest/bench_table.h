#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gv::gvtest {

/// One figure beside what it has to be.
struct BenchRow {
  std::string measure;
  std::optional<double> limit{};
  std::optional<double> aim{};
  double ours{0.0};
  int decimals{2};
  bool at_least{false};  ///< the limit is a least value; else a most
  /// It depends on the machine and what else it does: a miss is shown and fails nothing.
  bool of_machine{false};

  [[nodiscard]] bool missed() const;
};

/// Prints a heading and a table of measure, limit, aim and ours.
void print(const std::string& heading, const std::vector<BenchRow>& rows);

/// Whether no row missed its limit but those that depend on the machine.
[[nodiscard]] bool holds(const std::vector<BenchRow>& rows);

}  // namespace gv::gvtest
