#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "app/ports/ad_reports.h"
#include "base/currency.h"

namespace gv::google_ads {

/// What asks for the days or hours of all ads.
[[nodiscard]] std::string report_query(const app::ReportQuestion& question);

/// One row of the answer: a day of an ad, or an hour of it. Micros of a cost or a value that are no
/// whole minor unit are rounded, halves away from zero, as they are sums of bids and not amounts
/// that were set. Errors: InvalidInput; CurrencyMismatch when the customer has another currency.
[[nodiscard]] Result<app::AdReport> read_report_row(const boost::json::value& row,
                                                    const Currency& currency);

}  // namespace gv::google_ads
