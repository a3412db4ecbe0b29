#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gv::evaluate {

/// One logged choice: what was seen, what was done, how likely that was, what came of it.
struct Row {
  std::int32_t position{0};       ///< slot on the page, in [0, Log::positions)
  std::int32_t action{0};         ///< in [0, Log::actions)
  double propensity{0.0};         ///< P(action | context) of the logging policy, in (0, 1]
  double reward{0.0};             ///< finite
  std::vector<double> numeric{};  ///< further context, free for policies to read
  std::vector<std::int32_t> categorical{};  ///< further context, free for policies to read
};

/// A log of one logging policy over a fixed set of actions.
struct Log {
  std::int32_t actions{0};    ///< >= 1
  std::int32_t positions{1};  ///< >= 1; 1 where the log knows no positions
  std::vector<Row> rows;
};

/// Errors: InvalidInput (no rows, counts below 1, action, position or propensity out of range),
/// Nan (reward or propensity not a number); `where` names row and field ("row 17.propensity",
/// counted from 1).
Result<void> check(const Log& log);

/// Two halves by a seeded shuffle: first the rows to learn from, then the rows to evaluate on
/// (one more when the count is odd). Each keeps the order of the log.
[[nodiscard]] std::pair<Log, Log> split(const Log& log, std::uint64_t seed);

}  // namespace gv::evaluate
