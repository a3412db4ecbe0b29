#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "adapters/google_ads/rest.h"
#include "base/currency.h"

namespace gv::google_ads {

// Operations of mutates. A budget is a resource of its own, which the campaign points to.

/// Where the budget of a campaign lies.
struct BudgetPlace {
  std::string resource;  ///< "customers/1/campaignBudgets/3"
  bool shared{false};    ///< other campaigns may spend of it as well
};
/// By campaign; or why nobody knows.
using BudgetPlaces = tl::expected<std::map<std::string, BudgetPlace>, execute::PlatformError>;

/// Sets the delivery of a thing. Errors: InvalidInput for an id that is none and for what cannot be
/// set, which is to be removed.
[[nodiscard]] Result<boost::json::object> status_operation(const Rest& rest,
                                                           const app::UpdateEntity& update);

/// Sets a budget. Errors: InvalidInput for one that is shared, which would move money of other
/// campaigns too; CurrencyMismatch; those of `execute::to_micros`.
[[nodiscard]] Result<boost::json::object> budget_operation(const BudgetPlace& place,
                                                           const Money& budget,
                                                           const Currency& currency);

/// Makes an ad group or an ad, paused. Errors: InvalidInput for a parent that is none, for a
/// budget, which campaigns have here, and for fields that are no object.
[[nodiscard]] Result<boost::json::object> create_operation(const Rest& rest,
                                                           const app::CreateEntity& create);

/// Operations that happen together or not at all, so that a broken connection leaves no part alone.
struct Together {
  boost::json::array operations;
  std::size_t made{0};  ///< the place among them of the thing that is asked for
};

/// Makes a campaign, paused, with its budget and the criteria that its fields list as `criteria`.
/// Errors: InvalidInput without a budget; as above.
[[nodiscard]] Result<Together> campaign_operations(const Rest& rest,
                                                   const app::CreateEntity& create,
                                                   const Currency& currency);

/// Whether an ad comes with assets: its fields list them as `assets`, by temporary names, by which
/// the ad points to them.
[[nodiscard]] bool brings_assets(const app::CreateEntity& create);
/// Makes such an ad and its assets. Errors: as `create_operation`.
[[nodiscard]] Result<Together> ad_operations(const Rest& rest, const app::CreateEntity& create);

}  // namespace gv::google_ads
