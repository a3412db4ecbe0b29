#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "adapters/api/demo_score.h"
#include "base/result.h"
#include "core/market/runner.h"
#include "core/market/scenario.h"

namespace gv::cli {

/// Other policies on the demo's market: the same ads, the same luck. `score` is what the market
/// says of the demo's account.
class DemoRivals {
 public:
  /// Has each play all days. O(policies x ads x hours).
  static Result<DemoRivals> play(const market::Scenario& scenario, std::uint64_t seed);

  /// Where all of them and the account stand at the end of a day, from 1 on.
  [[nodiscard]] api::DemoDay day(int day, const boost::json::object& score) const;
  /// A table of the whole time, for people.
  [[nodiscard]] std::string board(const boost::json::object& score) const;

 private:
  using Run = std::pair<std::string_view, market::RunResult>;

  market::RunResult same_policy_;  ///< as the account's, in the simulator
  std::vector<Run> runs_;          ///< the oracle's first
};

}  // namespace gv::cli
