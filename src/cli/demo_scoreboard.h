#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "base/result.h"
#include "core/market/scenario.h"

namespace gv::cli {

/// How the demo's account fared on its market, beside other policies on the same one: the same ads,
/// the same luck. `score` is what the market says of the account.
[[nodiscard]] Result<std::string> scoreboard(const market::Scenario& scenario, std::uint64_t seed,
                                             const boost::json::object& score);

}  // namespace gv::cli
