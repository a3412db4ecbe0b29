#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// One run of the decision core.
struct DecisionRun {
  std::string id;        ///< UUID
  std::string trigger;   ///< "schedule", "api"
  TimePoint clock_at{};  ///< the instant it decided for
  std::int64_t seed{0};
  std::string inputs_hash;
  std::int64_t config_version{0};
  std::string models{"{}"};  ///< JSON
  std::optional<std::int64_t> total_budget_minor{};
  int num_ads{0};
  std::string status;  ///< "preview": may be removed after a day; "completed"
  std::optional<std::int64_t> duration_us{};
  TimePoint created_at{};  ///< set by the store
};

/// What it advised for one ad.
struct DecisionRecord {
  std::string id;  ///< UUID
  std::string run_id;
  std::string ad_id;                         ///< "<platform>:<platform id>"
  std::optional<std::string> budget_unit{};  ///< as `unit_name` has it, or an ad's own name
  std::string decision;
  std::optional<std::string> finality{};
  std::string reason_code;
  std::string reason;
  std::string explanation{"{}"};  ///< JSON, as the other three
  std::string gates{"[]"};
  std::string actions{"[]"};
  std::string metrics{"{}"};
  int priority{0};
  double confidence{0.0};
  // Budgets are the unit's, a day. Where it holds other ads they are no ad's own.
  std::int64_t current_budget_minor{0};  ///< 0 while we have the unit paused
  std::int64_t recommended_budget_minor{0};
  bool shares_unit{false};
  /// What the platform had when it was decided; none: no platform told.
  std::optional<std::int64_t> unit_budget_minor{};
  std::string status;
  TimePoint created_at{};  ///< set by the store
  TimePoint expires_at{};
};

/// Where a page of a list goes on: newest first, then by id.
struct DecisionCursor {
  TimePoint created_at{};
  std::string id;
};

struct DecisionFilter {
  std::optional<std::string> run_id{};
  std::optional<std::string> ad_id{};
  std::optional<std::string> decision{};  ///< "scale"
  std::optional<DecisionCursor> before{};
  int limit{50};
};

/// Runs and their decisions, as they were made.
class Decisions {
 public:
  virtual ~Decisions() = default;

  /// Stores a run with all its decisions. Errors: Conflict when the run is stored already.
  virtual Result<void> record(Transaction& transaction, const DecisionRun& run,
                              std::span<const DecisionRecord> decisions) = 0;
  virtual Result<std::optional<DecisionRun>> run(Transaction& transaction, std::string_view id) = 0;
  virtual Result<std::vector<DecisionRun>> runs(Transaction& transaction,
                                                const std::optional<DecisionCursor>& before,
                                                int limit) = 0;
  virtual Result<std::optional<DecisionRecord>> decision(Transaction& transaction,
                                                         std::string_view id) = 0;
  virtual Result<std::vector<DecisionRecord>> list(Transaction& transaction,
                                                   const DecisionFilter& filter) = 0;

  /// "dismissed". Nothing when there is no such decision.
  virtual Result<void> set_status(Transaction& transaction, std::string_view id,
                                  std::string_view status) = 0;

  /// Keeps what a stored run was made of, as the text it is. Errors: Conflict when that is there
  /// already, InvalidInput when the run is not.
  virtual Result<void> keep_inputs(Transaction& transaction, std::string_view run_id,
                                   std::string_view document) = 0;
  virtual Result<std::optional<std::string>> inputs(Transaction& transaction,
                                                    std::string_view run_id) = 0;
  /// Removes up to `limit` runs of status "preview" that are older, with all that belongs to them;
  /// how many.
  virtual Result<std::int64_t> remove_previews(Transaction& transaction, TimePoint before,
                                               int limit) = 0;
};

}  // namespace gv::app
