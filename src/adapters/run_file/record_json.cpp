#include "adapters/run_file/record_json.h"

#include <utility>

#include "adapters/run_file/words.h"

namespace gv::run_file {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

template <class T>
void put(object& out, const char* key, const std::optional<T>& optional) {
  if (optional) out[key] = *optional;
}
void put(object& out, const char* key, const std::optional<TimePoint>& optional) {
  if (optional) out[key] = to_json(*optional);
}

}  // namespace

value to_json(TimePoint time) { return time.time_since_epoch().count(); }

value to_json(const belief::AdState& ad) {
  object out{{"platform", ad.key.platform},
             {"ad_id", ad.key.ad_id.text()},
             {"campaign_id", ad.campaign_id.text()},
             {"creative_id", ad.creative_id.text()},
             {"unit_id", ad.unit_id.text()},
             {"status", kStatuses[static_cast<std::size_t>(ad.status)]},
             {"learning", kLearnings[static_cast<std::size_t>(ad.learning)]},
             {"data_as_of", to_json(ad.data_as_of)},
             {"value_known", ad.value_known},
             {"prediction_slope", ad.prediction_slope},
             {"dna_boost", ad.dna_boost},
             {"pattern_boost", ad.pattern_boost},
             {"manual_kill", ad.manual_kill}};
  put(out, "first_delivery_at", ad.first_delivery_at);
  put(out, "creative_refreshed_at", ad.creative_refreshed_at);
  put(out, "frequency_7d", ad.frequency_7d);
  put(out, "audience_size", ad.audience_size);
  put(out, "predicted_roas", ad.predicted_roas);
  put(out, "lifetime_budget_minor", ad.lifetime_budget_minor);
  array buckets;
  for (const auto& b : ad.buckets) {
    buckets.push_back(
        array{to_json(b.start), to_json(b.end), b.impressions, b.clicks, b.spend_minor});
  }
  out["buckets"] = std::move(buckets);
  array deals;
  for (const auto& d : ad.deals) {
    deals.push_back(array{to_json(d.click_at), to_json(d.counted_at), d.credit, d.value_minor,
                          d.cash_minor, d.click_known});
  }
  out["deals"] = std::move(deals);
  return out;
}

value to_json(const belief::BudgetUnit& unit) {
  object out{{"id", unit.id.text()},
             {"campaign_id", unit.campaign_id.text()},
             {"daily_budget_minor", unit.daily_budget_minor},
             {"held", unit.held},
             {"replacement_required", unit.replacement_required}};
  put(out, "min_minor", unit.min_minor);
  put(out, "max_minor", unit.max_minor);
  put(out, "policy_min_minor", unit.policy_min_minor);
  put(out, "policy_max_minor", unit.policy_max_minor);
  array history;
  for (const auto& step : unit.history)
    history.push_back(array{to_json(step.at), step.daily_minor});
  out["history"] = std::move(history);
  return out;
}

}  // namespace gv::run_file
