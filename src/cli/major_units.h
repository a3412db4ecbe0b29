#pragma once

#include "base/currency.h"
#include "base/error.h"

namespace gv::cli {

/// A refusal with its amounts in major units. The core does not know the currency and says "sum to
/// 12345 minor units, the total is 500"; people read "sum to 123.45 USD, the total is 5.00 USD".
/// Errors of other codes stay as they are.
[[nodiscard]] Error in_major_units(Error error, Currency currency);

}  // namespace gv::cli
