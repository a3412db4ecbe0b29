#include "adapters/google_double/query.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "adapters/google_double/catalog.h"
#include "adapters/meta_double/insight_sums.h"
#include "core/execute/money_units.h"

namespace gv::google_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using meta_double::InsightsQuery;
using meta_double::InsightSums;

constexpr std::array<std::string_view, 4> kTables{"customer", "campaign", "ad_group",
                                                  "ad_group_ad"};
constexpr std::array<std::string_view, 5> kMetrics{"metrics.impressions", "metrics.clicks",
                                                   "metrics.cost_micros", "metrics.conversions",
                                                   "metrics.conversions_value"};
constexpr std::string_view kDate = "segments.date";
constexpr std::string_view kHour = "segments.hour";
constexpr std::size_t kClickWindow = 2;  ///< of InsightSums: 28 days, the nearest to Google's 30

AdsError query_error(std::string_view reason, std::string message) {
  return {.family = "queryError", .reason = std::string(reason), .message = std::move(message)};
}

bool is_of_delivery(std::string_view field) {
  return field == kDate || field == kHour ||
         std::find(kMetrics.begin(), kMetrics.end(), field) != kMetrics.end();
}

/// A row before its fields are selected: all that are selected or asked about, by name.
using Fields = std::map<std::string, value, std::less<>>;

std::string as_text(const value& from) {
  if (const auto* const text = from.if_string()) return std::string(*text);
  if (from.is_null()) return {};
  if (from.is_bool()) return from.get_bool() ? "TRUE" : "FALSE";
  return std::to_string(from.to_number<std::int64_t>());
}

/// "%" is any text: what stands between two of them is found from left to right.
bool is_like(std::string_view text, std::string_view pattern) {
  auto star = pattern.find('%');
  if (star == std::string_view::npos) return text == pattern;
  if (!text.starts_with(pattern.substr(0, star))) return false;
  text.remove_prefix(star);
  for (;;) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('%');
    if (star == std::string_view::npos) return text.ends_with(pattern);
    const auto found = text.find(pattern.substr(0, star));
    if (found == std::string_view::npos) return false;
    text.remove_prefix(found + star);
  }
}

bool holds(const Condition& condition, const Fields& row) {
  if (condition.field == kDate) return true;  // the rows are of those days already
  const auto text = as_text(row.at(condition.field));
  const auto& values = condition.values;
  if (condition.op == "LIKE") return is_like(text, values.front());
  return std::find(values.begin(), values.end(), text) != values.end();
}

/// The days of a condition on segments.date; the last is not among them.
Ads<std::pair<TimePoint, TimePoint>> days_of(const Condition& condition, TimePoint now) {
  const auto today = std::chrono::floor<Days>(now);
  const auto& first = condition.values.front();
  if (condition.op == "DURING") {
    if (first == "TODAY") return std::pair(TimePoint(today), TimePoint(today + Days{1}));
    if (first == "YESTERDAY") return std::pair(TimePoint(today - Days{1}), TimePoint(today));
    if (first == "LAST_7_DAYS") return std::pair(TimePoint(today - Days{7}), TimePoint(today));
    if (first == "LAST_30_DAYS") return std::pair(TimePoint(today - Days{30}), TimePoint(today));
    return tl::unexpected(query_error("INVALID_VALUE_WITH_DURING_OPERATOR", "No such span."));
  }
  const auto since = parse_time(first, "date");
  const auto until = parse_time(condition.values.back(), "date");
  if (!since || !until || first.size() != 10 || condition.values.back().size() != 10 ||
      *until < *since || (condition.op != "BETWEEN" && condition.op != "=")) {
    return tl::unexpected(query_error("BAD_VALUE", "A date has to be like '2026-11-01'."));
  }
  return std::pair(*since, *until + Days{1});
}

std::optional<AdsError> wrong_field(const Gaql& query, std::string_view field) {
  if (has_field(query.from, field) || is_of_delivery(field)) return std::nullopt;
  return query_error("UNRECOGNIZED_FIELD",
                     fmt::format("Unrecognized field in the query: '{}'.", field));
}

std::optional<AdsError> wrong_query(const Gaql& query) {
  if (std::find(kTables.begin(), kTables.end(), query.from) == kTables.end()) {
    return query_error("INVALID_RESOURCE_IN_FROM_CLAUSE", "No such resource: " + query.from);
  }
  for (const auto& field : query.select) {
    if (auto wrong = wrong_field(query, field)) return wrong;
  }
  for (const auto& condition : query.where) {
    if (auto wrong = wrong_field(query, condition.field)) return wrong;
    const bool of_days = condition.op == "BETWEEN" || condition.op == "DURING";
    const bool wrong = condition.field == kDate ? !of_days && condition.op != "="
                                                : of_days || is_of_delivery(condition.field);
    if (wrong) {
      return query_error(
          "PROHIBITED_FIELD_IN_WHERE_CLAUSE",
          fmt::format("{} {} is not supported here.", condition.field, condition.op));
    }
  }
  const auto& order = query.order_by;
  if (order.empty() ||
      std::find(query.select.begin(), query.select.end(), order) != query.select.end()) {
    return std::nullopt;
  }
  return query_error("EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE", "Select what is ordered by.");
}

value metric(const Platform& platform, const InsightSums& sums, std::string_view field) {
  const auto& currency = platform.behaviour.currency;
  const auto count = [](std::int64_t number) { return value(std::to_string(number)); };
  if (field == "metrics.impressions") return count(sums.impressions);
  if (field == "metrics.clicks") return count(sums.clicks);
  if (field == "metrics.cost_micros") {
    return count(execute::to_micros(sums.spend_minor, currency, "cost").value_or(0));
  }
  if (field == "metrics.conversions") return static_cast<double>(sums.purchases[kClickWindow]);
  const double minor = sums.value_minor[kClickWindow];
  return std::round(minor) / static_cast<double>(currency.minor_per_major());
}

/// Collects the rows of one query.
class Run {
 public:
  Run(Platform& platform, std::size_t account, const Gaql& query, bool stale)
      : platform_(platform), account_(account), query_(query), stale_(stale) {
    needed_ = query.select;
    for (const auto& condition : query.where) needed_.push_back(condition.field);
  }

  Ads<std::vector<Fields>> rows() {
    const bool delivered = std::any_of(needed_.begin(), needed_.end(), is_of_delivery);
    if (delivered) {
      const auto done = add_delivered();
      if (!done) return tl::unexpected(done.error());
    } else if (query_.from == "customer") {
      const auto campaigns = rows_of(platform_, account_, "campaign");
      if (!campaigns.empty()) add(fields_of(*campaigns.front()));
    } else {
      for (const Object* const one : rows_of(platform_, account_, query_.from))
        add(fields_of(*one));
    }
    sort();
    if (query_.limit && rows_.size() > *query_.limit) rows_.resize(*query_.limit);
    return std::move(rows_);
  }

 private:
  Fields fields_of(const Object& one) {
    Fields row;
    for (const auto& field : needed_) {
      if (!is_of_delivery(field)) row[field] = field_of(platform_, one, field, stale_);
    }
    return row;
  }

  void add(Fields row) {
    const bool wanted = std::all_of(query_.where.begin(), query_.where.end(),
                                    [&](const Condition& one) { return holds(one, row); });
    if (wanted) rows_.push_back(std::move(row));
  }

  [[nodiscard]] bool selects(std::string_view field) const {
    return std::find(query_.select.begin(), query_.select.end(), field) != query_.select.end();
  }

  Ads<void> add_delivered() {
    InsightsQuery insights{.level = query_.from == "ad_group_ad" ? meta_double::Level::Ad
                                    : query_.from == "ad_group"  ? meta_double::Level::AdSet
                                    : query_.from == "campaign"  ? meta_double::Level::Campaign
                                                                 : meta_double::Level::Account,
                           .since = platform_.scenario.start,
                           .until = std::chrono::floor<Days>(platform_.now) + Days{1},
                           .increment = selects(kDate) || selects(kHour) ? 1 : 0,
                           .hourly = selects(kHour)};
    for (const auto& condition : query_.where) {
      if (condition.field != kDate) continue;
      const auto days = days_of(condition, platform_.now);
      if (!days) return tl::unexpected(days.error());
      std::tie(insights.since, insights.until) = *days;
    }
    const auto& account = platform_.accounts[account_];
    const auto table = sum_insights(platform_, account, nullptr, insights, platform_.now);
    for (const auto& [key, sums] : table) {
      const auto& [order, id, day, hour] = key;
      const Object* one = find_object(platform_, id);
      if (one == nullptr) one = rows_of(platform_, account_, "campaign").front();
      auto row = fields_of(*one);
      for (const auto& field : query_.select) {
        if (field == kDate) {
          row[field] = format_date(day);
        } else if (field == kHour) {
          row[field] = hour;
        } else if (is_of_delivery(field)) {
          row[field] = metric(platform_, sums, field);
        }
      }
      add(std::move(row));
    }
    return {};
  }

  void sort() {
    if (query_.order_by.empty()) return;
    const auto key = [&](const Fields& row) {
      auto text = as_text(row.at(query_.order_by));
      return std::pair(text.size(), text);  // numbers by their size, and of one length by letters
    };
    std::stable_sort(rows_.begin(), rows_.end(), [&](const Fields& a, const Fields& b) {
      return query_.descending ? key(b) < key(a) : key(a) < key(b);
    });
  }

  Platform& platform_;
  std::size_t account_;
  const Gaql& query_;
  bool stale_;
  std::vector<std::string> needed_{};
  std::vector<Fields> rows_{};
};

/// Puts a value below "a.b.c" of a row.
void place(object& row, std::string_view path, const value& what) {
  if (what.is_null()) return;
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) {
    row[path] = what;
    return;
  }
  auto& inner = row[path.substr(0, dot)];
  if (!inner.is_object()) inner = object();
  place(inner.get_object(), path.substr(dot + 1), what);
}

}  // namespace

std::string in_camel_case(std::string_view field) {
  std::string out;
  bool up = false;
  for (const char letter : field) {
    if (letter == '_') {
      up = true;
      continue;
    }
    out += up && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    up = false;
  }
  return out;
}

Ads<array> run_query(Platform& platform, std::size_t account, const Gaql& query, bool stale) {
  if (auto wrong = wrong_query(query)) return tl::unexpected(*std::move(wrong));
  const auto rows = Run(platform, account, query, stale).rows();
  if (!rows) return tl::unexpected(rows.error());
  array results;
  for (const auto& row : *rows) {
    object shown;
    for (const auto& field : query.select) place(shown, in_camel_case(field), row.at(field));
    results.push_back(std::move(shown));
  }
  return results;
}

}  // namespace gv::google_double
