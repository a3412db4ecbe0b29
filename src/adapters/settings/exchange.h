#pragma once

#include <optional>

#include "base/currency.h"

namespace gv::settings {

/// Units of `currency` for one US dollar, to turn default amounts into an account's currency.
///
/// Currencies tied to the dollar have their official rate. All others are round priors: good enough
/// for a threshold that a person is asked to look at, never for valuing a deal. Nothing for a
/// currency that is not in the table.
[[nodiscard]] std::optional<double> units_per_usd(Currency currency);

/// `value` rounded to two significant digits. Precondition: finite, > 0.
[[nodiscard]] double two_digits(double value);

}  // namespace gv::settings
