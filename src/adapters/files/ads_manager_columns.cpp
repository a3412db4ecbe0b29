#include <initializer_list>

#include "adapters/files/column_search.h"

namespace gv::files {
namespace {

/// A column the export lacks.
tl::unexpected<Error> missing(const Header& header, std::string_view name) {
  return header.missing(name, "include \"" + std::string(name) + "\" when you export the table");
}

Result<void> add_candidates(const Header& header, std::initializer_list<std::string_view> names,
                            Candidates& into) {
  for (const auto name : names) {
    GV_TRY(const auto at, header.find(name));
    if (!at) continue;
    into.at.push_back(*at);
    into.names.push_back(header.names()[*at]);
  }
  return {};
}

/// "Amount spent (USD)": the column of money, and the currency behind its name.
struct MoneyColumn {
  std::size_t at{0};
  std::optional<Currency> currency;
};

Result<std::optional<Currency>> currency_behind(std::string_view name, const std::string& file) {
  const auto open = name.rfind('(');
  if (open == std::string_view::npos || name.size() != open + 5 || name.back() != ')') {
    return std::optional<Currency>{};
  }
  GV_TRY(const Currency currency, Currency::parse(name.substr(open + 1, 3),
                                                  file + ": column \"" + std::string(name) + "\""));
  return std::optional<Currency>{currency};
}

Result<MoneyColumn> find_spend(const Header& header, const std::string& file) {
  std::optional<MoneyColumn> found;
  for (std::size_t i = 0; i < header.names().size(); ++i) {
    if (!header.folded_names()[i].starts_with("amount_spent")) continue;
    GV_TRY(const auto currency, currency_behind(header.names()[i], file));
    if (found && found->currency != currency) {
      return fail(ErrorCode::CurrencyMismatch, file,
                  "\"" + header.names()[found->at] + "\" and \"" + header.names()[i] +
                      "\" are of two currencies; an account has one");
    }
    if (found) {
      return fail(ErrorCode::UnusableInput, file,
                  "column \"" + header.names()[i] + "\" appears twice; keep one of them");
    }
    found = MoneyColumn{i, currency};
  }
  if (!found) return missing(header, "Amount spent");
  return *found;
}

/// The ids where the export has them, else the names; an ad is then named through its campaign and
/// ad set, because two ad sets often hold ads of one name.
Result<void> find_identity(const Header& header, Columns& columns) {
  GV_TRY(const auto ad_id, header.find("Ad ID"));
  GV_TRY(columns.ad_name, header.find("Ad name"));
  GV_TRY(const auto set_id, header.find("Ad set ID"));
  GV_TRY(const auto set_name, header.find("Ad set name"));
  GV_TRY(const auto campaign_id, header.find("Campaign ID"));
  GV_TRY(const auto campaign_name, header.find("Campaign name"));
  const Column campaign = campaign_id ? campaign_id : campaign_name;
  add(columns.campaign, campaign);
  if (set_id) {
    columns.unit = {*set_id};
  } else if (set_name) {
    add(columns.unit, campaign);
    add(columns.unit, set_name);
  }
  if (ad_id) {
    columns.ad = {*ad_id};
    return {};
  }
  if (!columns.ad_name) return missing(header, "Ad ID");
  add(columns.ad, campaign);
  add(columns.ad, set_id ? set_id : set_name);
  add(columns.ad, columns.ad_name);
  columns.notes.emplace_back(
      "the file has no column \"Ad ID\": ads are told apart by the names of campaign, ad set and "
      "ad; include \"Ad ID\" in the export so that renaming an ad does not make it a new one");
  return {};
}

Result<void> find_span(const Header& header, Columns& columns) {
  GV_TRY(const auto day, header.find("Day"));
  GV_TRY(const auto starts, header.find("Reporting starts"));
  GV_TRY(const auto ends, header.find("Reporting ends"));
  columns.start = day ? day : starts;
  columns.end = day ? day : ends;
  if (!columns.start && !columns.end) return missing(header, "Reporting starts");
  return {};
}

Result<void> find_outcomes(const Header& header, Columns& columns) {
  GV_TRY(add_candidates(header, {"Purchases", "Website purchases", "Results", "Leads"},
                        columns.deals));
  GV_TRY(add_candidates(header,
                        {"Purchases conversion value", "Website purchases conversion value",
                         "Total conversion value", "Conversion value", "Leads conversion value"},
                        columns.values));
  GV_TRY(columns.result_kind, header.first_of({"Result indicator", "Result type"}));
  return {};
}

}  // namespace

Result<Columns> ads_manager_columns(const Header& header, const std::string& file) {
  Columns columns{.dialect = Dialect::AdsManager};
  GV_TRY(find_identity(header, columns));
  GV_TRY(find_span(header, columns));
  GV_TRY(find_outcomes(header, columns));
  GV_TRY(const MoneyColumn spend, find_spend(header, file));
  columns.spend = spend.at;
  columns.currency = spend.currency;
  GV_TRY(columns.impressions, header.find("Impressions"));
  if (!columns.impressions) return missing(header, "Impressions");
  GV_TRY(const auto link_clicks, header.find("Link clicks"));
  GV_TRY(const auto all_clicks, header.find("Clicks (all)"));
  if (!link_clicks && !all_clicks) return missing(header, "Link clicks");
  columns.clicks = link_clicks ? link_clicks : all_clicks;
  if (!link_clicks) {
    columns.notes.emplace_back(
        "clicks come from \"Clicks (all)\", which also counts likes and comments; \"Link clicks\" "
        "is the better column");
  }
  GV_TRY(columns.status,
         header.first_of({"Ad delivery", "Delivery status", "Delivery", "Ad status", "Status"}));
  GV_TRY(columns.budget, header.first_of({"Ad set budget", "Budget"}));
  GV_TRY(columns.budget_type, header.first_of({"Ad set budget type", "Budget type"}));
  GV_TRY(columns.frequency, header.find("Frequency"));
  GV_TRY(columns.learning, header.first_of({"Learning phase", "Learning status"}));
  GV_TRY(columns.currency_code, header.find("Currency"));
  find_breakdowns(header, columns);
  return columns;
}

}  // namespace gv::files
