#include "adapters/api/ad_names.h"

namespace gv::api {

Result<app::NamesById> names_of_ads(app::Store& store, app::AdTree& tree,
                                    const app::AccountScope& scope,
                                    const std::vector<std::string>& ids) {
  return store.read(scope, [&](app::Transaction& transaction) {
    return tree.names(transaction, execute::EntityLevel::Ad, ids);
  });
}

std::optional<std::string> name_of_ad(const app::NamesById& names, const std::string& id) {
  const auto found = names.find(id);
  return found != names.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace gv::api
