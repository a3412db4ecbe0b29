#pragma once

#include <string>
#include <string_view>

#include "app/ports/personal_data.h"

namespace gv::store {

class PersonalData final : public app::PersonalData {
 public:
  Result<app::ErasedRows> erase(app::Transaction& transaction,
                                const app::Subjects& subjects) override;
  Result<std::string> gather(app::Transaction& transaction, const app::Subjects& subjects) override;
  Result<app::ErasedRows> forget(app::Transaction& transaction,
                                 const app::RetentionHorizons& horizons) override;
};

}  // namespace gv::store
