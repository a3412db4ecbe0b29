#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A campaign, an ad set or an ad as its platform has it.
struct CatalogCampaign {
  std::string platform;
  std::string external_id;
  std::string name;
  std::string objective;
  std::string status;  ///< "active", "paused", "archived", "deleted": as set
  std::optional<std::int64_t> daily_budget_minor{};
  std::string currency;
};
struct CatalogAdSet {
  std::string platform;
  std::string external_id;
  std::string campaign_external_id;
  std::string name;
  std::string status;
  std::optional<std::int64_t> daily_budget_minor{};
  bool learning{false};
};
struct CatalogAd {
  std::string platform;
  std::string external_id;
  std::string adset_external_id;
  std::string campaign_external_id;
  std::string name;
  std::string status;
  std::string review_status;  ///< the platform's effective status, in lower case
  TimePoint seen_at{};        ///< when the look began that found it so
};

/// What there is on the ad platforms. A thing that was made by us and one that was found have the
/// same row: it is known by platform and external id.
class AdCatalog {
 public:
  virtual ~AdCatalog() = default;
  // Add the thing, or bring what is known of it up to date. Parents come first.
  // Errors: InvalidInput for a parent that is not there.
  virtual Result<void> put(Transaction& transaction, const CatalogCampaign& campaign) = 0;
  virtual Result<void> put(Transaction& transaction, const CatalogAdSet& set) = 0;
  virtual Result<void> put(Transaction& transaction, const CatalogAd& ad) = 0;
  /// Which of the account's creatives (a UUID) an ad of ours shows; looks at the platform leave it.
  virtual Result<void> set_creative(Transaction& transaction, std::string_view platform,
                                    std::string_view external_id, std::string_view creative_id) = 0;
};

}  // namespace gv::app
