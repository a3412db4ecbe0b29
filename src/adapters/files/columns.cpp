#include "adapters/files/columns.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/files/cell.h"
#include "adapters/files/column_search.h"
#include "base/nearest.h"
#include "base/utf8.h"

namespace gv::files {
namespace {

/// Columns that split one ad's delivery into several rows of one span.
constexpr std::array<std::string_view, 18> kBreakdowns{"age",
                                                       "gender",
                                                       "platform",
                                                       "publisher_platform",
                                                       "placement",
                                                       "platform_position",
                                                       "device",
                                                       "device_platform",
                                                       "impression_device",
                                                       "conversion_device",
                                                       "country",
                                                       "region",
                                                       "dma_region",
                                                       "product_id",
                                                       "time_of_day",
                                                       "hour",
                                                       "time_of_day_(ad_account_time_zone)",
                                                       "time_of_day_(viewer's_time_zone)"};

constexpr std::array<std::string_view, 19> kFields{
    "ad_id",          "ad_name",   "campaign_id", "budget_unit_id", "status",
    "start",          "end",       "date",        "impressions",    "clicks",
    "spend",          "deals",     "conversions", "pipeline_value", "cash_revenue",
    "current_budget", "frequency", "learning",    "breakdown"};

bool from_ads_manager(const Header& header) {
  const auto& names = header.folded_names();
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.starts_with("amount_spent") || name == "reporting_starts" || name == "ad_set_name";
  });
}

/// Field names of a map in one spelling, `date` and `conversions` resolved.
Result<ColumnMap> unfold(const ColumnMap& map) {
  ColumnMap unfolded;
  for (const auto& [field, column] : map) {
    if (std::find(kFields.begin(), kFields.end(), field) == kFields.end()) {
      const auto close = nearest(field, std::span<const std::string_view>(kFields));
      return fail(ErrorCode::UnknownKey, "--map " + excerpt(field, 40), "is no field",
                  close ? "did you mean " + std::string(close->name) + "=COLUMN?"
                        : fmt::format("fields are {}", fmt::join(kFields, ", ")));
    }
    if (field == "date") {
      unfolded.emplace_back("start", column);
      unfolded.emplace_back("end", column);
    } else {
      unfolded.emplace_back(field == "conversions" ? "deals" : field, column);
    }
  }
  return unfolded;
}

Result<void> check_mapped(const Header& header, const ColumnMap& map) {
  for (const auto& [field, column] : map) {
    GV_TRY(header.require(column, fmt::format("--map {}=COLUMN takes a column of the file: {}",
                                              field, fmt::join(header.names(), ", "))));
  }
  return {};
}

/// Looks up native fields, through the map where it names them.
class NativeColumns {
 public:
  NativeColumns(const Header& header, ColumnMap map) : header_(header), map_(std::move(map)) {}

  Result<Column> find(std::string_view field) const {
    Column found;
    for (const auto& [name, column] : map_) {
      if (name != field) continue;
      if (found) {
        return fail(ErrorCode::InvalidInput, "--map " + name, "is given twice");
      }
      GV_TRY(found, header_.find(column));
    }
    if (found) return found;
    return header_.find(field);
  }

  Result<std::size_t> require(std::string_view field) const {
    GV_TRY(const auto at, find(field));
    if (!at) return missing(field);
    return *at;
  }

  tl::unexpected<Error> missing(std::string_view field) const {
    return header_.missing(
        field, fmt::format("rename the column, or say which one it is: --map {}=COLUMN", field));
  }

  Result<void> find_breakdown(Columns& columns) const {
    for (const auto& [name, column] : map_) {
      if (name != "breakdown") continue;
      GV_TRY(const auto at, header_.find(column));
      add(columns.breakdown, at);
    }
    if (columns.breakdown.empty()) find_breakdowns(header_, columns);
    return {};
  }

 private:
  const Header& header_;
  ColumnMap map_;
};

Result<Columns> native_columns(const Header& header, const ColumnMap& map) {
  GV_TRY(auto unfolded, unfold(map));
  GV_TRY(check_mapped(header, map));
  const NativeColumns native(header, std::move(unfolded));
  Columns columns{.dialect = map.empty() ? Dialect::Native : Dialect::Mapped};
  GV_TRY(const std::size_t ad, native.require("ad_id"));
  columns.ad = {ad};
  GV_TRY(columns.impressions, native.require("impressions"));
  GV_TRY(columns.clicks, native.require("clicks"));
  GV_TRY(columns.spend, native.require("spend"));
  GV_TRY(columns.start, native.find("start"));
  GV_TRY(columns.end, native.find("end"));
  if (!columns.start && !columns.end) return native.missing("start");
  GV_TRY(columns.ad_name, native.find("ad_name"));
  GV_TRY(const auto campaign, native.find("campaign_id"));
  add(columns.campaign, campaign);
  GV_TRY(const auto unit, native.find("budget_unit_id"));
  add(columns.unit, unit);
  GV_TRY(columns.status, native.find("status"));
  GV_TRY(const auto deals, native.find("deals"));
  if (deals) columns.deals = {{*deals}, {header.names()[*deals]}};
  GV_TRY(columns.pipeline_value, native.find("pipeline_value"));
  GV_TRY(columns.cash_revenue, native.find("cash_revenue"));
  GV_TRY(columns.budget, native.find("current_budget"));
  GV_TRY(columns.frequency, native.find("frequency"));
  GV_TRY(columns.learning, native.find("learning"));
  GV_TRY(columns.currency_code, header.find("currency"));
  GV_TRY(native.find_breakdown(columns));
  return columns;
}

}  // namespace

void find_breakdowns(const Header& header, Columns& columns) {
  const auto& names = header.folded_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(kBreakdowns.begin(), kBreakdowns.end(), names[i]) != kBreakdowns.end()) {
      columns.breakdown.push_back(i);
    }
  }
}

void add(std::vector<std::size_t>& list, const Column& column) {
  if (column) list.push_back(*column);
}

std::string_view to_text(Dialect dialect) {
  switch (dialect) {
    case Dialect::Native:
      return "native";
    case Dialect::AdsManager:
      return "ads_manager";
    case Dialect::Mapped:
      return "mapped";
  }
  return "native";
}

Result<std::pair<std::string, std::string>> parse_mapping(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) {
    return fail(ErrorCode::InvalidInput, "--map",
                "must be field=Column, got \"" + excerpt(text, 60) + "\"");
  }
  std::pair<std::string, std::string> mapping{text.substr(0, equals), text.substr(equals + 1)};
  GV_TRY(unfold({mapping}));
  return mapping;
}

Result<Columns> find_columns(const std::vector<std::string>& header, const ColumnMap& map,
                             const std::string& file) {
  const Header names(header, file);
  const bool as_exported = map.empty() && from_ads_manager(names);
  auto columns = as_exported ? ads_manager_columns(names, file) : native_columns(names, map);
  if (columns) columns->header = header;
  return columns;
}

}  // namespace gv::files
