#pragma once

#include <string>
#include <vector>

#include "base/currency.h"
#include "base/result.h"
#include "core/revenue/pipeline_prediction.h"

namespace gv::open_deals {

/// Reads the open deals of a CRM: CSV with the columns `id` and `stage`, and where known `amount`
/// (major units), `currency` (ISO 4217) and `age_in_stage_days`; others are ignored.
/// Errors: NotFound: no such file; UnusableInput: a column is missing (the nearest one is named),
/// no rows, a row that is no good: `where` is "row 17.amount".
[[nodiscard]] Result<std::vector<revenue::PipelineDeal>> read_open_deals(const std::string& path,
                                                                         Currency currency);

}  // namespace gv::open_deals
