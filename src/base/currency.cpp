#include "base/currency.h"

#include <algorithm>
#include <cstdint>

namespace gv {
namespace {

// ISO 4217:2015, active national currencies, by number of decimals of the minor unit.
constexpr std::string_view kNoDecimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view kThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view kTwoDecimals =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
    "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWL";

bool lists(std::string_view list, std::string_view code) {
  for (std::size_t at = 0; at + 3 <= list.size(); at += 4) {
    if (list.substr(at, 3) == code) return true;
  }
  return false;
}

}  // namespace

Currency::Currency(std::string_view code, int exponent) : code_{}, exponent_(exponent) {
  std::copy_n(code.begin(), 3, code_.begin());
}

Result<Currency> Currency::parse(std::string_view code, std::string_view where) {
  if (code.size() == 3) {
    if (lists(kTwoDecimals, code)) return Currency(code, 2);
    if (lists(kNoDecimals, code)) return Currency(code, 0);
    if (lists(kThreeDecimals, code)) return Currency(code, 3);
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be an ISO 4217 code such as USD or AED, got \"" + std::string(code) + "\"");
}

std::int64_t Currency::minor_per_major() const {
  std::int64_t units = 1;
  for (int i = 0; i < exponent_; ++i) units *= 10;
  return units;
}

}  // namespace gv
