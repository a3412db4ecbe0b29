#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/attribution/match.h"
#include "core/attribution/models.h"

namespace gv::attribution {

/// Why a credit set exists. First: the deal's first conversion was decided. Late: a touch became
/// known that was not before. Weights: another model or new model data. Override: a person said so.
enum class CreditOrigin { First, Late, Weights, Override };
[[nodiscard]] std::string_view to_text(CreditOrigin origin);

/// Who gets how much of one deal, from `at` on. Never edited: a change of mind is the next set.
struct CreditSet {
  std::int64_t seq{0};  ///< 1, 2, ... per deal
  TimePoint at{};       ///< knowledge time
  CreditOrigin origin{CreditOrigin::First};
  Model model{Model::LastTouch};
  Method method{Method::Unattributed};
  revenue::CreditSplit split;
  double confidence{0.0};  ///< of the attribution, in [0, 1]
  std::string click_id;    ///< empty: none
  std::int64_t config_version{0};
  std::string actor;  ///< Override: who
  std::string reason;
};

/// The credit sets of one deal, in order. Decided at its first conversion and kept by all later
/// stage events, whatever window has run out by then.
class CreditHistory {
 public:
  [[nodiscard]] const std::vector<CreditSet>& sets() const { return sets_; }
  /// Null before the first decision.
  [[nodiscard]] const CreditSet* current() const;
  /// The last set with at <= `time`; null before the first.
  [[nodiscard]] const CreditSet* asof(TimePoint time) const;
  /// Weights for the ledger; everything to `unattributed()` before the first decision.
  [[nodiscard]] revenue::CreditSplit split() const;

  /// Appends what was decided automatically, numbering it; returns whether it was. It is not when
  /// it says what the current set says, or when a person has overridden: that stays.
  /// Errors: ClockSkew, when `set.at` lies before the current one; InvalidInput for a second First.
  Result<bool> decide(CreditSet set);
  /// Gives the whole deal to one ad. Errors: InvalidInput for an empty ad, actor or reason;
  /// ClockSkew.
  Result<void> override_with(const AdId& ad, std::string actor, std::string reason, TimePoint now,
                             std::int64_t config_version);

 private:
  Result<void> check_time(TimePoint at) const;
  std::vector<CreditSet> sets_;
};

/// The set that an attribution and the journey of its person give. The matched click takes part
/// in the journey; an ad that was named without a click gets everything.
/// Errors: as `credit_journey`.
[[nodiscard]] Result<CreditSet> credit_set(const Attribution& attribution, const Conversion& of,
                                           std::span<const Click> person_clicks, Model model,
                                           const ModelData& data, Millis window,
                                           double half_life_days = kHalfLifeDays);

/// Whether a click that became known after the decision may change it: valid, of the account, at
/// or before the conversion and within the window.
[[nodiscard]] bool reopens(const Conversion& conversion, const Click& click, Millis window);

}  // namespace gv::attribution
