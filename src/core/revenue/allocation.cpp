#include "core/revenue/allocation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string>

#include "base/check.h"
#include "base/money.h"
#include "base/ratio.h"
#include "core/revenue/exact.h"

namespace gv::revenue {
namespace {

constexpr std::int64_t kDenominatorMax = std::int64_t{1} << 62;
constexpr std::int64_t kShareUnits = 1'000'000'000;
constexpr std::int64_t kConfidenceUnits = 1'000'000;

/// Least common multiple, or 0 when it exceeds the largest denominator.
std::int64_t common(std::int64_t a, std::int64_t b) {
  const Wide product = Wide{a / std::gcd(a, b)} * b;
  return product > kDenominatorMax ? 0 : static_cast<std::int64_t>(product);
}

}  // namespace

const AdId& unattributed() {
  static const AdId id("unattributed");
  return id;
}

CreditSplit::CreditSplit() : ads_{unattributed()}, numerators_{1} {}

Result<CreditSplit> CreditSplit::parse(std::span<const Credit> credits) {
  std::int64_t denominator = 1;
  for (const Credit& credit : credits) {
    if (credit.ad.empty() || credit.denominator <= 0 || credit.numerator < 0 ||
        credit.numerator > credit.denominator) {
      return fail(ErrorCode::InvalidInput, "credit." + credit.ad.text(),
                  "must be a fraction in [0, 1] of a named ad, got " +
                      std::to_string(credit.numerator) + "/" + std::to_string(credit.denominator));
    }
    denominator =
        common(denominator, credit.denominator / std::gcd(credit.numerator, credit.denominator));
    if (denominator == 0) {
      return fail(ErrorCode::Overflow, "credit", "common denominator exceeds 2^62");
    }
  }
  std::map<AdId, std::int64_t> sums;
  Wide total = 0;
  for (const Credit& credit : credits) {
    const auto part =
        static_cast<std::int64_t>(Wide{credit.numerator} * denominator / credit.denominator);
    total += part;
    if (total > denominator) break;
    if (part > 0) sums[credit.ad] += part;
  }
  if (total != denominator) {
    return fail(ErrorCode::InvalidInput, "credit", "weights must sum to exactly 1");
  }
  CreditSplit split;
  split.ads_.clear();
  split.numerators_.clear();
  split.denominator_ = denominator;
  for (const auto& [ad, numerator] : sums) {
    split.ads_.push_back(ad);
    split.numerators_.push_back(numerator);
  }
  return split;
}

Result<CreditSplit> CreditSplit::from_shares(std::span<const AdId> ads,
                                             std::span<const double> shares) {
  double sum = 0.0;
  for (const double share : shares) {
    if (!(share >= 0.0)) {
      return fail(ErrorCode::Nan, "shares", "must be >= 0, got " + std::to_string(share));
    }
    sum += share;
  }
  if (ads.size() != shares.size() || !(sum > 0.0) || !std::isfinite(sum)) {
    return fail(ErrorCode::InvalidInput, "shares",
                "must be one finite share per ad, not all of them 0");
  }
  std::vector<std::size_t> order(ads.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ads[a] < ads[b]; });
  std::vector<double> sorted;
  for (const std::size_t at : order) sorted.push_back(shares[at]);
  const auto units = largest_remainder(kShareUnits, sorted);
  std::vector<Credit> credits;
  for (std::size_t i = 0; i < order.size(); ++i) {
    credits.push_back({ads[order[i]], units[i], kShareUnits});
  }
  return parse(credits);
}

Result<CreditSplit> CreditSplit::discounted(double confidence) const {
  GV_TRY(Probability::parse(confidence, "attribution_confidence"));
  const std::int64_t kept = round_half_away(confidence * static_cast<double>(kConfidenceUnits));
  std::vector<Credit> credits{{unattributed(), kConfidenceUnits - kept, kConfidenceUnits}};
  const std::int64_t reduced = std::gcd(kept, kConfidenceUnits);
  for (std::size_t i = 0; i < ads_.size(); ++i) {
    const Wide down = Wide{denominator_} * (kConfidenceUnits / reduced);
    if (down > kDenominatorMax) {
      return fail(ErrorCode::Overflow, "credit", "common denominator exceeds 2^62");
    }
    credits.push_back(
        {ads_[i], numerators_[i] * (kept / reduced), static_cast<std::int64_t>(down)});
  }
  return parse(credits);
}

double CreditSplit::weight(const AdId& ad) const {
  const auto found = std::lower_bound(ads_.begin(), ads_.end(), ad);
  if (found == ads_.end() || *found != ad) return 0.0;
  return static_cast<double>(numerators_[static_cast<std::size_t>(found - ads_.begin())]) /
         static_cast<double>(denominator_);
}

std::vector<std::int64_t> allocate(std::int64_t total, const CreditSplit& split) {
  if (total < 0) {
    GV_CHECK(total != std::numeric_limits<std::int64_t>::min());
    auto parts = allocate(-total, split);
    for (auto& part : parts) part = -part;
    return parts;
  }
  const auto numerators = split.numerators();
  std::vector<std::int64_t> parts(numerators.size());
  std::vector<std::pair<std::int64_t, std::size_t>> rest(numerators.size());
  std::int64_t left = total;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide exact = Wide{total} * numerators[i];
    parts[i] = static_cast<std::int64_t>(exact / split.denominator());
    // Negated, so that an ascending sort puts the largest fraction first and keeps ties by ad.
    rest[i] = {-static_cast<std::int64_t>(exact % split.denominator()), i};
    left -= parts[i];
  }
  std::sort(rest.begin(), rest.end());
  GV_CHECK(left >= 0 && left <= static_cast<std::int64_t>(parts.size()));
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[rest[i].second];
  return parts;
}

std::vector<AdAmount> allocate_change(std::int64_t before, std::int64_t after,
                                      const CreditSplit& split) {
  if (before == after) return {};
  const auto old_parts = allocate(before, split);
  const auto new_parts = allocate(after, split);
  std::vector<AdAmount> changes;
  for (std::size_t i = 0; i < new_parts.size(); ++i) {
    if (new_parts[i] != old_parts[i]) {
      changes.push_back({split.ads()[i], new_parts[i] - old_parts[i]});
    }
  }
  return changes;
}

std::vector<AdAmount> reattribute(std::int64_t total, const CreditSplit& from,
                                  const CreditSplit& to) {
  std::map<AdId, std::int64_t> moves;
  const auto taken = allocate(total, from);
  for (std::size_t i = 0; i < taken.size(); ++i) moves[from.ads()[i]] -= taken[i];
  const auto given = allocate(total, to);
  for (std::size_t i = 0; i < given.size(); ++i) moves[to.ads()[i]] += given[i];
  std::vector<AdAmount> changes;
  for (const auto& [ad, minor] : moves) {
    if (minor != 0) changes.push_back({ad, minor});
  }
  return changes;
}

std::int64_t share_of(std::int64_t total, const CreditSplit& split, const AdId& ad) {
  const auto found = std::lower_bound(split.ads().begin(), split.ads().end(), ad);
  if (found == split.ads().end() || *found != ad) return 0;
  return allocate(total, split)[static_cast<std::size_t>(found - split.ads().begin())];
}

}  // namespace gv::revenue
