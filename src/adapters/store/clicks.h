#pragma once

#include <string_view>
#include <vector>

#include "app/ports/clicks.h"

namespace gv::store {

class Clicks final : public app::Clicks {
 public:
  Result<bool> add(app::Transaction& transaction, const app::KeptClick& click) override;
  Result<void> count(app::Transaction& transaction, const attribution::ClickCount& click) override;
  Result<std::optional<attribution::Click>> find(app::Transaction& transaction,
                                                 std::string_view click_id) override;
  Result<std::string> sealed_client(app::Transaction& transaction,
                                    std::string_view click_id) override;
  Result<std::vector<attribution::Click>> search(app::Transaction& transaction,
                                                 const app::ClickSearch& search) override;
  Result<int> of_address(app::Transaction& transaction, const attribution::KeyedHash& ip,
                         TimePoint since) override;
  Result<std::optional<AdId>> known_ad(app::Transaction& transaction, const AdId& named) override;
};

}  // namespace gv::store
