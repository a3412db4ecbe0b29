#include "app/sync/take_snapshot.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/project_ads.h"
#include "app/sync/catalog_rows.h"
#include "base/money.h"

namespace gv::app {
namespace {

using RowKey = std::pair<std::string, TimePoint>;  ///< entity and start

/// Takes one snapshot in.
class Taking {
 public:
  Taking(Transaction& transaction, const PlatformSnapshot& seen, const SnapshotPorts& ports)
      : transaction_(transaction), seen_(seen), ports_(ports) {}

  /// What hangs below something that the platform no longer lists is left as it was.
  Result<void> take_catalog(const std::string& currency) {
    std::set<std::string> parents;
    for (const auto& one : seen_.campaigns) {
      GV_TRY(ports_.catalog.put(transaction_, campaign_row(seen_.platform, one, currency)));
      parents.insert(one.entity.ref.id);
    }
    for (const auto& one : seen_.adsets) {
      if (!parents.contains(one.entity.campaign_id)) continue;
      GV_TRY(ports_.catalog.put(transaction_, adset_row(seen_.platform, one)));
      parents.insert(one.entity.ref.id);
    }
    for (const auto& one : seen_.ads) {
      if (!parents.contains(one.entity.adset_id)) continue;
      GV_TRY(ports_.catalog.put(transaction_, ad_row(seen_.platform, one, seen_.as_of)));
    }
    return {};
  }

  Result<void> take_days() {
    GV_TRY(auto known, known_rows("day", seen_.days));
    for (const auto& report : seen_.daily) {
      GV_TRY(const auto changed, take_row("day", report, known));
      if (changed) GV_TRY(take_difference(report, *changed));
    }
    return {};
  }

  Result<void> take_hours() {
    GV_TRY(auto known, known_rows("hour", seen_.hours));
    for (const auto& report : seen_.hourly) GV_TRY(take_row("hour", report, known));
    return {};
  }

  /// An ad that runs and did nothing new is known up to now all the same.
  Result<void> bring_up_to_date() {
    for (const auto& listed : seen_.ads) {
      const auto& entity = listed.entity;
      if (entity.effective_status != "ACTIVE" || told_.contains(name_of(entity.ref.id))) continue;
      GV_TRY(const auto state, ports_.ads.find(transaction_, name_of(entity.ref.id)));
      if (!state || !state->data_as_of || *state->data_as_of >= seen_.as_of) continue;
      GV_TRY(tell({.ad_id = state->ad_id, .from = *state->data_as_of, .to = seen_.as_of}));
    }
    return {};
  }

  SnapshotCount count;

 private:
  /// A row as it was before it changed; nothing of one that is new.
  using Before = std::optional<PerformanceRow>;

  [[nodiscard]] std::string name_of(const std::string& id) const {
    return seen_.platform + ":" + id;
  }

  Result<std::map<RowKey, PerformanceRow>> known_rows(std::string_view granularity,
                                                      const ReportQuestion& days) {
    GV_TRY(auto rows, ports_.performance.ads(transaction_, {.platform = seen_.platform,
                                                            .granularity = std::string(granularity),
                                                            .from = days.first,
                                                            .until = days.last + Days{1}}));
    std::map<RowKey, PerformanceRow> known;
    for (auto& row : rows) {
      auto key = RowKey(row.entity_id, row.period_start);
      known.emplace(std::move(key), std::move(row));
    }
    return known;
  }

  [[nodiscard]] PerformanceRow row_of(std::string_view granularity, const AdReport& report) const {
    return {.platform = seen_.platform,
            .entity_id = name_of(report.ad_id),
            .granularity = std::string(granularity),
            .attribution_setting = seen_.attribution_setting,
            .period_start = report.from,
            .impressions = report.impressions,
            .reach = report.reach,
            .frequency = report.frequency,
            .clicks = report.clicks,
            .link_clicks = report.link_clicks,
            .spend_minor = report.spend_minor,
            .conversions = report.conversions,
            .revenue_minor = report.revenue_minor,
            .fetched_at = seen_.as_of};
  }

  /// What was there before, when the platform tells something else now; nothing when it does not.
  Result<std::optional<Before>> take_row(std::string_view granularity, const AdReport& report,
                                         std::map<RowKey, PerformanceRow>& known) {
    auto row = row_of(granularity, report);
    Before before;
    if (const auto found = known.find({row.entity_id, row.period_start}); found != known.end()) {
      before = found->second;
      auto same = row;
      same.revision = before->revision;
      same.fetched_at = before->fetched_at;
      if (same == *before) return std::optional<Before>();
      row.revision = before->revision + 1;
    }
    GV_TRY(ports_.performance.put(transaction_, row));
    ++count.rows;
    return std::optional(std::move(before));
  }

  Result<void> take_difference(const AdReport& report, const Before& known) {
    const PerformanceRow before = known.value_or(PerformanceRow{});
    const auto end = std::min(report.from + Days{1}, seen_.as_of);
    AdObserved fact{.ad_id = name_of(report.ad_id), .from = report.from, .to = end};
    fact.impressions = report.impressions - before.impressions;
    fact.clicks = report.clicks - before.clicks;
    fact.spend_minor = report.spend_minor - before.spend_minor;
    fact.conversions = round_half_away(report.conversions) - round_half_away(before.conversions);
    fact.cash_revenue_minor = report.revenue_minor.value_or(0) - before.revenue_minor.value_or(0);
    if (known && known->fetched_at >= report.from + Days{1}) GV_TRY(tell_restated(fact));
    return tell(fact);
  }

  Result<void> tell_restated(const AdObserved& fact) {
    ++count.restated;
    const NewEvent event{
        .type = "insights.restated",
        .occurred_at = fact.from,
        .subject_type = "ad",
        .subject_id = fact.ad_id,
        .source = "sync",
        .payload = fmt::format(
            R"({{"day":"{}","impressions":{},"clicks":{},"spend_minor":{},"conversions":{},)"
            R"("revenue_minor":{}}})",
            format_date(fact.from), fact.impressions, fact.clicks, fact.spend_minor,
            fact.conversions, fact.cash_revenue_minor)};
    GV_TRY(ports_.events.append(transaction_, {&event, 1}));
    return {};
  }

  Result<void> tell(const AdObserved& fact) {
    GV_TRY(const auto seq, ports_.learning.append(transaction_, fact, fact.to, std::nullopt));
    // Read from here on: the log is ours, and so is what follows from it.
    GV_TRY(const auto before, ports_.ads.find(transaction_, fact.ad_id));
    GV_TRY(const auto after, state_after(before, fact, seq, transaction_.now()));
    told_.insert(fact.ad_id);
    return ports_.ads.put(transaction_, after);
  }

  Transaction& transaction_;
  const PlatformSnapshot& seen_;
  const SnapshotPorts& ports_;
  std::set<std::string> told_;
};

}  // namespace

Result<SnapshotCount> take_snapshot(Transaction& transaction, const PlatformSnapshot& seen,
                                    const std::string& currency, const SnapshotPorts& ports) {
  Taking taking(transaction, seen, ports);
  GV_TRY(taking.take_catalog(currency));
  GV_TRY(hold_edited(transaction, seen, ports.edits));
  GV_TRY(taking.take_hours());
  GV_TRY(taking.take_days());
  GV_TRY(taking.bring_up_to_date());
  return taking.count;
}

}  // namespace gv::app
