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

constexpr std::size_t kRowsMax = 2'000'000;

execute::PlatformError wrong_row(const Error& error) {
  return {.error_class = execute::ErrorClass::Invalid,
          .message = to_string(error),
          .field = error.where};
}

execute::PlatformError unwanted() {
  return {.error_class = execute::ErrorClass::Transient,
          .message = "the report is no longer wanted"};
}

execute::PlatformError too_many() {
  return {.error_class = execute::ErrorClass::QuerySize,
          .message = "the report has more than 2,000,000 rows"};
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
                                                     const app::ReportPulse& pulse) {
  const auto query = report_query(question);
  std::vector<AdReport> all;
  std::string token;
  do {
    const auto page = rest_.page(query, token);
    if (!page.result) return {tl::unexpected(page.result.error()), page.usage};
    for (const auto& one : page.result->rows) {
      auto row = read_report_row(one, currency_);
      if (!row) return {tl::unexpected(wrong_row(row.error())), page.usage};
      all.push_back(*std::move(row));
    }
    token = page.result->next;
    if (!pulse()) return {tl::unexpected(unwanted()), page.usage};
    if (all.size() > kRowsMax) return {tl::unexpected(too_many()), page.usage};
  } while (!token.empty());
  std::sort(all.begin(), all.end(), [](const AdReport& a, const AdReport& b) {
    return std::tie(a.ad_id, a.from) < std::tie(b.ad_id, b.from);
  });
  return {std::move(all), {}};
}

}  // namespace gv::google_ads
