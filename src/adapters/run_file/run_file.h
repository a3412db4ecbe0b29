#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "app/decide_budgets.h"
#include "base/result.h"

namespace gv::run_file {

using Sink = std::function<void(std::string_view)>;

/// Writes a decision run with everything it depended on, as JSON: the effective configuration, ads
/// and units as read, the result. `config` and `result` are JSON texts.
void write_run(const app::RunInputs& inputs, std::string_view config, std::string_view result,
               const Sink& sink);

/// A run as it was saved.
struct SavedRun {
  app::RunInputs inputs;
  std::string config;         ///< JSON text
  boost::json::value result;  ///< as recorded
  bool intact{true};          ///< the inputs still have the digest that was written with them
};

/// Reads what `write_run` wrote. Errors: UnusableInput when `text` is no JSON or of another format;
/// InvalidInput, CurrencyMismatch and their kin for a member that cannot be: `where` is its path.
[[nodiscard]] Result<SavedRun> read_run(std::string_view text, const std::string& name);

}  // namespace gv::run_file
