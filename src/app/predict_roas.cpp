#include "app/predict_roas.h"

#include <string>

#include "base/hash.h"
#include "base/nearest.h"
#include "base/rng.h"
#include "core/allocate/response.h"
#include "core/belief/delay.h"

namespace gv::app {
namespace {

Result<AdForecast> forecast(const decide::AdView& ad, const AccountView& view,
                            const decide::CycleInput& input, const decide::Config& config,
                            double daily_spend, int days) {
  const double saturation = view.half_saturation();
  const double elasticity = config.response.elasticity;
  std::vector<double> rho(static_cast<std::size_t>(config.sampler.draws));
  Rng rng(key_of({"predict_roas", std::to_string(input.seed), format_time(input.now)}),
          key_of({ad.ad->key.platform, ad.ad->key.ad_id.text()}));
  belief::draw_roas(decide::posterior_of(ad, view.beliefs(), config), rng, rho);
  const double factor = allocate::rho0_factor(ad.evidence->spend_daily, saturation, elasticity);
  for (double& draw : rho) draw *= factor;
  const auto delay = view.beliefs().delay;
  AdForecast out{ad.ad->key, daily_spend, {}};
  GV_TRY(out.projection,
         allocate::project_roas({.rho0 = rho,
                                 .daily_spend = daily_spend,
                                 .half_saturation = saturation,
                                 .elasticity = elasticity,
                                 .days = days},
                                [delay](double age) { return belief::delay_cdf(delay, age); }));
  return out;
}

}  // namespace

Result<std::vector<AdForecast>> predict_roas(const AccountView& view,
                                             const decide::CycleInput& input,
                                             const decide::Config& config,
                                             const RoasForecastRequest& request) {
  std::vector<AdForecast> out;
  std::vector<std::string> names;
  for (const auto& ad : view.assessment().ads) {
    const auto& id = ad.ad->key.ad_id;
    if (request.ad) {
      names.push_back(id.text());
      if (id != *request.ad) continue;
    }
    const double spend = request.daily_spend_minor.value_or(ad.evidence->spend_daily);
    if (!(spend > 0.0)) continue;
    GV_TRY(auto one, forecast(ad, view, input, config, spend, request.days));
    out.push_back(std::move(one));
  }
  if (request.ad && out.empty()) {
    const auto closest = nearest(request.ad->text(), names);
    if (closest && closest->name == request.ad->text()) {
      return fail(ErrorCode::InvalidInput, "daily-spend", "the ad has not spent anything yet",
                  "give the daily spend to plan with: --daily-spend N");
    }
    return fail(ErrorCode::NotFound, "ad", "there is no ad \"" + request.ad->text() + "\"",
                closest ? "did you mean " + std::string(closest->name) + "?" : "");
  }
  return out;
}

}  // namespace gv::app
