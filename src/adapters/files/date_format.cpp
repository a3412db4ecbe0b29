#include "adapters/files/date_format.h"

#include <array>

#include "adapters/files/cell.h"
#include "base/utf8.h"

namespace gv::files {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// Patterns that can be told apart by their form. "1/2/2025" is not among them: it is January or
/// February, depending on who wrote it.
constexpr std::array<std::string_view, 7> kDefaultPatterns{"%F",    "%F %T",     "%F %R",   "%FT%T",
                                                           "%FT%R", "%b %e, %Y", "%e %b %Y"};

std::string_view expansion(char directive) {
  switch (directive) {
    case 'F':
      return "%Y-%m-%d";
    case 'T':
      return "%H:%M:%S";
    case 'R':
      return "%H:%M";
    default:
      return {};
  }
}

/// Reads one text by one pattern.
class Matcher {
 public:
  explicit Matcher(std::string_view text) : rest_(text) {}

  bool match(std::string_view pattern) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == ' ') {
        skip_blanks();
      } else if (pattern[i] == '%' && i + 1 < pattern.size()) {
        if (!directive(pattern[++i])) return false;
      } else if (!take(pattern[i])) {
        return false;
      }
    }
    return true;
  }

  std::optional<Reading> finish() const {
    if (!rest_.empty()) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year_},
                                           std::chrono::month{static_cast<unsigned>(month_)},
                                           std::chrono::day{static_cast<unsigned>(day_)}};
    if (!date.ok() || hour_ > 23 || minute_ > 59 || second_ > 59) return std::nullopt;
    if (twelve_hours_ && (hour_ < 1 || hour_ > 12)) return std::nullopt;
    const int hour = twelve_hours_ ? hour_ % 12 + (afternoon_ ? 12 : 0) : hour_;
    const Millis of_day =
        std::chrono::hours{hour} + std::chrono::minutes{minute_} + std::chrono::seconds{second_};
    const Millis day = std::chrono::sys_days{date}.time_since_epoch();
    return Reading{day + of_day, !clock_, offset_};
  }

 private:
  bool directive(char what) {
    if (const auto longer = expansion(what); !longer.empty()) return match(longer);
    switch (what) {
      case 'Y':
        return number(year_, 4, 4);
      case 'y':
        if (!number(year_, 2, 2)) return false;
        year_ += 2000;
        return true;
      case 'm':
        return number(month_, 1, 2);
      case 'e':
        skip_blanks();
        return number(day_, 1, 2);
      case 'd':
        return number(day_, 1, 2);
      case 'b':
      case 'B':
        return month_name();
      case 'H':
        clock_ = true;
        return number(hour_, 1, 2);
      case 'I':
        clock_ = twelve_hours_ = true;
        return number(hour_, 1, 2);
      case 'p':
        return half_of_day();
      case 'M':
        return number(minute_, 2, 2);
      case 'S':
        return number(second_, 2, 2);
      case 'z':
        return zone_offset();
      default:
        return what == '%' && take('%');
    }
  }

  void skip_blanks() {
    while (take(' ')) {
    }
  }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool number(int& into, std::size_t least, std::size_t most) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < most && digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') {
      value = value * 10 + (rest_[digits++] - '0');
    }
    if (digits < least) return false;
    rest_.remove_prefix(digits);
    into = value;
    return true;
  }

  /// "Jan", "January", "Sept": at least three letters of an English name.
  bool month_name() {
    std::size_t letters = 0;
    while (letters < rest_.size() && ((rest_[letters] | 0x20) >= 'a') &&
           ((rest_[letters] | 0x20) <= 'z')) {
      ++letters;
    }
    const std::string word = folded(rest_.substr(0, letters));
    for (std::size_t i = 0; letters >= 3 && i < kMonths.size(); ++i) {
      if (!kMonths[i].starts_with(word)) continue;
      month_ = static_cast<int>(i) + 1;
      rest_.remove_prefix(letters);
      return true;
    }
    return false;
  }

  bool half_of_day() {
    const std::string word = folded(rest_.substr(0, 2));
    if (word != "am" && word != "pm") return false;
    afternoon_ = word == "pm";
    rest_.remove_prefix(2);
    return true;
  }

  bool zone_offset() {
    if (take('Z') || take('z')) {
      offset_ = Millis{0};
      return true;
    }
    const bool west = !rest_.empty() && rest_.front() == '-';
    if (!west && (rest_.empty() || rest_.front() != '+')) return false;
    rest_.remove_prefix(1);
    int hours = 0;
    int minutes = 0;
    if (!number(hours, 2, 2)) return false;
    take(':');
    if (!number(minutes, 2, 2) || hours > 23 || minutes > 59) return false;
    const Millis size = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    offset_ = west ? -size : size;
    return true;
  }

  std::string_view rest_;
  int year_{0};
  int month_{0};
  int day_{0};
  int hour_{0};
  int minute_{0};
  int second_{0};
  bool clock_{false};
  bool twelve_hours_{false};
  bool afternoon_{false};
  std::optional<Millis> offset_;
};

std::optional<Reading> read_pattern(std::string_view text, std::string_view pattern) {
  Matcher matcher(text);
  if (!matcher.match(pattern)) return std::nullopt;
  return matcher.finish();
}

}  // namespace

Result<DateFormat> DateFormat::parse(std::string_view pattern, std::string_view where) {
  constexpr std::string_view kKnown = "YymdebBHIpMSzFTR%";
  bool year = false;
  bool month = false;
  bool day = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    const char what = i + 1 < pattern.size() ? pattern[++i] : '\0';
    if (kKnown.find(what) == std::string_view::npos || what == '\0') {
      return fail(ErrorCode::InvalidInput, std::string(where),
                  "knows %Y %y %m %d %e %b %B %H %I %p %M %S %z %F %T %R, got \"" +
                      excerpt(pattern, 60) + "\"");
    }
    year = year || what == 'Y' || what == 'y' || what == 'F';
    month = month || what == 'm' || what == 'b' || what == 'B' || what == 'F';
    day = day || what == 'd' || what == 'e' || what == 'F';
  }
  if (!year || !month || !day) {
    return fail(
        ErrorCode::InvalidInput, std::string(where),
        "must name year, month and day, such as %d/%m/%Y, got \"" + excerpt(pattern, 60) + "\"");
  }
  return DateFormat(std::string(pattern));
}

std::optional<Reading> read_unmistakable(std::string_view text) {
  text = trimmed(text);
  for (const auto pattern : kDefaultPatterns) {
    if (auto reading = read_pattern(text, pattern)) return reading;
  }
  if (text.size() <= 10) return std::nullopt;
  const auto instant = parse_time(text, "");
  if (!instant) return std::nullopt;
  return Reading{instant->time_since_epoch(), false, Millis{0}};
}

std::optional<Reading> DateFormat::read(std::string_view text) const {
  return read_pattern(trimmed(text), pattern_);
}

}  // namespace gv::files
