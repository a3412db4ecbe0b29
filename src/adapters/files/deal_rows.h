#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/files/date_reader.h"
#include "adapters/files/rejects.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "core/revenue/deal_event.h"
#include "core/revenue/pipeline_config.h"
#include "io/csv/reader.h"

namespace gv::files {

/// One row of a deals file: a stage event and the ad it is credited to.
struct DealRow {
  std::uint64_t line{0};
  std::string raw;
  AdId ad;  ///< empty: the row names none
  std::optional<TimePoint> click_at;
  revenue::DealEvent event;
};

struct DealRowRules {
  DateReader dates;
  std::optional<TimePoint> now;              ///< what occurred later is rejected; nothing: anything
  std::optional<std::set<std::string>> ads;  ///< what names none of them is; nothing: any or none
};

struct DealRows {
  std::vector<DealRow> rows;               ///< by deal, then time
  std::vector<RejectedRow> rejected_rows;  ///< by line
  std::uint64_t read{0};
};

/// Reads the stage events of a deals file, `deal_id,ad_id,stage,amount,click_at,occurred_at` in any
/// order; `amount` and `click_at` may be absent or empty, `ad_id` too where any ad will do.
/// Rejected, beside what `rules` says: an unknown stage, a bad cell, a click after its event, the
/// same row again.
/// Errors: UnusableInput: a column is missing (the closest is named), no rows. O(n log n).
[[nodiscard]] Result<DealRows> read_deal_rows(csv::Reader& reader,
                                              const revenue::PipelineConfig& pipeline,
                                              const DealRowRules& rules);

/// The row as read, one CSV record.
[[nodiscard]] std::string canonical(const DealRow& row);

}  // namespace gv::files
