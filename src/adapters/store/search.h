#pragma once

#include "app/ports/search.h"

namespace gv::store {

/// Over the tables ads, campaigns, assets and decisions.
class Search final : public app::Search {
 public:
  Result<std::vector<app::Finding>> find(app::Transaction& transaction, std::string_view part,
                                         int each) override;
};

}  // namespace gv::store
