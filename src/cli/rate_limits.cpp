#include "cli/rate_limits.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "cli/session.h"

namespace gv::cli {
namespace {

constexpr long kRequestsMost = 1'000'000'000;
constexpr double kBurstShare = 5.0;

http::Rate* rate_named(api::RateLimits& limits, std::string_view name) {
  const std::map<std::string_view, http::Rate*> rates{{"standard", &limits.standard},
                                                      {"heavy", &limits.heavy},
                                                      {"ingest", &limits.ingest},
                                                      {"webhook", &limits.webhook},
                                                      {"login", &limits.login}};
  const auto found = rates.find(name);
  return found == rates.end() ? nullptr : found->second;
}

}  // namespace

Result<api::RateLimits> rate_limits_of(const std::vector<std::string>& given) {
  api::RateLimits limits;
  for (const auto& text : given) {
    const auto equals = text.find('=');
    http::Rate* const rate = rate_named(limits, text.substr(0, equals));
    if (equals == std::string::npos || rate == nullptr) {
      return fail(ErrorCode::InvalidInput, "--rate-limit",
                  "must be standard, heavy, ingest, webhook or login, then =PER_MINUTE[:BURST], "
                  "got \"" +
                      text + "\"");
    }
    const auto colon = text.find(':', equals);
    const auto per_minute = text.substr(equals + 1, colon - equals - 1);
    GV_TRY(const auto steady, whole_option("--rate-limit", per_minute, 1, kRequestsMost));
    rate->per_minute = static_cast<double>(steady);
    rate->burst = std::max(1.0, rate->per_minute / kBurstShare);
    if (colon == std::string::npos) continue;
    GV_TRY(const auto burst,
           whole_option("--rate-limit", text.substr(colon + 1), 1, kRequestsMost));
    rate->burst = static_cast<double>(burst);
  }
  return limits;
}

}  // namespace gv::cli
