#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/ports/ad_states.h"
#include "app/ports/experiment_store.h"
#include "app/ports/learning_log.h"
#include "app/ports/store.h"

namespace gv::app {

/// What an account's log makes of its ads and experiments.
struct Projections {
  std::map<std::string, StoredAdState> ads;             ///< by ad id
  std::map<std::string, StoredExperiment> experiments;  ///< by id
  std::int64_t events{0};                               ///< that were folded
};

/// Folds the whole log, page by page. Errors: those of the folds and of the store.
[[nodiscard]] Result<Projections> project(Transaction& transaction, LearningLog& log);

/// Where what is stored differs from what the log says.
struct ProjectionCheck {
  Projections projected;
  std::vector<std::string> differing;  ///< "ad meta:1", "experiment <id>"
  std::vector<std::string> unknown;    ///< stored, and the log does not tell of it
};

/// Compares the projections of one account with its log, bit for bit, in one transaction of a
/// writer, which nobody's event comes into. With `mend` what differs is written anew; what the log
/// does not tell of is left alone.
[[nodiscard]] Result<ProjectionCheck> check_projections(Store& store, const AccountScope& scope,
                                                        LearningLog& log, AdStates& ads,
                                                        ExperimentStore& experiments, bool mend);

}  // namespace gv::app
