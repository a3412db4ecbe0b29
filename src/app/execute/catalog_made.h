#pragma once

#include "app/ports/ad_catalog.h"
#include "app/ports/ad_changes.h"
#include "base/currency.h"
#include "base/result.h"

namespace gv::app {

/// Writes a campaign, ad set or ad that a change made into the catalog, as the next look at the
/// platform would: under the same id, so that it finds it there. An ad set or ad in something that
/// no change made is left to that look, which knows its parents. Errors: those of the store.
Result<void> catalog_made(AdCatalog& catalog, Transaction& transaction, const AdChange& change,
                          const PlatformEntity& made, Currency currency);

}  // namespace gv::app
