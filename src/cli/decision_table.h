#pragma once

#include "app/decide_budgets.h"
#include "cli/json_out.h"

namespace gv::cli {

/// A decided run for people: one row an ad, the sum, and what else has to be known.
void write_run_table(const app::RunInputs& inputs, const app::DecidedRun& run, const Sink& sink);
/// One row an ad for spreadsheets; amounts are major units.
void write_run_csv(const app::RunInputs& inputs, const app::DecidedRun& run, const Sink& sink);

/// "1,000.00 AED".
[[nodiscard]] std::string money(std::int64_t minor, Currency currency);

}  // namespace gv::cli
