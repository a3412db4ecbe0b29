#pragma once

#include <vector>

#include "app/ad_snapshots.h"
#include "app/ports/account_scope.h"
#include "app/ports/ad_states.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Every ad that is known of an account, by id. Errors: those of the store.
[[nodiscard]] Result<std::vector<StoredAdState>> all_ads(Store& store, AdStates& ads,
                                                         const AccountScope& scope);

/// What a decision knows of such an ad at `now`. Nothing in it lies after that.
[[nodiscard]] AdSnapshot snapshot_of(const StoredAdState& ad, TimePoint now);

}  // namespace gv::app
