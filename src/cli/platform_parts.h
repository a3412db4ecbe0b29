#pragma once

#include <string>

#include "adapters/google_ads/adapter.h"
#include "adapters/meta/adapter.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/performance.h"
#include "adapters/tiktok/adapter.h"
#include "app/access/account_book.h"
#include "app/access/connected_platforms.h"
#include "app/sync/actuals_desk.h"
#include "app/sync/sync_platforms.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// Where ad platforms are; empty: where they are in the world.
struct PlatformOptions {
  std::string meta_url{};    ///< of Meta or a double of it; may be on this machine
  std::string google_url{};  ///< likewise of Google Ads; tokens are asked for there, too
  std::string tiktok_url{};
};

/// Errors: InvalidInput for an address that is none.
[[nodiscard]] Result<void> check_platforms(const PlatformOptions& options);

/// What reads and changes things on ad platforms.
struct PlatformParts {
  PlatformParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                const app::Sealer& sealer, app::SyncSchedule& schedule, const Clock& clock,
                const PlatformOptions& options);

 private:
  store::AdCatalog catalog_{};
  store::Performance performance_{};
  google_ads::Adapter google_;
  meta::Adapter meta_;
  tiktok::Adapter tiktok_;

 public:
  app::ConnectedPlatforms accounts;
  app::SyncPlatforms sync;
  app::ActualsDesk actuals;
};

}  // namespace gv::cli
