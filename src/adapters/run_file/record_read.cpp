#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/run_file/record_json.h"
#include "adapters/run_file/words.h"

namespace gv::run_file {
namespace {

template <class Enum, std::size_t N>
Result<Enum> read_word(const json::Field& field, const std::array<const char*, N>& words) {
  GV_TRY(const auto text, field.text());
  for (std::size_t i = 0; i < N; ++i) {
    if (text == words[i]) return static_cast<Enum>(i);
  }
  return field.refuse("a known word");
}

/// The elements of a list that has to have `count` of them.
Result<std::vector<json::Field>> tuple(const json::Field& field, std::size_t count) {
  GV_TRY(auto elements, field.elements());
  if (elements.size() != count) {
    return field.refuse("a list of " + std::to_string(count) + " values");
  }
  return elements;
}

/// Reads a member that may be absent with `read`, into `into`.
template <class T, class Read>
Result<void> take(const json::Field& field, const char* key, T& into, const Read& read) {
  GV_TRY(const auto member, field.member_if(key));
  if (!member) return {};
  GV_TRY(into, read(*member));
  return {};
}

const auto kWhole = [](const json::Field& field) { return field.whole(); };
const auto kNumber = [](const json::Field& field) { return field.number(); };
const auto kFlag = [](const json::Field& field) { return field.boolean(); };
const auto kText = [](const json::Field& field) -> Result<std::string> {
  GV_TRY(const auto text, field.text());
  return std::string(text);
};

Result<belief::Bucket> read_bucket(const json::Field& field) {
  GV_TRY(const auto at, tuple(field, 5));
  belief::Bucket bucket;
  GV_TRY(bucket.start, read_time(at[0]));
  GV_TRY(bucket.end, read_time(at[1]));
  GV_TRY(bucket.impressions, at[2].whole());
  GV_TRY(bucket.clicks, at[3].whole());
  GV_TRY(bucket.spend_minor, at[4].whole());
  return bucket;
}

Result<belief::DealValue> read_deal(const json::Field& field) {
  GV_TRY(const auto at, tuple(field, 6));
  belief::DealValue deal;
  GV_TRY(deal.click_at, read_time(at[0]));
  GV_TRY(deal.counted_at, read_time(at[1]));
  GV_TRY(deal.credit, at[2].number());
  GV_TRY(deal.value_minor, at[3].number());
  GV_TRY(deal.cash_minor, at[4].number());
  GV_TRY(deal.click_known, at[5].boolean());
  return deal;
}

template <class Record, class Read>
Result<std::vector<Record>> read_all(const json::Field& field, const char* key, const Read& read) {
  GV_TRY(const auto list, field.member(key));
  GV_TRY(const auto elements, list.elements());
  std::vector<Record> records;
  records.reserve(elements.size());
  for (const auto& element : elements) {
    GV_TRY(auto record, read(element));
    records.push_back(std::move(record));
  }
  return records;
}

Result<void> read_optionals(const json::Field& field, belief::AdState& ad) {
  GV_TRY(take(field, "first_delivery_at", ad.first_delivery_at, read_time));
  GV_TRY(take(field, "creative_refreshed_at", ad.creative_refreshed_at, read_time));
  GV_TRY(take(field, "frequency_7d", ad.frequency_7d, kNumber));
  GV_TRY(take(field, "audience_size", ad.audience_size, kWhole));
  GV_TRY(take(field, "predicted_roas", ad.predicted_roas, kNumber));
  GV_TRY(take(field, "prediction_slope", ad.prediction_slope, kNumber));
  GV_TRY(take(field, "dna_boost", ad.dna_boost, kNumber));
  GV_TRY(take(field, "pattern_boost", ad.pattern_boost, kNumber));
  GV_TRY(take(field, "manual_kill", ad.manual_kill, kFlag));
  GV_TRY(take(field, "lifetime_budget_minor", ad.lifetime_budget_minor, kWhole));
  return {};
}

}  // namespace

Result<TimePoint> read_time(const json::Field& field) {
  GV_TRY(const auto ms, field.whole());
  constexpr std::int64_t kLimit = 253'402'300'800'000;  // the year 10000
  if (ms < -kLimit || ms > kLimit) return field.refuse("a time within 10,000 years");
  return TimePoint(Millis(ms));
}

Result<belief::AdState> read_ad(const json::Field& field) {
  const auto text = [&](const char* key) -> Result<std::string> {
    GV_TRY(const auto member, field.member(key));
    return kText(member);
  };
  belief::AdState ad;
  GV_TRY(ad.key.platform, text("platform"));
  GV_TRY(const auto id, text("ad_id"));
  GV_TRY(ad.key.ad_id, AdId::parse(id, field.path() + ".ad_id"));
  GV_TRY(auto campaign, text("campaign_id"));
  ad.campaign_id = CampaignId(std::move(campaign));
  GV_TRY(auto creative, text("creative_id"));
  ad.creative_id = CreativeId(std::move(creative));
  GV_TRY(const auto unit, text("unit_id"));
  GV_TRY(ad.unit_id, BudgetUnitId::parse(unit, field.path() + ".unit_id"));
  GV_TRY(const auto status, field.member("status"));
  GV_TRY(ad.status, read_word<belief::AdStatus>(status, kStatuses));
  GV_TRY(const auto learning, field.member("learning"));
  GV_TRY(ad.learning, read_word<belief::Learning>(learning, kLearnings));
  GV_TRY(const auto as_of, field.member("data_as_of"));
  GV_TRY(ad.data_as_of, read_time(as_of));
  GV_TRY(take(field, "value_known", ad.value_known, kFlag));
  GV_TRY(read_optionals(field, ad));
  GV_TRY(const auto buckets, (read_all<belief::Bucket>(field, "buckets", read_bucket)));
  ad.buckets = belief::BucketSeries(buckets);
  GV_TRY(ad.deals, (read_all<belief::DealValue>(field, "deals", read_deal)));
  return ad;
}

Result<belief::BudgetUnit> read_unit(const json::Field& field) {
  belief::BudgetUnit unit;
  GV_TRY(const auto id_field, field.member("id"));
  GV_TRY(const auto id, id_field.text());
  GV_TRY(unit.id, BudgetUnitId::parse(id, id_field.path()));
  std::string campaign;
  GV_TRY(take(field, "campaign_id", campaign, kText));
  unit.campaign_id = CampaignId(campaign);
  GV_TRY(take(field, "daily_budget_minor", unit.daily_budget_minor, kWhole));
  GV_TRY(take(field, "held", unit.held, kFlag));
  GV_TRY(take(field, "replacement_required", unit.replacement_required, kFlag));
  GV_TRY(take(field, "min_minor", unit.min_minor, kWhole));
  GV_TRY(take(field, "max_minor", unit.max_minor, kWhole));
  GV_TRY(take(field, "policy_min_minor", unit.policy_min_minor, kWhole));
  GV_TRY(take(field, "policy_max_minor", unit.policy_max_minor, kWhole));
  const auto read_step = [](const json::Field& step) -> Result<belief::BudgetStep> {
    GV_TRY(const auto at, tuple(step, 2));
    belief::BudgetStep out;
    GV_TRY(out.at, read_time(at[0]));
    GV_TRY(out.daily_minor, at[1].whole());
    return out;
  };
  GV_TRY(unit.history, (read_all<belief::BudgetStep>(field, "history", read_step)));
  return unit;
}

}  // namespace gv::run_file
