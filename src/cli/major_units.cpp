#include "cli/major_units.h"

#include <charconv>
#include <string>
#include <string_view>

#include "cli/decision_table.h"

namespace gv::cli {
namespace {

constexpr std::string_view kUnit = " minor units";

/// All whole numbers of such a sentence are amounts.
std::string in_major(std::string_view sentence, Currency currency) {
  std::string text;
  while (!sentence.empty()) {
    std::int64_t minor = 0;
    const auto [end, status] =
        std::from_chars(sentence.data(), sentence.data() + sentence.size(), minor);
    if (status != std::errc{}) {
      text += sentence.front();
      sentence.remove_prefix(1);
      continue;
    }
    text += money(minor, currency);
    sentence.remove_prefix(static_cast<std::size_t>(end - sentence.data()));
    if (sentence.starts_with(kUnit)) sentence.remove_prefix(kUnit.size());
  }
  return text;
}

}  // namespace

Error in_major_units(Error error, Currency currency) {
  const bool amounts = error.message.find(kUnit) != std::string::npos;
  if (error.code == ErrorCode::Refused && amounts) {
    error.message = in_major(error.message, currency);
  }
  return error;
}

}  // namespace gv::cli
