#pragma once

#include "app/ports/ad_catalog.h"

namespace gv::store {

class AdCatalog final : public app::AdCatalog {
 public:
  Result<void> put(app::Transaction& transaction, const app::CatalogCampaign& campaign) override;
  Result<void> put(app::Transaction& transaction, const app::CatalogAdSet& set) override;
  Result<void> put(app::Transaction& transaction, const app::CatalogAd& ad) override;
  Result<void> set_creative(app::Transaction& transaction, std::string_view platform,
                            std::string_view external_id, std::string_view creative_id) override;
};

}  // namespace gv::store
