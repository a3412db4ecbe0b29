#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/files/date_reader.h"
#include "adapters/files/rejects.h"
#include "base/result.h"
#include "core/revenue/pipeline_config.h"
#include "core/revenue/pipeline_prediction.h"
#include "io/file/byte_source.h"

namespace gv::files {

struct OpenDealsOptions {
  std::optional<DateFormat> date_format;
  TimeZone zone;
  std::optional<TimePoint> now;  ///< ages count up to it; nothing: the newest event of the file
};

/// Deals to look ahead on.
struct OpenDeals {
  std::vector<revenue::PipelineDeal> deals;
  std::vector<RejectedRow> rejected_rows;
  std::vector<std::string> notes;
};

/// Reads the open deals of a CRM, in one of two forms; the header tells which.
///
/// Events, the file that `read_deals` reads (`deal_id,stage,occurred_at` and where known `amount`;
/// ads and clicks do not matter): a deal stands where its last event left it, with the last amount
/// that was told; closed deals are left out, with a note. Bad rows are rejected.
/// A list, `id,stage` and where known `amount` (major units), `currency` and `age_in_stage_days`:
/// deals as they are, in the order of the file. A bad row spoils it: nobody lists a deal to have it
/// quietly missed.
///
/// Errors: UnusableInput: a column is missing (the nearest one is named), no rows; of a list also a
/// bad row, `where` is "row 17.amount".
[[nodiscard]] Result<OpenDeals> read_open_deals(std::unique_ptr<file::ByteSource> source,
                                                const std::string& name,
                                                const revenue::PipelineConfig& pipeline,
                                                const OpenDealsOptions& options = {});
/// The same from a path; "-" is the standard input. Errors: also NotFound.
[[nodiscard]] Result<OpenDeals> read_open_deals_file(const std::string& path,
                                                     const revenue::PipelineConfig& pipeline,
                                                     const OpenDealsOptions& options = {});

}  // namespace gv::files
