#include "adapters/api/predict_pipeline.h"

#include <cmath>
#include <set>

#include "adapters/api/binder.h"
#include "core/revenue/pipeline_prediction.h"

namespace gv::api {
namespace {

constexpr std::size_t kDealsMax = 1'000;  // each is simulated ten thousand times
constexpr std::uint64_t kSeed = 0;        // the same question has the same answer

DealOutlook outlook_of(const revenue::DealPrediction& deal) {
  if (deal.error) {
    DealOutlook outlook;
    outlook.error = std::string(to_text(deal.error->code)) + ": " + to_string(*deal.error);
    return outlook;
  }
  return {.expected_value = Amount{deal.expected_minor},
          .probability = deal.probability,
          .predicted_close_days = deal.close_days,
          .source = deal.learned ? "learned" : "prior",
          .error = {}};
}

}  // namespace

void check(const PipelineRequest& request, Binder& binder) {
  if (request.deals.size() > kDealsMax) {
    binder.complain_at("deals", "must hold at most 1000 deals");
  }
  std::set<std::string_view> ids;
  for (const auto& deal : request.deals) {
    if (!ids.insert(deal.id).second) {
      binder.complain_at("deals", "must name every deal once: \"" + deal.id + "\" came twice");
    }
  }
}

Result<PipelineAnswer> PredictPipeline::operator()(const Context& context,
                                                   const PipelineRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  std::vector<revenue::PipelineDeal> deals;
  for (const auto& deal : request.deals) {
    revenue::PipelineDeal asked{.id = deal.id, .stage = deal.stage};
    if (deal.amount) asked.amount_minor = deal.amount->minor;
    asked.age_in_stage_days = deal.age_in_stage_days.value_or(0.0);
    deals.push_back(std::move(asked));
  }
  GV_TRY(const auto prediction,
         revenue::predict_pipeline(account->pipeline, deals, {}, context.now, kSeed));
  PipelineAnswer answer{.deals = {},
                        .total_pipeline_value = {prediction.total_minor},
                        .sd = {std::llround(prediction.sd_minor)},
                        .p10 = {prediction.p10_minor},
                        .p50 = {prediction.p50_minor},
                        .p90 = {prediction.p90_minor}};
  for (const auto& deal : prediction.deals) answer.deals.emplace(deal.id, outlook_of(deal));
  return answer;
}

}  // namespace gv::api
