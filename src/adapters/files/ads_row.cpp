#include "adapters/files/ads_row.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include <fmt/format.h>

#include "adapters/files/cell.h"
#include "base/ids.h"
#include "base/utf8.h"

namespace gv::files {
namespace {

using belief::AdStatus;
using belief::Learning;

/// Between the parts of a name that is put together from several columns.
constexpr std::string_view kJoint = " / ";

CellName where(const csv::Row& row, std::string_view field) { return {row.line, field}; }

/// A text that may become an id.
Result<void> check_id(const std::string& text, const CellName& name) {
  if (!text.empty() && text.size() <= kIdBytesMax) return {};
  GV_TRY(AdId::parse(text, name.text()));
  return {};
}

bool one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Results that are steps before a deal: a campaign that optimises for clicks reports clicks here.
bool counts_deals(std::string_view kind) {
  constexpr std::array<std::string_view, 9> kNoDeals{
      "link_click", "landing_page_view", "reach", "impression", "video",
      "thruplay",   "engagement",        "post_", "like"};
  const std::string word = folded(kind);
  return std::none_of(kNoDeals.begin(), kNoDeals.end(),
                      [&](std::string_view part) { return word.find(part) != std::string::npos; });
}

}  // namespace

std::optional<StatusWord> read_status(std::string_view text) {
  const std::string word = folded(text);
  if (is_blank(text)) return StatusWord{};
  if (one_of(word, {"active", "enabled", "on", "delivering", "running", "live"})) {
    return StatusWord{};
  }
  if (one_of(word, {"learning", "in_learning", "learning_phase"})) {
    return StatusWord{AdStatus::Active, Learning::Learning};
  }
  if (word == "learning_limited") return StatusWord{AdStatus::Active, Learning::Limited};
  if (one_of(word,
             {"paused", "inactive", "off", "disabled", "not_delivering", "ad_off", "ad_set_off",
              "campaign_off", "adset_paused", "campaign_paused", "scheduled", "preparing",
              "processing", "in_review", "pending", "pending_review", "draft"})) {
    return StatusWord{AdStatus::Paused};
  }
  if (one_of(word, {"rejected", "disapproved", "not_approved", "recently_rejected", "error",
                    "errors", "with_issues"})) {
    return StatusWord{AdStatus::Rejected};
  }
  if (one_of(word, {"ended", "completed", "recently_completed", "finished", "archived", "deleted",
                    "removed"})) {
    return StatusWord{AdStatus::Ended};
  }
  return std::nullopt;
}

std::optional<Learning> read_learning(std::string_view text) {
  const std::string word = folded(text);
  if (is_blank(text) || one_of(word, {"none", "no", "false", "not_learning"})) {
    return Learning::None;
  }
  if (one_of(word, {"learning", "in_learning", "learning_phase", "yes", "true"})) {
    return Learning::Learning;
  }
  if (one_of(word, {"learned", "success", "graduated", "exited", "completed", "active"})) {
    return Learning::Learned;
  }
  if (one_of(word, {"limited", "learning_limited", "fail", "failed", "waiving"})) {
    return Learning::Limited;
  }
  return std::nullopt;
}

std::string_view AdsRowReader::cell(const csv::Row& row, const Column& column) const {
  return column ? trimmed(row.fields[*column]) : std::string_view{};
}

void AdsRowReader::join(const csv::Row& row, const std::vector<std::size_t>& at,
                        std::string& into) const {
  into.clear();
  for (const std::size_t column : at) {
    const auto part = trimmed(row.fields[column]);
    if (column != at.front()) into += kJoint;
    into += part;
  }
}

bool AdsRowReader::is_total(const csv::Row& row) const {
  if (columns_.dialect != Dialect::AdsManager) return false;
  const std::string first = folded(row.fields.front());
  if (first == "total" || first == "totals" || first.starts_with("results_from_")) return true;
  return trimmed(row.fields[columns_.ad.back()]).empty();
}

std::string AdsRowReader::ad_of(const csv::Row& row) const {
  if (row.fields.size() <= *std::max_element(columns_.ad.begin(), columns_.ad.end())) return {};
  if (trimmed(row.fields[columns_.ad.back()]).empty()) return {};
  std::string ad;
  join(row, columns_.ad, ad);
  return ad;
}

Result<void> AdsRowReader::read(const csv::Row& row, AdsRow& into) const {
  into.line = row.line;
  into.currency = currency_;
  GV_TRY(read_identity(row, into));
  GV_TRY(read_span(row, into));
  GV_TRY(read_delivery(row, into));
  GV_TRY(read_outcomes(row, into));
  return read_setup(row, into);
}

Result<void> AdsRowReader::read_identity(const csv::Row& row, AdsRow& into) const {
  join(row, columns_.ad, into.ad);
  if (trimmed(row.fields[columns_.ad.back()]).empty()) into.ad.clear();
  GV_TRY(check_id(into.ad, where(row, "ad_id")));
  into.ad_name = cell(row, columns_.ad_name);
  join(row, columns_.campaign, into.campaign);
  const bool own_unit = columns_.unit.empty() || trimmed(row.fields[columns_.unit.back()]).empty();
  join(row, own_unit ? columns_.ad : columns_.unit, into.unit);
  GV_TRY(check_id(into.unit, where(row, "budget_unit_id")));
  if (into.campaign.size() > kIdBytesMax) {
    return fail(ErrorCode::InvalidInput, where(row, "campaign_id").text(),
                fmt::format("is longer than {} bytes", kIdBytesMax));
  }
  into.breakdown.clear();
  for (const std::size_t column : columns_.breakdown) {
    into.breakdown += trimmed(row.fields[column]);
    into.breakdown += '\x1f';
  }
  return {};
}

Result<void> AdsRowReader::read_span(const csv::Row& row, AdsRow& into) const {
  const auto start_text = cell(row, columns_.start);
  const auto end_text = cell(row, columns_.end);
  if (start_text.empty() && end_text.empty()) {
    return fail(ErrorCode::InvalidInput, where(row, columns_.start ? "start" : "end").text(),
                "is missing: a row needs a date");
  }
  if (columns_.start == columns_.end) {
    GV_TRY(const TimeSpan day, dates_.read_day(start_text, where(row, "start")));
    into.start = day.start;
    into.end = day.end;
    return {};
  }
  TimeSpan start;
  TimeSpan end;
  if (!start_text.empty()) {
    GV_TRY(start, dates_.read(start_text, where(row, "start")));
  }
  if (!end_text.empty()) {
    GV_TRY(end, dates_.read(end_text, where(row, "end")));
  }
  // One of the two alone: a date is that day, a time is the hour it begins or ends.
  constexpr Hours kHour{1};
  into.start = !start_text.empty()   ? start.start
               : end.start < end.end ? end.start
                                     : end.end - kHour;
  into.end = !end_text.empty()         ? end.end
             : start.start < start.end ? start.end
                                       : start.start + kHour;
  if (into.end <= into.start) {
    return fail(ErrorCode::InvalidInput, where(row, "end").text(),
                "must lie after the start " + format_time(into.start) + ", got \"" +
                    excerpt(end_text, 40) + "\"");
  }
  return {};
}

Result<void> AdsRowReader::read_delivery(const csv::Row& row, AdsRow& into) const {
  if (const auto code = cell(row, columns_.currency_code); !code.empty()) {
    GV_TRY(into.currency, Currency::parse(code, where(row, "currency").text()));
    if (account_ && *account_ != into.currency) {
      return fail(ErrorCode::CurrencyMismatch, where(row, "currency").text(),
                  "must be " + std::string(account_->code()) + " as the account is, got " +
                      std::string(code));
    }
  }
  GV_TRY(into.impressions, read_count(cell(row, columns_.impressions), where(row, "impressions")));
  GV_TRY(into.spend_minor,
         read_amount(cell(row, columns_.spend), into.currency, where(row, "spend")));
  // Ads Manager leaves the cell of an action that never happened empty.
  const auto clicks = cell(row, columns_.clicks);
  into.clicks = 0;
  if (columns_.dialect != Dialect::AdsManager || !is_blank(clicks)) {
    GV_TRY(into.clicks, read_count(clicks, where(row, "clicks")));
  }
  if (into.clicks > into.impressions) {
    return fail(ErrorCode::ClicksExceedImpressions, where(row, "clicks").text(),
                "must not exceed the " + std::to_string(into.impressions) + " impressions, got " +
                    std::to_string(into.clicks));
  }
  return {};
}

Result<std::optional<std::int64_t>> AdsRowReader::amount(const csv::Row& row, const Column& column,
                                                         const char* name,
                                                         const AdsRow& into) const {
  const auto text = cell(row, column);
  if (is_blank(text)) return std::optional<std::int64_t>{};
  GV_TRY(const std::int64_t minor, read_amount(text, into.currency, where(row, name)));
  return std::optional<std::int64_t>{minor};
}

Result<void> AdsRowReader::read_outcomes(const csv::Row& row, AdsRow& into) const {
  into.deals.clear();
  for (std::size_t i = 0; i < columns_.deals.at.size(); ++i) {
    const auto text = cell(row, columns_.deals.at[i]);
    const bool is_results = folded(columns_.deals.names[i]) == "results";
    double deals = 0.0;
    if (!is_blank(text) && !(is_results && !counts_deals(cell(row, columns_.result_kind)))) {
      GV_TRY(deals, read_number(text, where(row, "deals")));
    }
    into.deals.push_back(deals);
  }
  into.values.clear();
  for (const std::size_t column : columns_.values.at) {
    GV_TRY(const auto minor, amount(row, column, "value", into));
    into.values.push_back(minor);
  }
  GV_TRY(into.pipeline_minor, amount(row, columns_.pipeline_value, "pipeline_value", into));
  GV_TRY(into.cash_minor, amount(row, columns_.cash_revenue, "cash_revenue", into));
  return {};
}

Result<void> AdsRowReader::read_setup(const csv::Row& row, AdsRow& into) const {
  const auto status_text = cell(row, columns_.status);
  const auto status = read_status(status_text);
  into.status_unknown = status ? std::string() : excerpt(status_text, 40);
  into.status = status.value_or(StatusWord{}).status;
  into.learning = status.value_or(StatusWord{}).learning;
  if (const auto learning = read_learning(cell(row, columns_.learning));
      learning && *learning != Learning::None) {
    into.learning = *learning;
  }
  const auto budget = cell(row, columns_.budget);
  into.budget_minor.reset();
  into.frequency.reset();
  // "Using campaign budget" is no number, and a lifetime budget is none a day.
  const bool lifetime = folded(cell(row, columns_.budget_type)).starts_with("lifetime");
  const bool in_words = columns_.dialect == Dialect::AdsManager &&
                        budget.find_first_of("0123456789") == std::string_view::npos;
  if (!lifetime && !in_words) {
    GV_TRY(into.budget_minor, amount(row, columns_.budget, "current_budget", into));
  }
  const auto frequency = cell(row, columns_.frequency);
  if (!is_blank(frequency)) {
    GV_TRY(into.frequency, read_number(frequency, where(row, "frequency")));
  }
  return {};
}

}  // namespace gv::files
