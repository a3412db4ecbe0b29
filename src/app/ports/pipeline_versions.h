#pragma once

#include "app/ports/settings_source.h"
#include "base/ids.h"
#include "base/result.h"
#include "core/revenue/pipeline_config.h"

namespace gv::app {

/// Every version of an account's pipeline that was ever in force: an event is valued with the one
/// of its time, so a change of stage values never touches what is posted.
class PipelineVersions {
 public:
  virtual ~PipelineVersions() = default;
  /// Errors: NotFound.
  [[nodiscard]] virtual Result<revenue::PipelineHistory> pipelines(
      const AccountId& account) const = 0;
};

/// A pipeline as the only one that an account ever had.
[[nodiscard]] revenue::PipelineHistory only_pipeline(const revenue::PipelineConfig& pipeline,
                                                     const AccountId& account);

/// The version in force as the only one: for accounts whose configuration never changed.
class OnlyPipeline final : public PipelineVersions {
 public:
  explicit OnlyPipeline(const SettingsSource& settings) : settings_(settings) {}
  [[nodiscard]] Result<revenue::PipelineHistory> pipelines(const AccountId& account) const override;

 private:
  const SettingsSource& settings_;
};

}  // namespace gv::app
