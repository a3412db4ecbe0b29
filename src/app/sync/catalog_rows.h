#pragma once

#include <string>

#include "app/ports/ad_catalog.h"
#include "app/ports/ad_reports.h"

namespace gv::app {

// What a platform lists, as rows of the catalog.

[[nodiscard]] CatalogCampaign campaign_row(const std::string& platform, const ListedEntity& listed,
                                           const std::string& currency);
[[nodiscard]] CatalogAdSet adset_row(const std::string& platform, const ListedEntity& listed);
[[nodiscard]] CatalogAd ad_row(const std::string& platform, const ListedEntity& listed,
                               TimePoint seen_at);

}  // namespace gv::app
