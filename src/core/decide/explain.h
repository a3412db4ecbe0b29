#pragma once

#include <string>

#include "base/currency.h"
#include "core/decide/decision.h"

namespace gv::decide {

/// Why, in one line of at most 120 characters: "ROAS 3.08 is above target 2.00 with 77 %
/// probability".
[[nodiscard]] std::string reason_line(const Decision& decision);

/// One paragraph a marketer can check: what is done and by how much; the strongest number with its
/// interval and the share of matured spend; what may still arrive; which gate limited it; what
/// would change the decision. Every number in it stands in the decision or its metrics.
[[nodiscard]] std::string explanation(const Decision& decision, Currency currency);

}  // namespace gv::decide
