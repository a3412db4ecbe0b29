#include "app/tracking/set_crm_values.h"

#include <array>
#include <string_view>

#include "app/project_ads.h"

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 3> kAdPlatforms{"meta:", "google:", "tiktok:"};

}  // namespace

Result<CrmValuesOutcome> SetCrmValues::run(const AccountScope& scope,
                                           const std::map<std::string, std::int64_t>& values) {
  return store_.write(scope, [&](Transaction& transaction) -> Result<CrmValuesOutcome> {
    CrmValuesOutcome outcome;
    for (const auto& [name, value] : values) {
      GV_TRY(const auto state, known(transaction, name));
      if (!state) {
        outcome.unknown.push_back(name);
        continue;
      }
      GV_TRY(set(transaction, *state, value));
      ++outcome.updated;
    }
    return outcome;
  });
}

Result<std::optional<StoredAdState>> SetCrmValues::known(Transaction& transaction,
                                                         const std::string& name) {
  GV_TRY(auto found, ads_.find(transaction, name));
  if (found || name.find(':') != std::string::npos) return found;
  for (const auto platform : kAdPlatforms) {
    GV_TRY(auto state, ads_.find(transaction, std::string(platform) + name));
    if (state && found) return std::optional<StoredAdState>();
    if (state) found = std::move(state);
  }
  return found;
}

Result<void> SetCrmValues::set(Transaction& transaction, const StoredAdState& state,
                               std::int64_t value) {
  AdObserved fact{.ad_id = state.ad_id};
  fact.from = fact.to = state.data_as_of.value_or(transaction.now());
  if (__builtin_sub_overflow(value, state.pipeline_value_minor, &fact.pipeline_value_minor)) {
    return fail(ErrorCode::Overflow, "ad_performances." + state.ad_id,
                "differs from what was known by more than 64-bit integers hold");
  }
  if (fact.pipeline_value_minor == 0) return {};
  GV_TRY(const auto seq, log_.append(transaction, fact, transaction.now(), std::nullopt));
  // Read again: from here on the log is ours, and so is what follows from it.
  GV_TRY(const auto before, ads_.find(transaction, state.ad_id));
  GV_TRY(const auto after, state_after(before, fact, seq, transaction.now()));
  return ads_.put(transaction, after);
}

}  // namespace gv::app
