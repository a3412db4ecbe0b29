#include "adapters/meta_double/insight_row.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/meta_double/objects.h"
#include "base/money.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t kDefaultWindow = 1;  ///< seven days after a click

std::string fixed(double number) { return fmt::format("{:.6f}", number); }

/// {"action_type", "value", "7d_click", ...}: the value under the account's setting, and one under
/// every window that was asked for.
template <class Text>
object action(const InsightsQuery& query, std::string_view type, const Text& text_in) {
  object made{{"action_type", type}, {"value", text_in(kDefaultWindow)}};
  for (std::size_t i = 0; i < kWindowDays.size(); ++i) {
    const auto name = fmt::format("{}d_click", kWindowDays[i]);
    if (std::find(query.windows.begin(), query.windows.end(), name) != query.windows.end()) {
      made[name] = text_in(i);
    }
  }
  return made;
}

/// Fields of one row by name.
class RowFields {
 public:
  RowFields(const Platform& platform, const Account& account, const InsightsQuery& query,
            const InsightKey& key, const InsightSums& sums)
      : platform_(platform), account_(account), query_(query), sums_(sums) {
    entity_ = find_object(platform, std::get<1>(key));
  }

  /// Null: it has no value.
  [[nodiscard]] boost::json::value at(std::string_view name) const {
    if (name == "actions") return actions();
    if (name == "action_values") return values();
    if (name == "purchase_roas") return roas();
    const auto text =
        name.starts_with("a") || name.starts_with("campaign") ? identity(name) : metric(name);
    if (text.empty()) return nullptr;
    return boost::json::string(text);
  }

 private:
  [[nodiscard]] std::string money(std::int64_t minor) const {
    return format_major_plain(minor, platform_.behaviour.currency);
  }
  [[nodiscard]] double major(double minor) const {
    return minor / static_cast<double>(platform_.behaviour.currency.minor_per_major());
  }

  [[nodiscard]] std::string identity(std::string_view name) const {
    if (name == "account_id") return account_.id;
    if (name == "account_name") return "Simulated account " + account_.id;
    if (name == "account_currency") return std::string(platform_.behaviour.currency.code());
    if (name == "attribution_setting") return "7d_click_1d_view";
    const Object* object = entity_;
    const auto wanted = name.starts_with("campaign") ? Kind::Campaign
                        : name.starts_with("adset")  ? Kind::AdSet
                                                     : Kind::Ad;
    while (object != nullptr && object->kind != wanted) {
      object = find_object(platform_, object->parent);
    }
    if (object == nullptr) return {};
    return name.ends_with("_id") ? object->id : object->text("name");
  }

  [[nodiscard]] std::string metric(std::string_view name) const {
    const auto impressions = static_cast<double>(sums_.impressions);
    const auto spend = major(static_cast<double>(sums_.spend_minor));
    if (name == "impressions") return std::to_string(sums_.impressions);
    if (name == "clicks" || name == "inline_link_clicks") return std::to_string(sums_.clicks);
    if (name == "spend") return money(sums_.spend_minor);
    if (sums_.impressions == 0) return {};
    if (name == "ctr") return fixed(100.0 * static_cast<double>(sums_.clicks) / impressions);
    if (name == "cpm") return fixed(1000.0 * spend / impressions);
    if (name == "cpc" && sums_.clicks > 0) return fixed(spend / static_cast<double>(sums_.clicks));
    if (query_.hourly || sums_.reach < 1.0) return {};
    if (name == "reach") return std::to_string(round_half_away(sums_.reach));
    return name == "frequency" ? fixed(impressions / sums_.reach) : std::string();
  }

  [[nodiscard]] boost::json::value actions() const {
    array list;
    const auto same = [](std::int64_t count) {
      return [count](std::size_t) { return std::to_string(count); };
    };
    if (sums_.clicks > 0) list.push_back(action(query_, "link_click", same(sums_.clicks)));
    if (sums_.leads > 0) list.push_back(action(query_, "lead", same(sums_.leads)));
    if (sums_.purchases.back() > 0) {
      list.push_back(action(query_, "purchase",
                            [&](std::size_t i) { return std::to_string(sums_.purchases[i]); }));
    }
    return list.empty() ? boost::json::value() : boost::json::value(std::move(list));
  }

  [[nodiscard]] boost::json::value values() const {
    if (sums_.purchases.back() == 0) return nullptr;
    return array{action(query_, "purchase", [&](std::size_t i) {
      return money(round_half_away(sums_.value_minor[i]));
    })};
  }

  [[nodiscard]] boost::json::value roas() const {
    if (sums_.purchases.back() == 0 || sums_.spend_minor == 0) return nullptr;
    const auto spend = static_cast<double>(sums_.spend_minor);
    return array{action(query_, "omni_purchase",
                        [&](std::size_t i) { return fixed(sums_.value_minor[i] / spend); })};
  }

  const Platform& platform_;
  const Account& account_;
  const InsightsQuery& query_;
  const InsightSums& sums_;
  const Object* entity_{nullptr};
};

}  // namespace

object insight_row(const Platform& platform, const Account& account, const InsightsQuery& query,
                   const InsightKey& key, const InsightSums& sums) {
  const RowFields fields(platform, account, query, key, sums);
  object row;
  for (const auto& name : query.fields) {
    auto value = fields.at(name);
    if (!value.is_null()) row[name] = std::move(value);
  }
  const auto [first, end] = row_days(query, std::get<2>(key));
  row["date_start"] = format_date(first);
  row["date_stop"] = format_date(end - Days{1});
  if (const int hour = std::get<3>(key); hour >= 0) {
    row["hourly_stats_aggregated_by_advertiser_time_zone"] =
        fmt::format("{:02}:00:00 - {:02}:59:59", hour, hour);
  }
  return row;
}

}  // namespace gv::meta_double
