#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "app/tracking/conversion_report.h"
#include "base/currency.h"
#include "base/result.h"
#include "io/json/json.h"

namespace gv::capi {

/// A text, or a whole number as text; empty for everything else.
[[nodiscard]] std::string text_in(const boost::json::object& object, std::string_view name);

/// What can be matched of an event, all but its name, id and time: an ad that it names, the click
/// ids of its cookies and its page's address, and who it was. What is unreadable or hashed already
/// counts as not told. Precondition: the root is an object.
/// Errors: CurrencyMismatch for another currency than the account's; InvalidInput for a value that
/// is no amount.
[[nodiscard]] Result<app::ConversionReport> report_of(const json::ExactDocument& event,
                                                      Currency currency);

}  // namespace gv::capi
