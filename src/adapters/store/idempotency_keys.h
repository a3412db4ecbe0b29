#pragma once

#include <string_view>

#include "app/ports/idempotency.h"

namespace gv::store {

class IdempotencyKeys final : public app::IdempotencyKeys {
 public:
  Result<app::KeyedAnswer> begin(app::Transaction& transaction,
                                 const app::KeyedRequest& request) override;
  Result<void> finish(app::Transaction& transaction, std::string_view key,
                      const app::StoredResponse& response) override;
  Result<void> release(app::Transaction& transaction, std::string_view key) override;
  Result<std::int64_t> purge(app::Transaction& transaction, int limit) override;
};

}  // namespace gv::store
