#include "core/revenue/ad_roas.h"

#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/money.h"

namespace gv::revenue {
namespace {

/// Adds up what one ad holds; remembers whether a sum left int64.
struct Sums {
  AdRoas roas;
  std::vector<WeightedConfidence> values;
  bool overflow{false};

  void add(const DealWorth& worth, std::int64_t value, std::int64_t changes) {
    std::int64_t& part = worth.status == DealStatus::Open ? roas.open_minor : roas.realized_minor;
    overflow = overflow || __builtin_add_overflow(part, value, &part) ||
               __builtin_add_overflow(roas.pipeline_value_minor, value, &roas.pipeline_value_minor);
    values.push_back({value, worth.confidence});
    ++roas.deals;
    roas.stage_changes += changes;
  }

  Result<AdRoas> finish(std::int64_t spend_minor) {
    if (spend_minor < 0) {
      return fail(ErrorCode::InvalidInput, "ad_spend",
                  fmt::format("must be >= 0, got {}", spend_minor));
    }
    if (overflow) return fail(ErrorCode::Overflow, "pipeline_value", "the sum is too large");
    roas.spend_minor = spend_minor;
    roas.avg_confidence = average_confidence(values);
    if (spend_minor == 0) {
      // Dividing by a token cent would turn "unknown" into an astronomical ROAS.
      roas.no_roas_reason = "no_spend";
    } else {
      const auto spend = static_cast<double>(spend_minor);
      roas.pipeline_roas = static_cast<double>(roas.pipeline_value_minor) / spend;
      roas.realized_roas = static_cast<double>(roas.realized_minor) / spend;
    }
    return roas;
  }
};

/// The event a stage change stands for; its position is its time.
Result<DealEvent> event_of(const PipelineConfig& config, const StageChange& change,
                           std::size_t row) {
  const std::string where = fmt::format("stage_changes[{}]", row);
  if (!config.resolve({"", "", change.stage_to})) {
    return fail(ErrorCode::UnknownStage, where + ".stage_to",
                fmt::format("must be one of {}, got \"{}\"", config.known_keys(), change.stage_to));
  }
  if (change.amount_minor && (*change.amount_minor < 0 || *change.amount_minor > kAmountMax)) {
    return fail(ErrorCode::InvalidInput, where + ".amount",
                fmt::format("must lie in [0, 2^53] minor units, got {}", *change.amount_minor));
  }
  return DealEvent{.event_key = where,
                   .account = config.spec().account,
                   .deal = DealId(change.deal_id.empty() ? where : change.deal_id),
                   .stage = change.stage_to,
                   .amount_minor = change.amount_minor,
                   .occurred_at = TimePoint(Millis(static_cast<std::int64_t>(row)))};
}

Result<void> require_non_negative(double value, const char* where) {
  if (std::isfinite(value) && value >= 0.0) return {};
  return fail(std::isfinite(value) ? ErrorCode::InvalidInput : ErrorCode::Nan, where,
              fmt::format("must be finite and >= 0, got {}", value));
}

}  // namespace

Result<AdRoas> ad_roas(const AdId& ad, std::span<const DealOfAd> deals, std::int64_t spend_minor) {
  Sums sums;
  for (const DealOfAd& deal : deals) {
    sums.add(deal.worth, share_of(deal.worth.value_minor, *deal.split, ad), deal.stage_changes);
  }
  return sums.finish(spend_minor);
}

Result<AdRoas> ad_roas_of_changes(const PipelineConfig& config,
                                  std::span<const StageChange> changes, std::int64_t spend_minor) {
  std::map<DealId, std::vector<DealEvent>> deals;
  for (std::size_t row = 0; row < changes.size(); ++row) {
    GV_TRY(DealEvent event, event_of(config, changes[row], row));
    deals[event.deal].push_back(std::move(event));
  }
  const PipelineHistory history(config);
  const FxTable rates;
  DealFolder folder(history, rates);
  const TimePoint end{Millis(static_cast<std::int64_t>(changes.size()))};
  Sums sums;
  for (const auto& [deal, events] : deals) {
    GV_TRY(const DealFold fold, folder.fold(events, end));
    // A stateless answer knows no dates, so nothing has aged: the target is the value.
    DealWorth worth = worth_of(history, fold.state(), end);
    worth.value_minor = fold.state().target_minor;
    sums.add(worth, worth.value_minor, static_cast<std::int64_t>(events.size()));
  }
  return sums.finish(spend_minor);
}

Result<RoasOutlook> predict_roas(const RoasOutlookInput& input) {
  GV_TRY(require_non_negative(input.value_minor, "value"));
  GV_TRY(require_non_negative(input.spend_minor, "spend"));
  GV_TRY(require_non_negative(input.daily_spend_minor, "daily_spend"));
  GV_TRY(require_non_negative(input.days_forward, "days_forward"));
  GV_TRY(require_non_negative(input.prior_roas, "prior_roas"));
  GV_TRY(require_non_negative(input.prior_spend_minor, "prior_spend"));
  if (input.prior_spend_minor == 0.0) {
    return fail(ErrorCode::InvalidInput, "prior_spend", "must be > 0, got 0");
  }
  const double ahead = input.daily_spend_minor * input.days_forward;
  RoasOutlook outlook;
  outlook.value_per_spend = (input.prior_spend_minor * input.prior_roas + input.value_minor) /
                            (input.prior_spend_minor + input.spend_minor);
  const double revenue = ahead * outlook.value_per_spend;
  if (!(ahead <= static_cast<double>(kAmountMax) && revenue <= static_cast<double>(kAmountMax))) {
    return fail(ErrorCode::Overflow, "projected_revenue", "exceeds 2^53 minor units");
  }
  if (input.spend_minor + ahead > 0.0) {
    outlook.predicted_roas = (input.value_minor + revenue) / (input.spend_minor + ahead);
  }
  outlook.projected_spend_minor = round_half_away(ahead);
  outlook.projected_revenue_minor = round_half_away(revenue);
  outlook.projected_profit_minor = outlook.projected_revenue_minor - outlook.projected_spend_minor;
  return outlook;
}

}  // namespace gv::revenue
