#pragma once

#include <string>

#include "base/result.h"
#include "core/evaluate/log.h"

namespace gv::obd {

/// Reads a log of the Open Bandit Dataset (Saito et al., NeurIPS 2021): CSV or gzipped CSV with the
/// columns `item_id` (0 ...), `position` (1 to 3), `click` (0 or 1) and `propensity_score`, in any
/// order; others are ignored. An item is an action; positions come out counted from 0.
///
/// Errors: NotFound: no such file; UnusableInput: a column is missing (the nearest one is named),
/// no rows, or a row that is no good: `where` is "row 17.click". One bad row spoils a log, because
/// leaving rows out would bias every estimate.
[[nodiscard]] Result<evaluate::Log> read_log(const std::string& path);

}  // namespace gv::obd
