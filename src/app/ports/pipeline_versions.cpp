#include "app/ports/pipeline_versions.h"

#include "base/check.h"

namespace gv::app {

revenue::PipelineHistory only_pipeline(const revenue::PipelineConfig& pipeline,
                                       const AccountId& account) {
  auto spec = pipeline.spec();
  spec.account = account;  // several accounts may run on the same settings
  auto own = revenue::PipelineConfig::validate(std::move(spec));
  GV_CHECK(own.has_value());
  return revenue::PipelineHistory(*std::move(own));
}

Result<revenue::PipelineHistory> OnlyPipeline::pipelines(const AccountId& account) const {
  GV_TRY(const auto settings, settings_.settings(account));
  return only_pipeline(settings->pipeline, account);
}

}  // namespace gv::app
