#pragma once

#include "app/ports/experiment_store.h"

namespace gv::store {

class Experiments final : public app::ExperimentStore {
 public:
  Result<std::optional<app::StoredExperiment>> find(app::Transaction& transaction,
                                                    std::string_view id) override;
  Result<std::optional<std::string>> of_variant(app::Transaction& transaction,
                                                std::string_view variant_id) override;
  Result<std::vector<std::string>> list(app::Transaction& transaction, std::string_view after,
                                        int limit) override;
  Result<void> put(app::Transaction& transaction, const app::StoredExperiment& experiment) override;
};

}  // namespace gv::store
