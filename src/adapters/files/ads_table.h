#pragma once

#include "adapters/files/ads_file.h"
#include "adapters/files/columns.h"
#include "adapters/files/packed_rows.h"

namespace gv::files {

/// Puts the readable rows of a file together. `table` comes with what reading them gave (counts,
/// rejected rows, notes, currency) and leaves complete but for `rejected_ads`.
[[nodiscard]] AdsTable assemble(PackedRows rows, const Columns& columns, const AdsOptions& options,
                                AdsTable table);

}  // namespace gv::files
