#include "app/project_ads.h"

#include <algorithm>

namespace gv::app {

Result<StoredAdState> state_after(const std::optional<StoredAdState>& before,
                                  const AdObserved& fact, std::int64_t seq, TimePoint recorded_at) {
  StoredAdState state = before.value_or(StoredAdState{.ad_id = fact.ad_id});
  bool overflow = false;
  const auto add = [&](std::int64_t& sum, std::int64_t more) {
    overflow = __builtin_add_overflow(sum, more, &sum) || overflow;
  };
  add(state.impressions, fact.impressions);
  add(state.clicks, fact.clicks);
  add(state.conversions, fact.conversions);
  add(state.spend_minor, fact.spend_minor);
  add(state.pipeline_value_minor, fact.pipeline_value_minor);
  add(state.cash_revenue_minor, fact.cash_revenue_minor);
  if (overflow) {
    return fail(ErrorCode::Overflow, "ad_id",
                "the sums of " + fact.ad_id + " would leave the range of 64-bit integers");
  }
  state.first_delivery_at = std::min(state.first_delivery_at.value_or(fact.from), fact.from);
  state.data_as_of = std::max(state.data_as_of.value_or(fact.to), fact.to);
  state.state_seq = seq;
  state.updated_at = recorded_at;
  return state;
}

}  // namespace gv::app
