#include "app/observe_ad.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "app/project_ads.h"
#include "base/ids.h"

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 3> kPlatforms{"meta", "google", "tiktok"};
constexpr Hours kFirstSpan{24};

/// "<platform>:<id>" or "<id>", without what no platform gives and no terminal should be shown.
Result<void> check_ad_id(std::string_view ad_id) {
  const auto colon = ad_id.find(':');
  const auto own = colon == std::string_view::npos ? ad_id : ad_id.substr(colon + 1);
  const bool known = colon == std::string_view::npos ||
                     std::ranges::find(kPlatforms, ad_id.substr(0, colon)) != kPlatforms.end();
  const bool printable = std::ranges::all_of(
      own, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
  const auto longest = kIdBytesMax - kPlatforms[1].size() - 1;
  if (known && printable && !own.empty() && own.size() <= longest) return {};
  return fail(ErrorCode::InvalidInput, "ad_id",
              "must be the platform's id of 1 to 193 bytes without spaces, after meta:, google: or "
              "tiktok: where that is not clear");
}

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
  GV_TRY(check_ad_id(fact.ad_id));
  GV_TRY(fact.ad_id, resolve(transaction, fact.ad_id));
  GV_TRY(const auto known, ads_.find(transaction, fact.ad_id));
  const auto since = known && known->data_as_of ? *known->data_as_of : fact.to - kFirstSpan;
  fact.from = feedback.since.value_or(std::min(since, fact.to));
  if (fact.from > fact.to) {
    return fail(ErrorCode::InvalidInput, "since", "must not be after the end of the span");
  }
  // Tellers number their events ad by ad, and know nothing of the keys of other facts.
  std::optional<std::string> key;
  if (feedback.key) key = "ad|" + fact.ad_id + "|" + *feedback.key;
  GV_TRY(const auto seq, log_.append(transaction, fact, fact.to, key));
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
