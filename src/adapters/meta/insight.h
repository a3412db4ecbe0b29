#pragma once

#include <boost/json/value.hpp>

#include "app/ports/ad_reports.h"
#include "base/currency.h"

namespace gv::meta {

/// One row of /insights. All its numbers are texts; money is in major units.
/// Errors: InvalidInput naming the field for an id or a date that is none, a number that is no
/// number or negative; CurrencyMismatch for another currency than the account's.
[[nodiscard]] Result<app::AdReport> read_insight(const boost::json::value& from,
                                                 const Currency& currency);

/// Seconds of the day from "13:00:00 - 13:59:59". Errors: InvalidInput.
[[nodiscard]] Result<std::chrono::hours> read_hour(std::string_view text);

}  // namespace gv::meta
