#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/ports/settings_source.h"
#include "core/fatigue/fatigue.h"

namespace gv::api {

class Api;

/// One complete day of one ad.
struct FatigueDay {
  double ctr{0.0};        ///< ratio
  double frequency{0.0};  ///< trailing seven days
  Amount cpm;             ///< per thousand impressions
  std::int64_t impressions{0};
  std::optional<std::string> date;
};
BOOST_DESCRIBE_STRUCT(FatigueDay, (), (ctr, frequency, cpm, impressions, date))
void check(const FatigueDay& day, Binder& binder);

struct FatigueRequest {
  std::string ad_id;
  std::vector<FatigueDay> metrics_history;  ///< oldest first
};
BOOST_DESCRIBE_STRUCT(FatigueRequest, (), (ad_id, metrics_history))
void check(const FatigueRequest& request, Binder& binder);

enum class WearStatus { InsufficientData, Healthy, Fatiguing, Saturated, AudienceExhausted };
BOOST_DESCRIBE_ENUM(WearStatus, InsufficientData, Healthy, Fatiguing, Saturated, AudienceExhausted)
template <>
inline constexpr bool kInCapitals<WearStatus> = true;
[[nodiscard]] WearStatus wear_status(fatigue::FatigueStatus status);

struct FatigueAnswer {
  std::string ad_id;
  WearStatus status{WearStatus::InsufficientData};
  double confidence{0.0};
  std::string reason;
  std::optional<double> days_until_critical;
  std::string recommendation;
};
BOOST_DESCRIBE_STRUCT(FatigueAnswer, (),
                      (ad_id, status, confidence, reason, days_until_critical, recommendation))

/// How worn out a creative is, from its own days. Remembers nothing of earlier questions.
struct AnalyzeFatigue {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/fatigue/analyze",
      .twin = "/api/v1/fatigue/analyze",
      .scope = app::Scope::Predict,
      .summary = "How worn out a creative is, and what to do",
  };
  const app::SettingsSource& settings;

  Result<FatigueAnswer> operator()(const Context& context, const FatigueRequest& request) const;
};

void add_fatigue_routes(Api& api, const app::SettingsSource& settings);

}  // namespace gv::api
