#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/ad_platform.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/belief/records.h"

namespace gv::app {

/// A write that was sent to a platform, or was about to be.
struct SentMutation {
  std::string id;  ///< UUID
  std::string platform;
  EntityRef entity;
  std::optional<std::string> change_id{};
  int operations{1};  ///< what it costs of the quota
  TimePoint sent_at{};
};

/// A daily budget that a thing has from an instant on.
struct KnownBudget {
  std::string platform;
  EntityRef unit;
  TimePoint from{};
  std::int64_t daily_minor{0};
  std::optional<std::string> change_id{};  ///< none: it was found so
};

/// What was sent and what is configured, as far as limits are concerned.
class ExecutionLedger {
 public:
  virtual ~ExecutionLedger() = default;

  /// Holds the account's ledger until the transaction ends: whoever counts and then adds is alone.
  virtual Result<void> lock(Transaction& transaction) = 0;
  virtual Result<void> add(Transaction& transaction, std::span<const SentMutation> sent) = 0;
  /// Sent after `since`, ascending.
  virtual Result<std::vector<SentMutation>> sent_since(Transaction& transaction,
                                                       std::string_view platform,
                                                       TimePoint since) = 0;

  /// Replaces what is known from the same instant.
  virtual Result<void> add_budget(Transaction& transaction, const KnownBudget& budget) = 0;
  /// Budgets of a unit, ascending: those from `since` on, and the one in force at `since`.
  virtual Result<std::vector<belief::BudgetStep>> budgets(Transaction& transaction,
                                                          std::string_view platform,
                                                          const EntityRef& unit,
                                                          TimePoint since) = 0;
};

}  // namespace gv::app
