#pragma once

#include "app/decide_budgets.h"
#include "cli/json_out.h"

namespace gv::cli {

/// A decided run for people: one row an ad, the budget units that several ads share, the sum, and
/// what else has to be known.
void write_run_table(const app::RunInputs& inputs, const app::DecidedRun& run, const Sink& sink);
/// One row an ad for spreadsheets, ineligible and rejected ads too; amounts are major units. The
/// budget of an ad is empty where its unit holds other ads, the one of the unit never is.
void write_run_csv(const app::RunInputs& inputs, const app::DecidedRun& run, const Sink& sink);

/// "1,000.00 AED".
[[nodiscard]] std::string money(std::int64_t minor, Currency currency);

}  // namespace gv::cli
