#pragma once

#include "app/ports/conversions.h"
#include "app/ports/event_log.h"

/// Conversions and their credits as facts of the account's log. Nothing in them is a person's.
namespace gv::app {

/// "conversion.recorded".
[[nodiscard]] NewEvent recorded_event(const ConversionRecord& conversion);
/// "attribution.credited": who gets what share from now on.
[[nodiscard]] NewEvent credited_event(const ConversionRecord& conversion,
                                      const attribution::CreditSet& set);

}  // namespace gv::app
