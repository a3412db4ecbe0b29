#pragma once

#include <optional>
#include <string>
#include <utility>

#include "app/ports/conversions.h"
#include "app/ports/revenue_store.h"
#include "core/revenue/pipeline_config.h"

namespace gv::app {

/// CRM and id of the deal whose ledger holds a conversion's money: the one its id names, else one
/// of its own. Errors: InvalidInput for "deal:" without both.
[[nodiscard]] Result<std::pair<std::string, std::string>> deal_of_conversion(
    std::string_view conversion_id);

/// The one event of a conversion that no CRM tells of, so that it goes the way of all money: the
/// stage that its type names, or with a value the won one. Nothing when it is worth nothing.
[[nodiscard]] std::optional<CrmEvent> direct_sale(const ConversionRecord& conversion,
                                                  const revenue::PipelineConfig& pipeline);

}  // namespace gv::app
