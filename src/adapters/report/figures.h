#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace gv::report {

// Numbers as the report prints them. Results are ASCII but for the minus sign and the no-break
// space before "%"; they need no escaping. Nothing ever prints as "-0".

/// A share with `decimals` digits: 0.053 is "5 %" or, with one decimal, "5.3 %".
[[nodiscard]] std::string percent(double share, int decimals = 0);
/// The same, or a dash when there is nothing to tell.
[[nodiscard]] std::string percent(const std::optional<double>& share, int decimals = 0);
/// "3.14".
[[nodiscard]] std::string decimal(double value, int decimals);
/// Whole dollars: 123456 minor units are "$1,235". Scenarios are played in US dollars.
[[nodiscard]] std::string dollars(double minor);
/// Whole dollars given as such: 1235 is "$1,235".
[[nodiscard]] std::string whole_dollars(std::int64_t amount);
/// Dollars and cents: 123456 minor units are "$1,234.56".
[[nodiscard]] std::string dollars_and_cents(std::int64_t minor);
/// "1 day", "2 days".
[[nodiscard]] std::string counted(std::int64_t n, const char* noun);

}  // namespace gv::report
