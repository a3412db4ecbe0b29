#pragma once

#include <string_view>

#include "app/ports/leases.h"

namespace gv::store {

class Leases final : public app::Leases {
 public:
  Result<std::optional<std::int64_t>> acquire(app::SharedTransaction& transaction,
                                              std::string_view name, std::string_view holder,
                                              Millis ttl) override;
  Result<bool> release(app::SharedTransaction& transaction, std::string_view name,
                       std::string_view holder) override;
  Result<void> end_all(app::SharedTransaction& transaction) override;
};

}  // namespace gv::store
