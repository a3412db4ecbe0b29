#pragma once

#include <string>

#include "adapters/meta/connected_accounts.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/performance.h"
#include "app/access/account_book.h"
#include "app/sync/sync_platforms.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// Where ad platforms are; empty: where they are in the world.
struct PlatformOptions {
  std::string meta_url{};  ///< of Meta or a double of it; may be on this machine
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

 public:
  meta::ConnectedAccounts accounts;
  app::SyncPlatforms sync;
};

}  // namespace gv::cli
