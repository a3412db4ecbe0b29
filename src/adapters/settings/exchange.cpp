#include "adapters/settings/exchange.h"

#include <array>
#include <cmath>
#include <string_view>

namespace gv::settings {
namespace {

struct Rate {
  std::string_view code;
  double per_usd;
};

constexpr std::array kRates{
    Rate{"USD", 1.0},
    // Official rates.
    Rate{"AED", 3.6725},
    Rate{"SAR", 3.75},
    Rate{"QAR", 3.64},
    Rate{"BHD", 0.376},
    Rate{"OMR", 0.3845},
    Rate{"JOD", 0.709},
    // Priors.
    Rate{"AUD", 1.5},
    Rate{"BRL", 5.5},
    Rate{"CAD", 1.4},
    Rate{"CHF", 0.9},
    Rate{"CNY", 7.2},
    Rate{"CZK", 23.0},
    Rate{"DKK", 7.0},
    Rate{"EUR", 0.92},
    Rate{"GBP", 0.8},
    Rate{"HUF", 360.0},
    Rate{"IDR", 16000.0},
    Rate{"ILS", 3.7},
    Rate{"INR", 84.0},
    Rate{"JPY", 150.0},
    Rate{"KRW", 1350.0},
    Rate{"KWD", 0.307},
    Rate{"MXN", 18.0},
    Rate{"MYR", 4.5},
    Rate{"NOK", 10.7},
    Rate{"NZD", 1.65},
    Rate{"PHP", 57.0},
    Rate{"PLN", 4.0},
    Rate{"RON", 4.6},
    Rate{"SEK", 10.5},
    Rate{"SGD", 1.34},
    Rate{"THB", 35.0},
    Rate{"TWD", 32.0},
    Rate{"VND", 25000.0},
    Rate{"ZAR", 18.0},
};

}  // namespace

std::optional<double> units_per_usd(Currency currency) {
  for (const auto& rate : kRates) {
    if (rate.code == currency.code()) return rate.per_usd;
  }
  return std::nullopt;
}

double two_digits(double value) {
  // Powers of ten by multiplication: exact up to 10^22, alike on every machine.
  double scale = 1.0;
  while (value / scale >= 100.0) scale *= 10.0;
  double shrink = 1.0;
  while (value * shrink < 10.0 && shrink < 1e20) shrink *= 10.0;
  return std::round(value / scale * shrink) * scale / shrink;
}

}  // namespace gv::settings
