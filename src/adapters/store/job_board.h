#pragma once

#include <string_view>
#include <vector>

#include "app/ports/job_board.h"

namespace gv::store {

class JobBoard final : public app::JobBoard {
 public:
  Result<std::vector<app::JobView>> list(app::Transaction& transaction,
                                         const app::JobFilter& filter) override;
  Result<std::optional<app::JobView>> find(app::Transaction& transaction,
                                           std::string_view id) override;
  Result<std::vector<app::JobView>> reporting(app::Transaction& transaction, int limit) override;
  Result<std::vector<app::JobAttempt>> attempts(app::Transaction& transaction,
                                                std::string_view id) override;
  Result<bool> retry(app::Transaction& transaction, std::string_view id) override;
  Result<std::vector<app::QueueCount>> queues(app::Transaction& transaction) override;
};

}  // namespace gv::store
