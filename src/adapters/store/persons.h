#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/ports/persons.h"

namespace gv::store {

class Persons final : public app::Persons {
 public:
  Result<void> link(app::Transaction& transaction, const app::PersonLink& link) override;
  Result<std::vector<app::PersonLink>> links(app::Transaction& transaction, app::LinkKind kind,
                                             std::span<const Digest> hashes) override;
  Result<bool> add_touch(app::Transaction& transaction, const app::PersonTouch& touch) override;
  Result<std::optional<std::string>> of_click(app::Transaction& transaction,
                                              std::string_view click_id) override;
  Result<std::vector<app::PersonTouch>> touches(app::Transaction& transaction,
                                                std::string_view person, TimePoint from,
                                                TimePoint until) override;
  Result<void> merge(app::Transaction& transaction, std::string_view from,
                     std::string_view into) override;
};

}  // namespace gv::store
