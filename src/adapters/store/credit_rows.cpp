// The credit sets of Conversions.
#include <map>
#include <optional>
#include <string>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/store/access.h"
#include "adapters/store/conversions.h"
#include "adapters/store/credit_evidence.h"
#include "adapters/store/hash_column.h"
#include "base/check.h"

namespace gv::store {
namespace {

// touch_no numbers the ads of all sets of a conversion: the k-th ad of set n has (n - 1) * 1000 +
// k, so that a set is never mixed with another one, and no two have the same rows.
constexpr std::int64_t kAdsMax = 999;
constexpr std::int64_t kNumbersOfSet = kAdsMax + 1;

const sql::Statement kAddCredit{
    "attribution_tracking.add",
    "INSERT INTO attribution_tracking (account_id, conversion_id, model, touch_no, click_id, "
    "ad_id, "
    "campaign_id, method, confidence, credit_num, credit_den, window_hours, candidates, "
    "config_version, computed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
const sql::Statement kCredits{
    "attribution_tracking.of_conversion",
    "SELECT model, touch_no, ad_id, credit_num, credit_den, candidates, config_version, "
    "computed_at "
    "FROM attribution_tracking WHERE account_id = $1 AND conversion_id = $2 ORDER BY touch_no"};

/// The sets of one conversion, row by row.
class SetReader {
 public:
  Result<void> take(const sql::Row& row) {
    const std::int64_t seq = row.integer(1) / kNumbersOfSet + 1;
    if (sets_.empty() || sets_.back().set.seq != seq) {
      GV_TRY(finish());
      GV_TRY(auto next, read_evidence(row.text(5)));
      next.set.seq = seq;
      next.set.at = row.time(7);
      next.set.config_version = row.integer(6);
      GV_TRY(next.set.model, attribution::parse_model(row.text(0), "attribution_tracking.model"));
      sets_.push_back(std::move(next));
    }
    credits_.push_back({row.get<AdId>(2), row.integer(3), row.integer(4)});
    return {};
  }
  Result<std::vector<app::RecordedCredits>> take_sets() {
    GV_TRY(finish());
    return std::move(sets_);
  }

 private:
  Result<void> finish() {
    if (sets_.empty()) return {};
    GV_TRY(sets_.back().set.split, revenue::CreditSplit::parse(credits_));
    credits_.clear();
    return {};
  }

  std::vector<app::RecordedCredits> sets_;
  std::vector<revenue::Credit> credits_;
};

}  // namespace

Result<void> Conversions::add_credits(app::Transaction& transaction, std::string_view conversion_id,
                                      const app::RecordedCredits& credits) {
  const auto& [set, evidence] = credits;
  const auto& account = account_of(transaction);
  const auto ads = static_cast<std::int64_t>(set.split.ads().size());
  if (ads > kAdsMax) {
    return fail(ErrorCode::Overflow, "credits",
                fmt::format("must go to {} ads at most, got {}", kAdsMax, ads));
  }
  const std::string proof = evidence_json(credits);
  std::vector<std::vector<sql::Param>> rows;
  for (std::int64_t i = 0; i < ads; ++i) {
    const AdId& ad = set.split.ads()[static_cast<std::size_t>(i)];
    const bool matched = ad == evidence.ad;
    rows.push_back({account, conversion_id, attribution::to_text(set.model),
                    (set.seq - 1) * kNumbersOfSet + i + 1,
                    text_or_null(matched ? std::string_view(set.click_id) : ""), ad,
                    text_or_null(matched ? std::string_view(evidence.campaign.text()) : ""),
                    attribution::to_text(set.method), set.confidence,
                    set.split.numerators()[static_cast<std::size_t>(i)], set.split.denominator(),
                    evidence.window_hours, i == 0 ? sql::Param(proof) : sql::Param(std::nullopt),
                    set.config_version, set.at});
  }
  GV_TRY(connection_of(transaction).execute_many(kAddCredit, rows));
  return {};
}

Result<std::vector<app::RecordedCredits>> Conversions::credits(app::Transaction& transaction,
                                                               std::string_view conversion_id) {
  SetReader reader;
  GV_TRY(connection_of(transaction)
             .each(kCredits, {account_of(transaction), conversion_id},
                   [&](const sql::Row& row) { return reader.take(row); }));
  return reader.take_sets();
}

}  // namespace gv::store
