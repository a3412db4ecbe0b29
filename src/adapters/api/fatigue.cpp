#include "adapters/api/fatigue.h"

#include <cmath>

#include <fmt/format.h>

#include "adapters/api/endpoint.h"
#include "base/money.h"

namespace gv::api {
namespace {

constexpr std::size_t kDaysMax = 366;
constexpr std::int64_t kImpressionsMax = 1'000'000'000'000;

std::string advice(const fatigue::Action& action) {
  switch (action.remedy) {
    case fatigue::Remedy::Monitor:
      return "look again in two hours";
    case fatigue::Remedy::RequestBriefs:
      return "ask for briefs of a replacement";
    case fatigue::Remedy::NoIncrease:
      return "do not raise the budget";
    case fatigue::Remedy::Reduce:
      return fmt::format("cut the budget by {:.0f} %", 100.0 * action.share);
    case fatigue::Remedy::RefreshCreative:
      return "refresh the creative";
    case fatigue::Remedy::UrgentReplacement:
      return "make a replacement now";
    case fatigue::Remedy::PauseWhenReplaced:
      return "pause it when the replacement runs";
    case fatigue::Remedy::Pause:
      return "pause it";
  }
  return "";
}

std::string advice(const std::vector<fatigue::Action>& actions) {
  std::string text;
  for (const auto& action : actions) text += (text.empty() ? "" : "; ") + advice(action);
  return text.empty() ? "nothing to do" : text;
}

fatigue::DayCounts counts_of(const FatigueDay& day) {
  const auto impressions = static_cast<double>(day.impressions);
  return {.impressions = day.impressions,
          .clicks = round_half_away(day.ctr * impressions),
          .spend_minor = round_half_away(static_cast<double>(day.cpm.minor) * impressions / 1e3),
          .frequency_7d = day.frequency};
}

}  // namespace

WearStatus wear_status(fatigue::FatigueStatus status) {
  switch (status) {
    case fatigue::FatigueStatus::InsufficientData:
      return WearStatus::InsufficientData;
    case fatigue::FatigueStatus::Healthy:
      return WearStatus::Healthy;
    case fatigue::FatigueStatus::Fatiguing:
      return WearStatus::Fatiguing;
    case fatigue::FatigueStatus::Saturated:
      return WearStatus::Saturated;
    case fatigue::FatigueStatus::AudienceExhausted:
      return WearStatus::AudienceExhausted;
  }
  return WearStatus::InsufficientData;
}

void check(const FatigueDay& day, Binder& binder) {
  if (!(day.ctr >= 0.0 && day.ctr <= 1.0)) binder.complain_at("ctr", "must lie in [0, 1]");
  if (day.frequency < 0.0) binder.complain_at("frequency", "must be >= 0");
  if (day.impressions < 0 || day.impressions > kImpressionsMax) {
    binder.complain_at("impressions", "must lie in [0, 1e12]");
  }
  // What a thousand impressions cost times the thousands has to fit in an amount.
  const double spend = static_cast<double>(day.cpm.minor) * static_cast<double>(day.impressions);
  if (day.cpm.minor < 0 || spend > 9e18) binder.complain_at("cpm", "must be >= 0 and not so large");
}

void check(const FatigueRequest& request, Binder& binder) {
  if (request.metrics_history.size() > kDaysMax) {
    binder.complain_at("metrics_history", fmt::format("must hold at most {} days, got {}", kDaysMax,
                                                      request.metrics_history.size()));
  }
}

Result<FatigueAnswer> AnalyzeFatigue::operator()(const Context& context,
                                                 const FatigueRequest& request) const {
  GV_TRY(const auto account, settings.settings(context.account));
  std::vector<fatigue::DayCounts> days;
  days.reserve(request.metrics_history.size());
  for (const auto& day : request.metrics_history) days.push_back(counts_of(day));
  GV_TRY(const auto worn,
         fatigue::assess_fatigue(
             {.days = days, .frequency_7d = days.empty() ? 0.0 : days.back().frequency_7d},
             account->fatigue));
  return FatigueAnswer{.ad_id = request.ad_id,
                       .status = wear_status(worn.status),
                       .confidence = worn.confidence,
                       .reason = worn.reason,
                       .days_until_critical = worn.days_until_critical,
                       .recommendation = advice(worn.actions)};
}

void add_fatigue_routes(Api& api, const app::SettingsSource& settings) {
  add(api, AnalyzeFatigue{settings});
}

}  // namespace gv::api
