#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/decide_budgets.h"
#include "app/ports/decisions.h"

namespace gv::app {

/// What a run depended on, read back.
struct RecordedInputs {
  RunInputs inputs;
  std::string config;  ///< JSON; a configuration that leaves nothing out
  bool intact{true};   ///< the inputs still have the digest that was written with them
};

/// A place where a recomputed run differs from the recorded one.
struct RunDifference {
  std::string path;
  std::string recorded;
  std::string recomputed;
};

/// How runs are written down, so that they can be recomputed bit for bit. Pure; thread-safe.
class RunDocuments {
 public:
  virtual ~RunDocuments() = default;

  /// `config` is the effective configuration as JSON text.
  [[nodiscard]] virtual std::string write(const RunInputs& inputs,
                                          std::string_view config) const = 0;
  /// Reads what `write` wrote. Errors: UnusableInput; InvalidInput and its kin with the path.
  [[nodiscard]] virtual Result<RecordedInputs> read(std::string_view document) const = 0;

  /// One record for each decision of `plan`, which was made of `inputs`. Status and times are left
  /// to whoever keeps them; ids follow from account, run, unit and ad.
  [[nodiscard]] virtual std::vector<DecisionRecord> decisions(const RunInputs& inputs,
                                                              const decide::CyclePlan& plan,
                                                              const std::string& run_id) const = 0;
  /// Where the contents of two sets of records differ, the first few places; whatever their order,
  /// status and times. Errors: UnusableInput: a record holds no JSON.
  [[nodiscard]] virtual Result<std::vector<RunDifference>> differences(
      std::span<const DecisionRecord> recorded,
      std::span<const DecisionRecord> recomputed) const = 0;
};

}  // namespace gv::app
