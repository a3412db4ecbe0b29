#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/ad_changes.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/execute/breaker.h"

namespace gv::app {

/// One attempt at a change, or its end without one.
struct ChangeRecord {
  std::string id;  ///< UUID
  std::string change_id;
  std::string platform;
  EntityRef entity;
  std::string campaign_id{};  ///< empty: not known
  ChangeType type{ChangeType::Budget};
  ChangeValue old_value{};
  ChangeValue new_value{};
  std::optional<double> change_share{};  ///< (new - old) / old of a budget
  std::string triggered_by;
  std::optional<double> confidence{};
  std::string reason{};
  ChangeState state{ChangeState::Completed};  ///< that it came to
  std::optional<ChangeTrouble> trouble{};
  bool outage{false};           ///< counts for the circuit breaker
  bool safety_override{false};  ///< went past our own limits
  TimePoint queued_at{};
  std::optional<TimePoint> started_at{};
  TimePoint ended_at{};
  std::optional<Millis> took{};
};

/// What was done and what was tried: appended, never changed.
class ChangeHistory {
 public:
  virtual ~ChangeHistory() = default;

  virtual Result<void> append(Transaction& transaction, const ChangeRecord& record) = 0;
  /// Newest first; `entity_id` and `campaign_id` choose where they are not empty.
  virtual Result<std::vector<ChangeRecord>> list(Transaction& transaction,
                                                 const ChangeFilter& filter) = 0;
  /// Of one platform, the newest `limit` that tell of its health, oldest first.
  virtual Result<std::vector<execute::AttemptEnd>> ends(Transaction& transaction,
                                                        std::string_view platform, int limit) = 0;
};

}  // namespace gv::app
