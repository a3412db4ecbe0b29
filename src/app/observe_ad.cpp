#include "app/observe_ad.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "app/project_ads.h"

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 3> kPlatforms{"meta", "google", "tiktok"};
constexpr Hours kFirstSpan{24};

}  // namespace

Result<std::string> ObserveAd::resolve(Transaction& transaction, const std::string& ad_id) {
  if (ad_id.find(':') != std::string::npos) return ad_id;
  std::vector<std::string> known;
  for (const auto platform : kPlatforms) {
    auto id = std::string(platform) + ":" + ad_id;
    GV_TRY(const auto state, ads_.find(transaction, id));
    if (state) known.push_back(std::move(id));
  }
  if (known.empty()) return "meta:" + ad_id;
  if (known.size() == 1) return known.front();
  return fail(ErrorCode::InvalidInput, "ad_id",
              "means " + known[0] + " as well as " + known[1] + "; name the platform");
}

Result<AdFeedbackOutcome> ObserveAd::take(Transaction& transaction, const AdFeedback& feedback) {
  AdObserved fact = feedback.observed;
  GV_TRY(fact.ad_id, resolve(transaction, fact.ad_id));
  GV_TRY(const auto known, ads_.find(transaction, fact.ad_id));
  const auto since = known && known->data_as_of ? *known->data_as_of : fact.to - kFirstSpan;
  fact.from = feedback.since.value_or(std::min(since, fact.to));
  if (fact.from > fact.to) {
    return fail(ErrorCode::InvalidInput, "since", "must not be after the end of the span");
  }
  GV_TRY(const auto seq, log_.append(transaction, fact, fact.to, feedback.key));
  if (seq == 0) return AdFeedbackOutcome{fact.ad_id, false};
  // Read again: from here on the log is ours, and so is what follows from it.
  GV_TRY(const auto before, ads_.find(transaction, fact.ad_id));
  GV_TRY(const auto after, state_after(before, fact, seq, transaction.now()));
  GV_TRY(ads_.put(transaction, after));
  return AdFeedbackOutcome{fact.ad_id, true};
}

Result<AdFeedbackOutcome> ObserveAd::take(const AccountScope& scope, const AdFeedback& feedback) {
  return store_.write(scope, [&](Transaction& transaction) { return take(transaction, feedback); });
}

}  // namespace gv::app
