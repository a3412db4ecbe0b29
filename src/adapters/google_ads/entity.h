#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "app/ports/ad_reports.h"
#include "base/currency.h"
#include "base/result.h"

namespace gv::google_ads {

// Campaigns, ad groups as ad sets, and ads of ad groups as ads. An ad's id is that of its ad group,
// "~" and its own: Google changes no ad without both. Creatives are parts of ads, and videos are of
// YouTube: neither is a thing of an ad account.

/// What holds the things of a level: "campaigns", "adGroups", "adGroupAds"; empty: there are none.
[[nodiscard]] std::string_view resources_of(app::EntityLevel level);
/// What a query reads them from: "campaign", "ad_group", "ad_group_ad".
[[nodiscard]] std::string_view table_of(app::EntityLevel level);
/// SELECT ... FROM ... WHERE `condition`. Precondition: a level that Google has things of.
[[nodiscard]] std::string query_of(app::EntityLevel level, std::string_view condition);
/// That neither a thing nor what it is in was removed.
[[nodiscard]] std::string still_there(app::EntityLevel level);
/// A text as a query has it, in quotes.
[[nodiscard]] std::string quoted(std::string_view text);

/// One row of such a query. A budget that several campaigns share is none of theirs. One is in the
/// currency that the customer is said to have, else in `currency`. Errors: InvalidInput for a row
/// without an id and for an amount that the currency has no units for.
[[nodiscard]] Result<app::ListedEntity> read_entity(const boost::json::value& row,
                                                    app::EntityLevel level,
                                                    const Currency& currency);

/// "ENABLED", "PAUSED", "REMOVED".
[[nodiscard]] std::string_view status_text(app::EntityStatus status);

}  // namespace gv::google_ads
