#pragma once

#include <string>
#include <vector>

#include "adapters/settings/given.h"
#include "base/currency.h"
#include "base/result.h"

namespace gv::settings {

/// All keys with the values in use; a key that stays unset is null. Money is major units.
struct Effective {
  Values values;
  std::vector<std::string> warnings;
};

/// Fills what `given` leaves out: thresholds that follow from a target (ROAS bounds, amounts from a
/// target CPA), amounts converted from USD, defaults.
/// Errors: ConfigRange naming the keys to set, when amounts are missing and the currency has no
/// shipped rate, or the preset no order value of its own.
[[nodiscard]] Result<Effective> fill_in(const Values& given, Currency currency);

}  // namespace gv::settings
