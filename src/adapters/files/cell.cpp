#include "adapters/files/cell.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/money.h"
#include "base/utf8.h"

namespace gv::files {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::array<std::string_view, 3> kDashes{"-", "\xE2\x80\x93", "\xE2\x80\x94"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

tl::unexpected<Error> refuse(ErrorCode code, const CellName& name, std::string_view what,
                             std::string_view text) {
  return fail(code, name.text(), std::string(what) + ", got \"" + excerpt(text, 40) + "\"");
}

bool means_nan(std::string_view text) {
  const std::string word = folded(text);
  return word == "nan" || word == "inf" || word == "_inf" || word == "infinity" || word == "#n/a" ||
         word == "n/a" || word == "null";
}

/// The number without thousands separators, or nothing when it is none. Separators stand between
/// groups of three; there may be a sign and a fraction.
std::optional<std::string> plain_decimal(std::string_view text) {
  std::string plain;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    if (text.front() == '-') plain += '-';
    text.remove_prefix(1);
  }
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view fraction = whole.size() == text.size() ? "" : text.substr(whole.size());
  if (whole.empty() && fraction.size() < 2) return std::nullopt;
  const bool grouped = whole.find(',') != std::string_view::npos;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool comma_place = (whole.size() - i) % 4 == 0;
    if (whole[i] == ',' ? !(comma_place && i > 0) : whole[i] < '0' || whole[i] > '9') {
      return std::nullopt;
    }
    if (grouped && comma_place && whole[i] != ',') return std::nullopt;
    if (whole[i] != ',') plain += whole[i];
  }
  if (whole.empty()) plain += '0';
  if (fraction.size() < 2) return plain;
  for (const char c : fraction.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  return plain + std::string(fraction);
}

/// What all numbers have in common. The result has no sign and no separators.
Result<std::string> plain_or_refuse(std::string_view text, const CellName& name,
                                    std::string_view form) {
  text = trimmed(text);
  if (is_blank(text)) return fail(ErrorCode::InvalidInput, name.text(), "is missing");
  auto plain = plain_decimal(text);
  if (!plain) {
    return refuse(means_nan(text) ? ErrorCode::Nan : ErrorCode::InvalidInput, name, form, text);
  }
  if (plain->front() != '-') return *std::move(plain);
  if (plain->find_first_of("123456789") == std::string::npos) return plain->substr(1);
  return refuse(ErrorCode::NegativeCount, name, "must be >= 0", text);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (true) {
    if (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
      text.remove_prefix(1);
    } else if (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
      text.remove_suffix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      return text;
    }
  }
}

bool is_blank(std::string_view text) {
  text = trimmed(text);
  return text.empty() || std::find(kDashes.begin(), kDashes.end(), text) != kDashes.end();
}

std::string folded(std::string_view text) {
  std::string out(trimmed(text));
  for (char& c : out) c = c == ' ' || c == '-' ? '_' : lower(c);
  return out;
}

Result<std::int64_t> read_count(std::string_view text, const CellName& name) {
  constexpr std::string_view kForm = "must be a whole number such as 1234";
  GV_TRY(const std::string plain, plain_or_refuse(text, name, kForm));
  const auto point = std::min(plain.find('.'), plain.size());
  if (plain.find_first_not_of('0', point + 1) != std::string::npos && point < plain.size()) {
    return refuse(ErrorCode::InvalidInput, name, kForm, text);
  }
  std::int64_t count = 0;
  const auto [end, status] = std::from_chars(plain.data(), plain.data() + point, count);
  if (status != std::errc{} || end != plain.data() + point || count > kCellMax) {
    return refuse(ErrorCode::Overflow, name, "is too large", text);
  }
  return count;
}

Result<double> read_number(std::string_view text, const CellName& name) {
  GV_TRY(const std::string plain, plain_or_refuse(text, name, "must be a number such as 12.5"));
  double number = 0.0;
  const auto status = std::from_chars(plain.data(), plain.data() + plain.size(), number).ec;
  // The text is a plain decimal: what is out of range is too large, or too small to tell from 0.
  const bool tiny = status == std::errc::result_out_of_range && plain.find_first_not_of('0') == 1;
  if (tiny) return 0.0;
  if (status != std::errc{} || !(number <= static_cast<double>(kCellMax))) {
    return refuse(ErrorCode::Overflow, name, "is too large", text);
  }
  return number;
}

Result<std::int64_t> read_amount(std::string_view text, Currency currency, const CellName& name) {
  GV_TRY(const std::string plain, plain_or_refuse(text, name, "must be an amount such as 1234.50"));
  auto money = Money::parse_major(plain, currency, "");
  if (!money) {
    money.error().where = name.text();
    return tl::unexpected<Error>(std::move(money).error());
  }
  if (money->minor() > kCellMax) return refuse(ErrorCode::Overflow, name, "is too large", text);
  return money->minor();
}

}  // namespace gv::files
