#pragma once

#include "adapters/tiktok_double/things.h"

namespace gv::tiktok_double {

/// GET report/integrated/get/ of type BASIC: rows of one level by day (30 at most), by hour (one
/// day) or over all days. All metrics are texts. What was not delivered has no row.
[[nodiscard]] Api<Done> read_report(const Platform& platform, std::size_t account,
                                    const Call& call);

}  // namespace gv::tiktok_double
