#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/settings/given.h"
#include "base/currency.h"
#include "base/result.h"

namespace gv::settings {

/// All keys with the values in use; a key that stays unset is null. Money is major units.
struct Effective {
  Values values;
  /// Where each comes from: "account", "preset", "derived" (from a target), "default".
  std::map<std::string, std::string_view, std::less<>> sources;
  std::vector<std::string> warnings;
};

/// Fills what `given` leaves out: thresholds that follow from a target (ROAS bounds, amounts from a
/// target CPA), amounts converted from USD, defaults. `rate`, units of `currency` for a dollar, is
/// taken instead of the shipped one where it is given; precondition: > 0.
/// Errors: ConfigRange naming the keys to set, when amounts are missing and the currency has no
/// shipped rate, or the preset no order value of its own.
[[nodiscard]] Result<Effective> fill_in(const Values& given, Currency currency,
                                        std::optional<double> rate = std::nullopt);

}  // namespace gv::settings
