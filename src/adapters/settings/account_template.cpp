#include <algorithm>
#include <cmath>

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/settings/document.h"
#include "adapters/settings/effective.h"
#include "adapters/settings/registry.h"
#include "adapters/settings/tree.h"
#include "core/revenue/presets.h"

namespace gv::settings {

Result<AccountTemplate> account_template(std::string_view preset, Currency currency,
                                         std::optional<double> rate) {
  const auto names = revenue::preset_names();
  if (std::find(names.begin(), names.end(), preset) == names.end()) {
    return fail(ErrorCode::UnknownKey, "preset",
                fmt::format("must be one of {}, got {} bytes that are none", fmt::join(names, ", "),
                            preset.size()));
  }
  if (rate && !(*rate > 0.0 && std::isfinite(*rate))) {
    return fail(ErrorCode::ConfigRange, "rate", fmt::format("must be > 0, got {}", *rate));
  }
  Values given{{"business.preset", boost::json::string(preset)}};
  // What is bought within a day has cash to be judged by.
  if (preset == "ecommerce") given.emplace("decision.mode", boost::json::string("direct"));
  GV_TRY(const auto effective, fill_in(given, currency, rate));
  for (const Key& key : keys()) {
    const auto& value = effective.values.find(key.path)->second;
    if (key.kind == Kind::Money && !value.is_null()) given.emplace(key.path, value);
  }
  return AccountTemplate{nested(given), effective.warnings};
}

}  // namespace gv::settings
