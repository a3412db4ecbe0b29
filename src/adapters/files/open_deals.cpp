#include "adapters/files/open_deals.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/deal_rows.h"
#include "adapters/files/header.h"
#include "adapters/files/open_deal_list.h"
#include "base/text.h"
#include "core/revenue/deal_fold.h"
#include "io/csv/reader.h"
#include "io/file/file.h"

namespace gv::files {
namespace {

using revenue::DealEvent;

/// Folds the rows of one deal after the other.
class Standing {
 public:
  Standing(const revenue::PipelineConfig& pipeline, TimePoint now)
      : pipeline_(pipeline), history_(pipeline), folder_(history_, rates_), now_(now) {}

  Result<void> add(const std::vector<DealEvent>& events, OpenDeals& table) {
    GV_TRY(const auto fold, folder_.fold(events, now_));
    const auto state = fold.state();
    if (state.status != revenue::DealStatus::Open) {
      ++closed_;
      return {};
    }
    const std::chrono::duration<double, Days::period> age = now_ - state.stage_since;
    revenue::PipelineDeal deal{
        .id = events.front().deal.text(),
        .stage = pipeline_.stages()[static_cast<std::size_t>(state.stage)].key,
        .age_in_stage_days = std::max(age.count(), 0.0)};
    for (const auto& event : events) {
      if (event.amount_minor) deal.amount_minor = event.amount_minor;
    }
    table.deals.push_back(std::move(deal));
    return {};
  }

  std::size_t closed() const { return closed_; }

 private:
  const revenue::PipelineConfig& pipeline_;
  revenue::PipelineHistory history_;
  revenue::FxTable rates_;
  revenue::DealFolder folder_;
  TimePoint now_;
  std::size_t closed_{0};
};

Result<OpenDeals> from_events(csv::Reader& reader, const revenue::PipelineConfig& pipeline,
                              const OpenDealsOptions& options) {
  const DealRowRules rules{.dates = DateReader(options.date_format, options.zone),
                           .now = options.now};
  GV_TRY(auto read, read_deal_rows(reader, pipeline, rules));
  OpenDeals table{.rejected_rows = std::move(read.rejected_rows)};
  TimePoint newest;
  for (const auto& row : read.rows) newest = std::max(newest, row.event.occurred_at);
  Standing standing(pipeline, options.now.value_or(newest));
  std::vector<DealEvent> deal;
  for (std::size_t i = 0; i < read.rows.size(); ++i) {
    deal.push_back(std::move(read.rows[i].event));
    if (i + 1 < read.rows.size() && read.rows[i + 1].event.deal == deal.front().deal) continue;
    GV_TRY(standing.add(deal, table));
    deal.clear();
  }
  if (const auto closed = standing.closed(); closed > 0) {
    table.notes.push_back(fmt::format("{} {} closed and not in the forecast",
                                      counted(closed, "deal"), closed == 1 ? "is" : "are"));
  }
  return table;
}

}  // namespace

Result<OpenDeals> read_open_deals(std::unique_ptr<file::ByteSource> source, const std::string& name,
                                  const revenue::PipelineConfig& pipeline,
                                  const OpenDealsOptions& options) {
  GV_TRY(auto reader, csv::Reader::open(std::move(source), name));
  GV_TRY(const auto events, Header(reader.header(), name).find("deal_id"));
  if (events) return from_events(reader, pipeline, options);
  GV_TRY(auto deals, read_open_deal_list(reader, pipeline.currency()));
  return OpenDeals{.deals = std::move(deals)};
}

Result<OpenDeals> read_open_deals_file(const std::string& path,
                                       const revenue::PipelineConfig& pipeline,
                                       const OpenDealsOptions& options) {
  GV_TRY(auto source, file::open(path));
  return read_open_deals(std::move(source), path, pipeline, options);
}

}  // namespace gv::files
