#include "adapters/google_ads/reports.h"

#include <algorithm>
#include <tuple>

#include "adapters/google_ads/entity.h"
#include "adapters/google_ads/report_row.h"

namespace gv::google_ads {
namespace {

using app::AdReport;
using app::ListedEntity;
using app::PlatformReply;

execute::PlatformError wrong_row(const Error& error) {
  return {.error_class = execute::ErrorClass::Invalid,
          .message = to_string(error),
          .field = error.where};
}

}  // namespace

PlatformReply<std::vector<ListedEntity>> Reports::list(app::EntityLevel level) {
  if (resources_of(level).empty()) return {std::vector<ListedEntity>(), {}};
  const auto rows = rest_.search(query_of(level, still_there(level)));
  if (!rows.result) return {tl::unexpected(rows.result.error()), rows.usage};
  std::vector<ListedEntity> all;
  for (const auto& row : *rows.result) {
    auto listed = read_entity(row, level, currency_);
    if (!listed) return {tl::unexpected(wrong_row(listed.error())), rows.usage};
    all.push_back(*std::move(listed));
  }
  return {std::move(all), rows.usage};
}

PlatformReply<std::vector<AdReport>> Reports::report(const app::ReportQuestion& question,
                                                     const app::ReportPulse&) {
  const auto rows = rest_.search(report_query(question));
  if (!rows.result) return {tl::unexpected(rows.result.error()), rows.usage};
  std::vector<AdReport> all;
  for (const auto& one : *rows.result) {
    auto row = read_report_row(one, currency_);
    if (!row) return {tl::unexpected(wrong_row(row.error())), rows.usage};
    all.push_back(*std::move(row));
  }
  std::sort(all.begin(), all.end(), [](const AdReport& a, const AdReport& b) {
    return std::tie(a.ad_id, a.from) < std::tie(b.ad_id, b.from);
  });
  return {std::move(all), rows.usage};
}

}  // namespace gv::google_ads
