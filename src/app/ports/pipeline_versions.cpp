#include "app/ports/pipeline_versions.h"

#include "base/check.h"

namespace gv::app {

Result<revenue::PipelineHistory> OnlyPipeline::pipelines(const AccountId& account) const {
  GV_TRY(const auto settings, settings_.settings(account));
  auto spec = settings->pipeline.spec();
  spec.account = account;  // several accounts may run on the same settings
  auto pipeline = revenue::PipelineConfig::validate(std::move(spec));
  GV_CHECK(pipeline.has_value());
  return revenue::PipelineHistory(*std::move(pipeline));
}

}  // namespace gv::app
