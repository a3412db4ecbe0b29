#include "core/belief/evidence.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace gv::belief {
namespace {

double half_life_weight(double age_days, double half_life_days) {
  return std::exp(-std::numbers::ln2 * std::max(0.0, age_days) / half_life_days);
}

/// The share of the bucket [near, far] days ago that lies within ages [from, to].
double overlap(double near, double far, double from, double to) {
  if (far <= near) return near >= from && near < to ? 1.0 : 0.0;
  return std::max(0.0, std::min(far, to) - std::max(near, from)) / (far - near);
}

/// Ages in days, far > near >= 0, of a time without counting.
struct Gap {
  double near{0.0};
  double far{0.0};
};

/// The union of the outages as disjoint gaps, so that one reported twice is subtracted once.
std::vector<Gap> gaps_of(std::span<const OutageSpan> outages, TimePoint now) {
  std::vector<Gap> sorted;
  for (const auto& outage : outages) {
    const Gap gap{std::max(0.0, days_between(outage.to, now)), days_between(outage.from, now)};
    if (gap.far > gap.near) sorted.push_back(gap);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const Gap& a, const Gap& b) { return a.near < b.near; });
  std::vector<Gap> merged;
  for (const auto& gap : sorted) {
    if (merged.empty() || gap.near > merged.back().far) {
      merged.push_back(gap);
    } else {
      merged.back().far = std::max(merged.back().far, gap.far);
    }
  }
  return merged;
}

class Gatherer {
 public:
  Gatherer(const AdState& ad, TimePoint now, const DelayModel& delay, Mode mode,
           const SamplerConfig& config, std::span<const OutageSpan> outages)
      : ad_(ad),
        now_(now),
        delay_(delay),
        slow_(slowed(delay, mode)),
        stretched_(stretched(delay, config.delay_spread)),
        mode_(mode),
        config_(config),
        outages_(outages),
        gaps_(gaps_of(outages, now)) {}

  Evidence run() {
    for (const auto& bucket : ad_.buckets) {
      if (bucket.start <= now_) add(bucket);
    }
    for (const auto& deal : ad_.deals) {
      if (deal.counted_at <= now_) add(deal);
    }
    finish();
    return sum_;
  }

 private:
  void add(const Bucket& bucket) {
    const double far = days_between(bucket.start, now_);
    const double near = std::max(0.0, days_between(bucket.end, now_));
    const double clicks = static_cast<double>(bucket.clicks);
    const double spend = static_cast<double>(bucket.spend_minor);
    const double impressions = static_cast<double>(bucket.impressions);
    const double matured = observed(delay_, near, far);
    const double middle = 0.5 * (near + far);
    sum_.totals.impressions += bucket.impressions;
    sum_.totals.clicks += bucket.clicks;
    sum_.totals.spend_minor += bucket.spend_minor;
    sum_.n_eff += clicks * matured;
    sum_.spend_eff += spend * matured;
    const double recent = half_life_weight(middle, config_.half_life_click_days);
    sum_.impressions_recent += recent * impressions;
    sum_.clicks_recent += recent * clicks;
    sum_.spend_recent += recent * spend;
    days_recent_ += recent * (far - near);
    const double lasting = half_life_weight(middle, config_.half_life_value_days) * clicks;
    sum_.n_eff_recent += lasting * matured;
    for (std::size_t j = 0; j < kDelayNodes; ++j) {
      sum_.n_eff_stretched[j] +=
          lasting * (j == kDelayCentre ? matured : observed(stretched_[j], near, far));
    }
    if (!ad_.creative_refreshed_at || bucket.start >= *ad_.creative_refreshed_at) {
      const double slow = observed(slow_, near, far);
      sum_.n_eff_slow += clicks * slow;
      sum_.spend_eff_slow += spend * slow;
      sum_.clicks_since += clicks;
      sum_.impressions_since += impressions;
    }
    add_windows(near, far, clicks, spend);
    if (bucket.clicks > 0) sum_.last_click_age_days = std::min(sum_.last_click_age_days, near);
  }

  /// Share of the deals of clicks aged [near, far] that came in the last `days`, less what outages
  /// kept from being counted.
  double observed(const DelayModel& model, double near, double far,
                  double days = std::numeric_limits<double>::infinity()) const {
    const auto older_than = [&](double age) {
      return delay_cdf_mean(model, near - age, far - age);
    };
    double share = older_than(0.0);
    if (days < far) share -= older_than(days);
    for (const auto& gap : gaps_) {
      if (gap.near < days) share -= older_than(gap.near) - older_than(std::min(gap.far, days));
    }
    return std::max(0.0, share);
  }

  bool in_outage(TimePoint time) const {
    return std::any_of(outages_.begin(), outages_.end(), [&](const OutageSpan& outage) {
      return time >= outage.from && time < outage.to;
    });
  }

  void add_windows(double near, double far, double clicks, double spend) {
    const double today = overlap(near, far, 0.0, 1.0);
    const double yesterday = overlap(near, far, 1.0, 2.0);
    sum_.clicks_day += today * clicks;
    sum_.spend_day += today * spend;
    sum_.clicks_day_before += yesterday * clicks;
    sum_.spend_day_before += yesterday * spend;
    sum_.spend_72h += overlap(near, far, 0.0, 3.0) * spend;
    sum_.exposure_day += clicks * observed(delay_, near, far, 1.0);
  }

  void add(const DealValue& deal) {
    const double value = mode_ == Mode::Direct ? deal.cash_minor : deal.value_minor;
    sum_.totals.deals += deal.credit;
    sum_.totals.pipeline_value_minor += deal.value_minor;
    sum_.totals.cash_minor += deal.cash_minor;
    if (in_outage(deal.counted_at)) return;
    sum_.deals += deal.credit;
    sum_.value_minor += value;
    sum_.value_squares += value * value / deal.credit;
    const double recent =
        half_life_weight(days_between(deal.click_at, now_), config_.half_life_value_days);
    sum_.deals_recent += recent * deal.credit;
    sum_.value_recent += recent * value;
    if (!ad_.creative_refreshed_at || deal.click_at >= *ad_.creative_refreshed_at) {
      sum_.deals_since += deal.credit;
    }
    if (!deal.click_known) sum_.deals_undated += deal.credit;
    if (deal.click_known && config_.delay_spread > 0.0) add_delay(deal);
    if (days_between(deal.counted_at, now_) < 1.0) sum_.deals_day += deal.credit;
  }

  void add_delay(const DealValue& deal) {
    const double days = std::max(0.0, days_between(deal.click_at, deal.counted_at));
    for (std::size_t j = 0; j < kDelayNodes; ++j) {
      sum_.log_delays[j] += deal.credit * log_delay_density(stretched_[j], days);
    }
  }

  void finish() {
    const double spend = static_cast<double>(sum_.totals.spend_minor);
    sum_.maturity = spend > 0.0 ? std::clamp(sum_.spend_eff / spend, 0.0, 1.0) : 0.0;
    sum_.spend_daily = days_recent_ > 0.0 ? sum_.spend_recent / days_recent_ : 0.0;
    sum_.age_hours = age_hours(ad_, now_);
  }

  const AdState& ad_;
  TimePoint now_;
  DelayModel delay_;
  DelayModel slow_;
  std::array<DelayModel, kDelayNodes> stretched_;
  Mode mode_;
  const SamplerConfig& config_;
  std::span<const OutageSpan> outages_;
  std::vector<Gap> gaps_;
  Evidence sum_;
  double days_recent_{0.0};
};

}  // namespace

std::array<DelayModel, kDelayNodes> stretched(const DelayModel& delay, double spread) {
  const double factor = std::exp(std::numbers::sqrt3 * spread);
  std::array<DelayModel, kDelayNodes> models{delay, delay, delay};
  models.front().mean_days /= factor;
  models.back().mean_days *= factor;
  return models;
}

Evidence gather(const AdState& ad, TimePoint now, const DelayModel& delay, Mode mode,
                const SamplerConfig& config, std::span<const OutageSpan> outages) {
  return Gatherer(ad, now, delay, mode, config, outages).run();
}

}  // namespace gv::belief
