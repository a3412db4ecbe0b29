#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ports/account_scope.h"
#include "app/ports/ad_tree.h"
#include "app/ports/store.h"

namespace gv::api {

/// What their platforms call these ads ("meta:123"); those that are not known there are left out.
/// Errors: those of the store.
[[nodiscard]] Result<app::NamesById> names_of_ads(app::Store& store, app::AdTree& tree,
                                                  const app::AccountScope& scope,
                                                  const std::vector<std::string>& ids);

[[nodiscard]] std::optional<std::string> name_of_ad(const app::NamesById& names,
                                                    const std::string& id);

}  // namespace gv::api
