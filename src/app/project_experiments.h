#pragma once

#include <optional>
#include <string>

#include "app/ports/experiment_store.h"
#include "app/ports/learning_log.h"
#include "base/result.h"

namespace gv::app {

/// Whose experiment a fact is about; empty for one about an ad.
[[nodiscard]] std::string experiment_of(const LearningFact& fact);

/// An experiment after a fact about it, recorded as number `seq` at `at`. The live path and a
/// rebuild from the log both go through here.
/// Errors: NotFound when the experiment or the variant is not there; those of `core/ab`.
[[nodiscard]] Result<StoredExperiment> experiment_after(std::optional<StoredExperiment> before,
                                                        const LearningFact& fact, std::int64_t seq,
                                                        TimePoint at);

}  // namespace gv::app
