#pragma once

#include "app/ports/upkeep.h"

namespace gv::store {

class Upkeep final : public app::Upkeep {
 public:
  Result<int> make_room(app::SharedTransaction& transaction) override;
  Result<std::int64_t> clear(app::SharedTransaction& transaction, int limit) override;
};

}  // namespace gv::store
