#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/files/ads_file.h"
#include "core/belief/config.h"
#include "core/revenue/pipeline_config.h"

namespace gv::files {

struct DealsOptions {
  belief::Mode mode{belief::Mode::Pipeline};
  std::optional<DateFormat> date_format;
  TimeZone zone;
  TimePoint now;  ///< nothing that occurred later is known; deals are valued as of it
};

/// What one deal is worth to one ad.
struct AdDeal {
  AdId ad;
  DealId deal;
  belief::DealValue value;
};

/// What a deals file says.
struct DealsTable {
  std::vector<AdDeal> deals;  ///< by ad, then deal
  std::vector<RejectedRow> rejected_rows;
  std::vector<std::string> notes;
  RowCounts counts;
  std::vector<std::string> canonical_rows;  ///< sorted
};

/// Reads stage events, `deal_id,ad_id,stage,amount,click_at,occurred_at` in any order of columns
/// and rows, and folds them into deals valued by `pipeline` as of `options.now`.
///
/// A deal counts from the first time it was at or past the count stage: the earliest open stage
/// with a value, in direct mode the won stage; one that never came so far gives nothing. Its value
/// is the decayed value of an open stage, the amount when won, 0 when lost; its cash the amount
/// when won. A deal with several ads credits them equally. `click_at` and `amount` may be empty.
/// Rejected: an unknown stage, an ad that is not in `ads`, a future event, a click after its event,
/// the same row again.
///
/// Errors: UnusableInput: no such file, columns or rows. O(n log n).
[[nodiscard]] Result<DealsTable> read_deals(std::unique_ptr<file::ByteSource> source,
                                            const std::string& name, const AdsTable& ads,
                                            const revenue::PipelineConfig& pipeline,
                                            const DealsOptions& options);
[[nodiscard]] Result<DealsTable> read_deals_file(const std::string& path, const AdsTable& ads,
                                                 const revenue::PipelineConfig& pipeline,
                                                 const DealsOptions& options);

/// Puts the deals of a deals file in the place of what the rows of the ads file said about them.
void replace_deals(AdsTable& ads, const DealsTable& deals);

}  // namespace gv::files
