#include "core/evaluate/log.h"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/rng.h"

namespace gv::evaluate {
namespace {

Result<void> check_index(std::int32_t value, std::int32_t count, std::size_t row,
                         const char* field) {
  if (value >= 0 && value < count) return {};
  return fail(ErrorCode::InvalidInput, fmt::format("row {}.{}", row, field),
              fmt::format("must lie in [0, {}], got {}", count - 1, value));
}

Result<void> check_row(const Log& log, const Row& row, std::size_t number) {
  GV_TRY(check_index(row.action, log.actions, number, "action"));
  GV_TRY(check_index(row.position, log.positions, number, "position"));
  if (!std::isfinite(row.reward)) {
    return fail(ErrorCode::Nan, fmt::format("row {}.reward", number),
                fmt::format("must be a finite number, got {}", row.reward));
  }
  if (std::isnan(row.propensity)) {
    return fail(ErrorCode::Nan, fmt::format("row {}.propensity", number), "must be a number");
  }
  if (row.propensity <= 0.0 || row.propensity > 1.0) {
    return fail(ErrorCode::InvalidInput, fmt::format("row {}.propensity", number),
                fmt::format("must lie in (0, 1], got {}", row.propensity));
  }
  return {};
}

}  // namespace

Result<void> check(const Log& log) {
  if (log.actions < 1 || log.positions < 1) {
    return fail(ErrorCode::InvalidInput, "log",
                fmt::format("needs at least one action and one position, got {} and {}",
                            log.actions, log.positions));
  }
  if (log.rows.empty()) return fail(ErrorCode::InvalidInput, "log", "has no rows");
  for (std::size_t i = 0; i < log.rows.size(); ++i) GV_TRY(check_row(log, log.rows[i], i + 1));
  return {};
}

std::pair<Log, Log> split(const Log& log, std::uint64_t seed) {
  std::vector<std::size_t> order(log.rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Rng rng(seed, key_of({"evaluate.split"}));
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);

  std::vector<char> learns(log.rows.size(), 0);
  for (std::size_t i = 0; i < order.size() / 2; ++i) learns[order[i]] = 1;
  std::pair<Log, Log> halves{{log.actions, log.positions, {}}, {log.actions, log.positions, {}}};
  for (std::size_t i = 0; i < log.rows.size(); ++i) {
    (learns[i] ? halves.first : halves.second).rows.push_back(log.rows[i]);
  }
  return halves;
}

}  // namespace gv::evaluate
