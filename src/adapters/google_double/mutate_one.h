#pragma once

#include <map>
#include <string>

#include <boost/json/value.hpp>

#include "adapters/google_double/ads_error.h"
#include "adapters/google_double/catalog.h"

namespace gv::google_double {

/// What the operations of one request know of each other: objects by the temporary names
/// ("customers/1/campaignBudgets/-1") that it gives those it makes.
struct MutateContext {
  std::size_t account{0};
  bool dry{false};  ///< everything is checked and nothing done
  std::map<std::string, std::string, std::less<>> made{};  ///< id by temporary name; dry: empty ids
};

/// Carries out {"create": ...}, {"update": ..., "updateMask": ...} or {"remove": ...} on one kind
/// of resource; the name of what it was about, empty for a create that is only checked. Unknown
/// fields, missing masks, wrong parents, amounts that are no whole unit and names that are taken
/// are refused as Google does.
[[nodiscard]] Ads<std::string> mutate_one(Platform& platform, MutateContext& context, Kind kind,
                                          const boost::json::value& operation);

}  // namespace gv::google_double
