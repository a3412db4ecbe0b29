#pragma once

#include <string_view>
#include <vector>

#include "app/ports/event_log.h"

namespace gv::store {

class EventLog final : public app::EventLog {
 public:
  Result<std::vector<std::int64_t>> append(app::Transaction& transaction,
                                           std::span<const app::NewEvent> facts) override;
  Result<std::vector<app::Event>> after(app::Transaction& transaction, std::int64_t seq,
                                        int limit) override;
  Result<std::vector<app::Event>> of_type_after(app::Transaction& transaction,
                                                std::string_view type, std::int64_t seq,
                                                int limit) override;
  Result<std::int64_t> last_seq(app::Transaction& transaction) override;
  Result<std::int64_t> offset(app::Transaction& transaction, std::string_view consumer) override;
  Result<void> set_offset(app::Transaction& transaction, std::string_view consumer,
                          std::int64_t seq) override;
};

}  // namespace gv::store
