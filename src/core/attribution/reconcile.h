#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::attribution {

/// Why two of the four numbers differ.
enum class GapCause {
  Window,       ///< clicked longer before than the platform counts, or no click is known
  ViewThrough,  ///< the platform counts who only saw the ad
  TimeZone,     ///< counted on another day
  Refund,       ///< paid back
  Currency,     ///< converted at another rate
  LateData,     ///< not reported or not paid yet
  Duplicates,   ///< told to the platform more than once
  Untracked     ///< what no other cause explains
};
[[nodiscard]] std::string_view to_text(GapCause cause);

struct Gap {
  GapCause cause{GapCause::Untracked};
  std::int64_t minor{0};  ///< not 0
  friend bool operator==(const Gap&, const Gap&) = default;
};

/// One won deal or purchase as we and the CRM know it. Days are midnights, each in the zone of who
/// counts. Amounts in the account's currency.
struct Sale {
  AdId ad;  ///< credited by us, or revenue::unattributed()
  TimePoint day{};
  TimePoint platform_day{};
  std::int64_t tracked_minor{0};   ///< >= 0; credited to `ad`
  std::int64_t crm_minor{0};       ///< >= 0; the deal's amount
  std::int64_t refunded_minor{0};  ///< in [0, crm_minor]
  std::int64_t cash_minor{0};      ///< >= 0; paid and not paid back
  std::optional<double> click_to_sale_days;
  std::int64_t fx_minor{0};  ///< the platform's value of it minus ours
  bool reported{true};       ///< the platform's report of its day has come in
  int repeats{0};            ///< times the platform was told beyond the first
};

/// What a platform reports for an ad on a day.
struct PlatformDay {
  AdId ad;
  TimePoint day{};
  std::int64_t revenue_minor{0};       ///< >= 0
  std::int64_t view_through_minor{0};  ///< in [0, revenue_minor]
};

/// The four numbers of one ad on one day, and why they differ. The gaps of a pair sum to its
/// difference exactly.
struct ReconciledDay {
  AdId ad;
  TimePoint day{};
  std::int64_t platform_minor{0};
  std::int64_t tracked_minor{0};
  std::int64_t crm_minor{0};
  std::int64_t cash_minor{0};
  std::vector<Gap> platform_minus_tracked;
  std::vector<Gap> crm_minus_tracked;
  std::vector<Gap> crm_minus_cash;
};

/// Compares what the platform reports, what we tracked, what the CRM holds and what was paid, by
/// day and ad. Of each sale one cause is named for the platform's silence: 1. outside its window,
/// 2. not reported yet, 3. on another day; repeats and exchange differences come on top. What
/// remains is untracked. Errors: InvalidInput for amounts beyond 2^40 or out of their ranges. O(n
/// log n).
[[nodiscard]] Result<std::vector<ReconciledDay>> reconcile(std::span<const PlatformDay> reported,
                                                           std::span<const Sale> sales,
                                                           int platform_window_days);

}  // namespace gv::attribution
