#include "core/decide/validate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include <fmt/format.h>

namespace gv::decide {
namespace {

constexpr std::int64_t kLargestCount = std::int64_t{1} << 50;  // of one ad
// Sums over a million units of such budgets fit 64 bits.
constexpr std::int64_t kLargestBudget = 1'000'000'000'000;
constexpr std::int64_t kLargestTimeMs = std::int64_t{1} << 48;  // some nine thousand years
constexpr std::int64_t kSkewAllowedMs = 10 * 60 * 1000;

Error error(ErrorCode code, std::string where, std::string message) {
  return Error{code, std::move(where), std::move(message)};
}

std::optional<Error> check_count(std::int64_t count, const char* field,
                                 std::int64_t largest = kLargestCount) {
  if (count < 0) {
    return error(ErrorCode::NegativeCount, field, fmt::format("must be >= 0, got {}", count));
  }
  if (count > largest) {
    return error(ErrorCode::Overflow, field, fmt::format("is too large, got {}", count));
  }
  return std::nullopt;
}

std::optional<Error> check_amount(double amount, const char* field) {
  if (!std::isfinite(amount)) return error(ErrorCode::Nan, field, "must be a finite number");
  if (amount < 0.0) {
    return error(ErrorCode::NegativeCount, field, fmt::format("must be >= 0, got {}", amount));
  }
  if (amount > static_cast<double>(kLargestCount)) {
    return error(ErrorCode::Overflow, field, fmt::format("is too large, got {}", amount));
  }
  return std::nullopt;
}

/// A time as such; with `now`, also one that must have come.
std::optional<Error> check_time(TimePoint time, const char* field,
                                std::optional<TimePoint> now = std::nullopt) {
  const std::int64_t ms = time.time_since_epoch().count();
  if (ms < -kLargestTimeMs || ms > kLargestTimeMs) {
    return error(ErrorCode::InvalidInput, field, "is no usable time");
  }
  if (now && (time - *now).count() > kSkewAllowedMs) {
    return error(ErrorCode::ClockSkew, field, "lies in the future: " + format_time(time));
  }
  return std::nullopt;
}

std::optional<Error> check_bucket(const belief::Bucket& bucket, TimePoint now) {
  if (auto bad = check_time(bucket.start, "start", now)) return bad;
  if (auto bad = check_time(bucket.end, "end")) return bad;
  if (auto bad = check_count(bucket.impressions, "impressions")) return bad;
  if (auto bad = check_count(bucket.clicks, "clicks")) return bad;
  if (auto bad = check_count(bucket.spend_minor, "spend")) return bad;
  if (bucket.clicks > bucket.impressions) {
    return error(ErrorCode::ClicksExceedImpressions, "clicks",
                 fmt::format("{} clicks exceed {} impressions", bucket.clicks, bucket.impressions));
  }
  if (bucket.end < bucket.start) {
    return error(ErrorCode::InvalidInput, "end", "must not lie before start");
  }
  return std::nullopt;
}

std::optional<Error> check_deal(const belief::DealValue& deal) {
  if (auto bad = check_time(deal.click_at, "deals.click_at")) return bad;
  if (auto bad = check_time(deal.counted_at, "deals.counted_at")) return bad;
  if (auto bad = check_amount(deal.credit, "deals.credit")) return bad;
  if (deal.credit == 0.0) return error(ErrorCode::InvalidInput, "deals.credit", "must be > 0");
  if (auto bad = check_amount(deal.value_minor, "deals.value")) return bad;
  return check_amount(deal.cash_minor, "deals.cash");
}

std::optional<Error> check_history(const belief::AdState& ad, TimePoint now) {
  std::int64_t impressions = 0;
  std::int64_t spend = 0;
  for (const auto& bucket : ad.buckets) {
    if (auto bad = check_bucket(bucket, now)) return bad;
    impressions += bucket.impressions;
    spend += bucket.spend_minor;
    if (auto bad = check_count(impressions, "impressions")) return bad;
    if (auto bad = check_count(spend, "spend")) return bad;
  }
  double deals = 0.0;
  for (const auto& deal : ad.deals) {
    if (auto bad = check_deal(deal)) return bad;
    deals += deal.credit;
    if (auto bad = check_amount(deals, "deals.credit")) return bad;
  }
  return std::nullopt;
}

std::optional<Error> check_times(const belief::AdState& ad, TimePoint now) {
  if (auto bad = check_time(ad.data_as_of, "data_as_of", now)) return bad;
  if (ad.first_delivery_at) {
    if (auto bad = check_time(*ad.first_delivery_at, "first_delivery_at", now)) return bad;
  }
  if (ad.creative_refreshed_at) {
    if (auto bad = check_time(*ad.creative_refreshed_at, "creative_refreshed_at")) return bad;
  }
  return std::nullopt;
}

std::optional<Error> check_ad(const belief::AdState& ad, TimePoint now) {
  if (auto bad = check_history(ad, now)) return bad;
  if (auto bad = check_times(ad, now)) return bad;
  if (ad.frequency_7d) {
    if (auto bad = check_amount(*ad.frequency_7d, "frequency")) return bad;
  }
  if (ad.audience_size) {
    if (auto bad = check_count(*ad.audience_size, "audience_size")) return bad;
  }
  if (ad.kill_state) {
    if (auto bad = check_count(ad.kill_state->budget_before_minor, "kill_state.budget_before")) {
      return bad;
    }
  }
  if (ad.lifetime_budget_minor) {
    if (auto bad = check_count(*ad.lifetime_budget_minor, "lifetime_budget")) return bad;
  }
  if (ad.fatigue < 0 || ad.fatigue > 4) {
    return error(ErrorCode::InvalidInput, "fatigue",
                 fmt::format("must lie in [0, 4], got {}", ad.fatigue));
  }
  return std::nullopt;
}

std::optional<Error> check_unit(const belief::BudgetUnit& unit) {
  if (auto bad = check_count(unit.daily_budget_minor, "current_budget", kLargestBudget)) return bad;
  if (unit.min_minor) {
    if (auto bad = check_count(*unit.min_minor, "min_budget", kLargestBudget)) return bad;
  }
  if (unit.max_minor) {
    if (auto bad = check_count(*unit.max_minor, "max_budget")) return bad;
  }
  if (unit.policy_min_minor) {
    if (auto bad = check_count(*unit.policy_min_minor, "policy_min_budget", kLargestBudget)) {
      return bad;
    }
  }
  if (unit.policy_max_minor) {
    if (auto bad = check_count(*unit.policy_max_minor, "policy_max_budget")) return bad;
  }
  for (std::size_t i = 0; i < unit.history.size(); ++i) {
    const auto& step = unit.history[i];
    if (auto bad = check_time(step.at, "budget_history")) return bad;
    if (auto bad = check_count(step.daily_minor, "budget_history", kLargestBudget)) return bad;
    if (i > 0 && step.at < unit.history[i - 1].at) {
      return error(ErrorCode::InvalidInput, "budget_history", "must be in order of time");
    }
  }
  return std::nullopt;
}

template <class Items, class Key>
std::vector<std::size_t> sorted_by(const Items& items, Key key) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key(items[a]) < key(items[b]); });
  return order;
}

/// What is wrong with each unit id: nothing, or why its ads cannot be decided on.
std::map<BudgetUnitId, std::optional<Error>> judge_units(const CycleInput& input,
                                                         std::vector<std::size_t>& good) {
  std::map<BudgetUnitId, std::optional<Error>> verdicts;
  const auto order = sorted_by(
      input.units, [](const auto& unit) -> const auto& { return unit.id; });
  for (const std::size_t index : order) {
    const auto& unit = input.units[index];
    auto [slot, fresh] = verdicts.try_emplace(unit.id, check_unit(unit));
    if (!fresh) {
      slot->second = error(ErrorCode::UnknownBudgetUnit, "budget_unit_id",
                           "budget unit \"" + unit.id.text() + "\" appears twice");
    }
  }
  for (const std::size_t index : order) {
    if (!verdicts.at(input.units[index].id)) good.push_back(index);
  }
  return verdicts;
}

bool within(double x, double lo, double hi) { return x >= lo && x <= hi; }  // false for NaN

std::optional<Error> check_priors(const CycleInput& input) {
  const auto& priors = input.priors;
  if (auto bad = check_amount(priors.count_value_minor, "count_value")) return bad;
  if (auto bad = check_amount(priors.cycle_days_mean, "cycle_days_mean")) return bad;
  if (input.delay) {
    const auto& delay = *input.delay;
    if (!within(delay.instant, 0.0, 0.999) || !within(delay.mean_days, 1e-3, 1e4) ||
        !within(delay.shape, 0.1, 100.0)) {
      return error(ErrorCode::InvalidInput, "delay",
                   "needs an instant share in [0, 0.999], a mean in [0.001, 10000] days and a "
                   "shape in [0.1, 100]");
    }
  }
  if (input.hyper) {
    const auto& hyper = *input.hyper;
    if (!within(hyper.deal_rate, 1e-15, 1e6) || !within(hyper.strength, 1e-3, 1e6) ||
        !within(hyper.elasticity, 0.0, 1.0) || !within(hyper.prediction, 0.0, 1.0)) {
      return error(ErrorCode::InvalidInput, "hyper",
                   "needs a deal rate in [1e-15, 1e6], a strength in [0.001, 1e6], elasticity and "
                   "prediction in [0, 1]");
    }
  }
  for (const auto& ratio : {input.session_ratio, input.session_ratio_usual}) {
    if (!ratio) continue;
    if (auto bad = check_amount(*ratio, "session_ratio")) return bad;
  }
  return std::nullopt;
}

}  // namespace

Result<void> check_account(const CycleInput& input) {
  if (input.total_budget_minor < 0 || input.total_budget_minor > kLargestCount) {
    return fail(ErrorCode::ConfigRange, "total_budget",
                fmt::format("must lie in [0, 2^50] minor units, got {}", input.total_budget_minor));
  }
  auto bad = check_time(input.now, "now");
  if (!bad) bad = check_priors(input);
  for (const auto& outage : input.outages) {
    if (!bad) bad = check_time(outage.from, "outages.from");
    if (!bad) bad = check_time(outage.to, "outages.to");
  }
  if (bad) return tl::unexpected<Error>(*std::move(bad));
  return {};
}

Validated validate(const CycleInput& input) {
  Validated out;
  const auto units = judge_units(input, out.units);
  const auto order = sorted_by(
      input.ads, [](const auto& ad) -> const auto& { return ad.key; });
  const auto same_key = [&](std::size_t i, std::size_t j) {
    return input.ads[order[i]].key == input.ads[order[j]].key;
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& ad = input.ads[order[i]];
    const bool twice =
        (i > 0 && same_key(i, i - 1)) || (i + 1 < order.size() && same_key(i, i + 1));
    std::optional<Error> bad;
    if (twice) {
      bad = error(ErrorCode::DuplicateAd, "ad_id", "two states of one ad; neither is used");
    } else if (const auto unit = units.find(ad.unit_id); unit == units.end()) {
      bad = error(ErrorCode::UnknownBudgetUnit, "budget_unit_id",
                  "no budget unit \"" + ad.unit_id.text() + "\"");
    } else if (unit->second) {
      bad = unit->second;
    } else {
      bad = check_ad(ad, input.now);
    }
    if (bad) {
      out.rejected.push_back({ad.key, *std::move(bad)});
    } else {
      out.ads.push_back(order[i]);
    }
  }
  return out;
}

}  // namespace gv::decide
