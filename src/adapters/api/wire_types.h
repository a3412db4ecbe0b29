#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/api/codec.h"
#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"

namespace gv::api {

/// An amount in the account's one currency, in minor units; |amount| <= 9e12 major units.
///
/// On fixed paths a number of major units, converted from its decimal text, half away from zero;
/// in v1 {"amount_minor": 1250, "currency": "AED"}, where another currency is refused.
struct Amount {
  std::int64_t minor{0};
  friend auto operator<=>(const Amount&, const Amount&) = default;
};

/// Reads a JSON number's text as an amount: "1.005" USD is 101, "1e3" JPY is 1000.
/// Errors: InvalidInput above 9e12 major units; `where` names the field.
[[nodiscard]] Result<std::int64_t> amount_of(std::string_view decimal, Currency currency,
                                             std::string_view where);

template <>
struct Codec<Amount> {
  static void read(const value& in, Amount& out, Binder& binder);
  static value write(const Amount& in, const Form& form);
  static object schema(Family family, Side side);
};

/// A share that fixed paths have in percent (12.5) and v1 as a ratio (0.125).
struct PercentOnFixed {
  double ratio{0.0};
};

template <>
struct Codec<PercentOnFixed> {
  static void read(const value& in, PercentOnFixed& out, Binder& binder);
  static value write(const PercentOnFixed& in, const Form& form);
  static object schema(Family, Side) { return {{"type", "number"}}; }
};

/// RFC 3339; UTC with microseconds when written, any offset when read.
template <>
struct Codec<TimePoint> {
  static void read(const value& in, TimePoint& out, Binder& binder);
  static value write(TimePoint in, const Form&) { return value(format_time(in)); }
  static object schema(Family, Side) { return {{"format", "date-time"}, {"type", "string"}}; }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static void read(const value& in, Id<Tag>& out, Binder& binder) {
    std::string text;
    if (!binder.text(in, text)) return;
    auto id = Id<Tag>::parse(text, "");
    if (!id) return binder.refuse(in, "an id of 1 to 200 bytes");
    out = *std::move(id);
  }
  static value write(const Id<Tag>& in, const Form&) { return value(in.text()); }
  static object schema(Family, Side) { return {{"type", "string"}}; }
};

}  // namespace gv::api
