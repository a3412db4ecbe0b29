#include "app/tracking/conversion_reader.h"

#include <array>

namespace gv::app {
namespace {

using attribution::Model;

constexpr std::array kModelsShown{Model::FirstTouch,  Model::LastTouch,     Model::Linear,
                                  Model::TimeDecay,   Model::PositionBased, Model::Shapley,
                                  Model::ShapleyRate, Model::Markov};

}  // namespace

Result<CreditedConversion> ConversionReader::read(Transaction& transaction, std::string_view id) {
  GV_TRY(auto conversion, conversions_.find(transaction, id));
  if (!conversion) {
    return fail(ErrorCode::NotFound, "id", "There is no conversion \"" + std::string(id) + "\".");
  }
  GV_TRY(auto sets, conversions_.credits(transaction, id));
  return CreditedConversion{*std::move(conversion), std::move(sets)};
}

Result<std::vector<CreditedConversion>> ConversionReader::list(
    const AccountScope& scope, const std::optional<ConversionCursor>& before, int limit) {
  const auto work = [&](Transaction& transaction) -> Result<std::vector<CreditedConversion>> {
    GV_TRY(auto records, conversions_.list(transaction, before, limit));
    std::vector<CreditedConversion> list;
    for (auto& record : records) {
      GV_TRY(auto sets, conversions_.credits(transaction, record.id));
      list.push_back({std::move(record), std::move(sets)});
    }
    return list;
  };
  return store_.read(scope, work);
}

Result<CreditedConversion> ConversionReader::show(const AccountScope& scope, std::string_view id) {
  return store_.read(scope, [&](Transaction& transaction) { return read(transaction, id); });
}

Result<AttributionSummary> ConversionReader::summary(const AccountScope& scope, TimePoint from,
                                                     TimePoint until) {
  const auto work = [&](Transaction& transaction) -> Result<AttributionSummary> {
    GV_TRY(auto lags, conversions_.lags(transaction, from, until));
    GV_TRY(auto missed, conversions_.missed(transaction, from, until));
    return AttributionSummary{attribution::lag_distribution(std::move(lags)), std::move(missed)};
  };
  return store_.read(scope, work);
}

Result<std::vector<attribution::Touch>> ConversionReader::touches_of(Transaction& transaction,
                                                                     const CreditedConversion& of,
                                                                     Millis window) {
  if (of.sets.empty()) return std::vector<attribution::Touch>{};
  const auto& found = of.sets.front().evidence;
  const TimePoint at = of.conversion.at;
  std::vector<attribution::Click> clicks;
  if (!found.click_id.empty()) {
    GV_TRY(const auto person, persons_.of_click(transaction, found.click_id));
    if (person) {
      GV_TRY(clicks, persons_.clicks(transaction, *person, at - window, at));
    }
  }
  auto touches = attribution::journey(clicks, at, window);
  // The matched click has no person, is older than the journey, or is kept no more.
  if (touches.empty() && found.success()) {
    const double hours = found.window_hours.value_or(0.0);
    touches.push_back({found.ad, found.campaign, found.click_id,
                       at - Millis(static_cast<std::int64_t>(hours * 3.6e6 + 0.5))});
  }
  return touches;
}

Result<ConversionPath> ConversionReader::path(const AccountScope& scope, std::string_view id) {
  GV_TRY(const auto settings, settings_.settings(scope.account()));
  const auto& attribution = settings->attribution;
  const auto work = [&](Transaction& transaction) -> Result<ConversionPath> {
    GV_TRY(const auto conversion, read(transaction, id));
    ConversionPath path;
    GV_TRY(path.touches,
           touches_of(transaction, conversion, Days{attribution.match.click_window_days}));
    for (const Model model : kModelsShown) {
      GV_TRY(auto credit,
             attribution::credit_journey(model, path.touches, {}, attribution.half_life_days));
      path.opinions.push_back({model, std::move(credit)});
    }
    return path;
  };
  return store_.read(scope, work);
}

}  // namespace gv::app
