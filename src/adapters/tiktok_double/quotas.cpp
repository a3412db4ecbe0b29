#include "adapters/tiktok_double/quotas.h"

namespace gv::tiktok_double {
namespace {

constexpr Millis kSecond{1'000};
constexpr std::size_t kPerSecond = 10;

}  // namespace

std::optional<ApiError> charge(Platform& platform) {
  if (platform.behaviour.tier == meta_double::Tier::Full) return std::nullopt;
  auto& calls = platform.app_calls;
  while (!calls.empty() && platform.now - calls.front() >= kSecond) calls.pop_front();
  if (calls.size() >= kPerSecond) {
    return ApiError{.code = 40100, .message = "Too many requests. The QPS limit is reached."};
  }
  calls.push_back(platform.now);
  return std::nullopt;
}

}  // namespace gv::tiktok_double
