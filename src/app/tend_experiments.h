#pragma once

#include <string_view>

#include "app/experiment_desk.h"
#include "app/ports/job_handler.h"

namespace gv::app {

inline constexpr std::string_view kDecayQueue = "ab-decay";
inline constexpr std::string_view kPromoteQueue = "auto-promote";

/// Fades the evidence of all experiments of an account by a day; once a day, however often it runs.
class FadeExperiments final : public JobHandler {
 public:
  explicit FadeExperiments(ExperimentDesk& desk) : desk_(desk) {}
  [[nodiscard]] std::string_view queue() const override { return kDecayQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  ExperimentDesk& desk_;
};

/// Promotes the leading variant of every experiment that runs and passes all checks.
class PromoteExperiments final : public JobHandler {
 public:
  explicit PromoteExperiments(ExperimentDesk& desk) : desk_(desk) {}
  [[nodiscard]] std::string_view queue() const override { return kPromoteQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  ExperimentDesk& desk_;
};

}  // namespace gv::app
