#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gv {

/// When something happens again and again: by the clock on the wall, or at an interval.
class Cron {
 public:
  /// Five fields, "minute hour day month weekday", each of numbers, `*`, ranges, lists and steps:
  /// "0 */2 * * *", "30 9 * * mon-fri". Months and weekdays have their English names of three
  /// letters too; Sunday is 0 and 7. Where day and weekday are both restricted, either is enough.
  /// Or "@every 90s", with s, m or h, from a second to a week.
  /// Errors: InvalidInput, also for what never happens; `where` names the field.
  static Result<Cron> parse(std::string_view text, std::string_view where);

  /// The interval of "@every".
  [[nodiscard]] std::optional<Millis> interval() const { return interval_; }
  /// The first reading of the wall clock after `local`, both counted from 1970-01-01 00:00 there.
  /// Not for an interval (checked). O(years between).
  [[nodiscard]] Millis next(Millis local) const;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  [[nodiscard]] std::optional<Millis> search(Millis local) const;
  [[nodiscard]] bool takes_day(std::chrono::sys_days day) const;

  std::string text_;
  std::optional<Millis> interval_;
  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;     ///< from 1
  std::bitset<13> months_;   ///< from 1
  std::bitset<8> weekdays_;  ///< 0 is Sunday
  bool any_day_{true};       ///< `*`
  bool any_weekday_{true};
};

}  // namespace gv
