#pragma once

#include <boost/json/value.hpp>

#include "app/ports/ad_reports.h"
#include "base/currency.h"

namespace gv::tiktok {

/// One row of report/integrated/get/ by ad and day or hour. All its metrics are texts, money in
/// major units; "-" and what is absent are unknown. Purchases are `complete_payment`, worth
/// `total_complete_payment_rate` (a sum, whatever its name says); where there are none,
/// conversions count.
/// Errors: InvalidInput naming the field for an id or a time that is none, a number that is no
/// number or negative.
[[nodiscard]] Result<app::AdReport> read_report_row(const boost::json::value& from,
                                                    const Currency& currency);

}  // namespace gv::tiktok
