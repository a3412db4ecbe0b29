#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/revenue/value_asof.h"

namespace gv::revenue {

/// One deal as one ad's report sees it.
struct DealOfAd {
  DealWorth worth;
  const CreditSplit* split{nullptr};  ///< not owned, not null
  std::int64_t stage_changes{0};
};

struct AdRoas {
  std::int64_t pipeline_value_minor{0};
  std::int64_t realized_minor{0};  ///< of won deals
  std::int64_t open_minor{0};      ///< decayed value of open deals
  std::int64_t spend_minor{0};
  std::optional<double> pipeline_roas;  ///< nothing when there was no spend
  std::optional<double> realized_roas;
  std::optional<double> avg_confidence;  ///< nothing when no deal has value
  std::string no_roas_reason;            ///< "no_spend", or empty
  std::int64_t deals{0};
  std::int64_t stage_changes{0};
};

/// Value of an ad over its spend: the sum of what it holds of each deal's worth.
/// Errors: InvalidInput for spend < 0; Overflow when the value exceeds int64.
Result<AdRoas> ad_roas(const AdId& ad, std::span<const DealOfAd> deals, std::int64_t spend_minor);

/// One line of the stateless form. Changes without a deal id are deals of their own.
struct StageChange {
  std::string deal_id;
  std::string stage_to;                      ///< our key of the stage
  std::optional<std::int64_t> amount_minor;  ///< in the pipeline's currency
};

/// Folds the changes, in the order given, per deal and credits them fully; no decay.
/// Errors: UnknownStage naming the row and the known keys; InvalidInput for an amount or spend out
/// of range; Overflow.
Result<AdRoas> ad_roas_of_changes(const PipelineConfig& config,
                                  std::span<const StageChange> changes, std::int64_t spend_minor);

struct RoasOutlookInput {
  double value_minor{0.0};        ///< R: learning value as of now, >= 0
  double spend_minor{0.0};        ///< S >= 0
  double daily_spend_minor{0.0};  ///< >= 0
  double days_forward{0.0};       ///< >= 0
  double prior_roas{1.0};         ///< r0 >= 0: the account's mean
  double prior_spend_minor{0.0};  ///< k > 0: weight of the prior, one AOV's worth
};

struct RoasOutlook {
  double value_per_spend{0.0};           ///< v: shrunken value per unit of spend
  std::optional<double> predicted_roas;  ///< nothing when there is and will be no spend
  std::int64_t projected_spend_minor{0};
  std::int64_t projected_revenue_minor{0};
  std::int64_t projected_profit_minor{0};
};

/// predicted_roas = (R + S_H v) / (S + S_H), v = (k r0 + R) / (k + S), S_H = daily spend * days.
/// Errors: Nan, InvalidInput, `where` names the field; Overflow when an amount exceeds 2^53.
Result<RoasOutlook> predict_roas(const RoasOutlookInput& input);

}  // namespace gv::revenue
