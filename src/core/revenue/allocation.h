#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace gv::revenue {

/// Who gets what no ad earned.
[[nodiscard]] const AdId& unattributed();

/// The share numerator / denominator of one ad.
struct Credit {
  AdId ad;
  std::int64_t numerator{0};    ///< >= 0
  std::int64_t denominator{1};  ///< > 0
};

struct AdAmount {
  AdId ad;
  std::int64_t minor{0};
  friend bool operator==(const AdAmount&, const AdAmount&) = default;
};

/// Credit weights of one deal: exact rationals over one denominator that sum to 1, ordered by ad.
class CreditSplit {
 public:
  /// Everything to `unattributed()`.
  CreditSplit();
  /// Credits of one ad are added up; ads of weight 0 vanish.
  /// Errors: InvalidInput when a weight is out of range or the sum is not exactly 1; Overflow when
  /// the common denominator exceeds 2^62.
  static Result<CreditSplit> parse(std::span<const Credit> credits);
  /// Real shares (>= 0, finite, not all 0) as billionths by largest remainder.
  /// Errors: InvalidInput, Nan.
  static Result<CreditSplit> from_shares(std::span<const AdId> ads, std::span<const double> shares);

  /// The learning split: every weight times `confidence` (kept to six decimals), the remainder to
  /// `unattributed()`. Errors: as `Probability`; Overflow as `parse`.
  [[nodiscard]] Result<CreditSplit> discounted(double confidence) const;

  [[nodiscard]] std::span<const AdId> ads() const { return ads_; }
  [[nodiscard]] std::span<const std::int64_t> numerators() const { return numerators_; }
  [[nodiscard]] std::int64_t denominator() const { return denominator_; }
  /// Weight of `ad` as a real number in [0, 1]; 0 when it has none.
  [[nodiscard]] double weight(const AdId& ad) const;

  friend bool operator==(const CreditSplit&, const CreditSplit&) = default;

 private:
  std::vector<AdId> ads_;
  std::vector<std::int64_t> numerators_;
  std::int64_t denominator_{1};
};

/// Splits a cumulative target over the ads of `split`, in its order: floors of total * weight, then
/// one unit each to the largest fractional parts, ties by ascending ad id. The parts sum to
/// `total` exactly. A negative total, met only inside corrections, splits as the mirror image of
/// its magnitude. O(n log n). Method: Hamilton / Hare, on 128-bit integers.
[[nodiscard]] std::vector<std::int64_t> allocate(std::int64_t total, const CreditSplit& split);

/// allocate(after) - allocate(before), ads without a change left out.
[[nodiscard]] std::vector<AdAmount> allocate_change(std::int64_t before, std::int64_t after,
                                                    const CreditSplit& split);

/// What moves between ads when the weights of a deal worth `total` change; sums to 0.
[[nodiscard]] std::vector<AdAmount> reattribute(std::int64_t total, const CreditSplit& from,
                                                const CreditSplit& to);

/// What `ad` holds of `total`. O(n log n).
[[nodiscard]] std::int64_t share_of(std::int64_t total, const CreditSplit& split, const AdId& ad);

}  // namespace gv::revenue
