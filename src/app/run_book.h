#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ports/configuration_rules.h"
#include "app/ports/decisions.h"
#include "app/ports/event_log.h"
#include "app/ports/store.h"
#include "app/run_documents.h"
#include "base/parallel.h"

namespace gv::app {

/// What a kept run is for.
enum class RunPurpose {
  Preview,    ///< looked at and thrown away: kept for a day
  Advice,     ///< to be acted on: kept, and told to the event log
  Scheduled,  ///< the same, asked for by nobody
};

/// A run with its decisions, as stored.
struct KeptRun {
  DecisionRun run;
  std::vector<DecisionRecord> decisions;  ///< by ad key
};

struct RunReplay {
  DecisionRun run;
  std::vector<RunDifference> differences;  ///< none: decided alike, bit for bit
};

/// A run decided again under two settings.
struct RunPreview {
  DecisionRun run;
  std::vector<DecisionRecord> before;  ///< by ad key, as `after`
  std::vector<DecisionRecord> after;
};

/// Keeps decision runs with everything they depended on, and recomputes them. Thread-safe; what it
/// is built with outlives it.
class RunBook {
 public:
  RunBook(Store& store, Decisions& decisions, EventLog& events, const RunDocuments& documents,
          const ConfigurationRules& rules)
      : store_(store),
        decisions_(decisions),
        events_(events),
        documents_(documents),
        rules_(rules) {}

  /// Stores run, decisions and inputs in one transaction. The same run for the same purpose twice
  /// is kept once: the id follows from both. Previews older than a day are removed on the way, some
  /// at a time. Errors: those of the store.
  Result<KeptRun> keep(const AccountScope& scope, const RunInputs& inputs, const DecidedRun& run,
                       const AccountSettings& settings, RunPurpose purpose);

  /// Decides a kept run again from what it depended on. Errors: NotFound; those of reading its
  /// document and of deciding.
  Result<RunReplay> replay(const AccountScope& scope, const std::string& run_id,
                           const ParallelFor& parallel);

  /// Decides on what the newest kept run knew, under settings that are and that might be in force;
  /// nothing when no run is kept. Stores nothing. Errors: as `replay`.
  Result<std::optional<RunPreview>> preview(const AccountScope& scope,
                                            const AccountSettings& before,
                                            const AccountSettings& after,
                                            const ParallelFor& parallel);

 private:
  Result<void> store_run(Transaction& transaction, const KeptRun& kept,
                         const std::string& document);

  Store& store_;
  Decisions& decisions_;
  EventLog& events_;
  const RunDocuments& documents_;
  const ConfigurationRules& rules_;
};

}  // namespace gv::app
