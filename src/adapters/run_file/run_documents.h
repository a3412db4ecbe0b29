#pragma once

#include "app/run_documents.h"

namespace gv::run_file {

/// Inputs as `write_run` writes them, decisions as rows of the store.
class RunDocuments final : public app::RunDocuments {
 public:
  [[nodiscard]] std::string write(const app::RunInputs& inputs,
                                  std::string_view config) const override;
  [[nodiscard]] Result<app::RecordedInputs> read(std::string_view document) const override;
  [[nodiscard]] std::vector<app::DecisionRecord> decisions(
      const app::RunInputs& inputs, const decide::CyclePlan& plan,
      const std::string& run_id) const override;
  [[nodiscard]] Result<std::vector<app::RunDifference>> differences(
      std::span<const app::DecisionRecord> recorded,
      std::span<const app::DecisionRecord> recomputed) const override;
};

}  // namespace gv::run_file
