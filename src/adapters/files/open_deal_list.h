#pragma once

#include <vector>

#include "base/currency.h"
#include "base/result.h"
#include "core/revenue/pipeline_prediction.h"
#include "io/csv/reader.h"

namespace gv::files {

/// Reads a list of deals as `read_open_deals` describes it.
[[nodiscard]] Result<std::vector<revenue::PipelineDeal>> read_open_deal_list(csv::Reader& reader,
                                                                             Currency currency);

}  // namespace gv::files
