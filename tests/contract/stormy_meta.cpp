#include "contract/stormy_meta.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/meta/client.h"
#include "adapters/meta_double/graph.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/scenarios.h"
#include "base/check.h"

namespace gv::contract {
namespace {

constexpr std::string_view kHost = "http://double";
constexpr std::int64_t kAdsOfAccount = 6;
constexpr Millis kFastest{50};
constexpr std::uint64_t kFasterBy = 200;  ///< ms, uniform
constexpr Millis kTimeLimit{60'000};      ///< of our client
constexpr std::uint64_t kRetryAfterMax = 30;

meta_double::Platform market(int accounts, std::uint64_t seed, TimePoint start) {
  auto made = meta_double::make_platform(
      {.scenario = "S1", .seed = seed, .ads = kAdsOfAccount, .accounts = accounts}, start);
  GV_CHECK(made.has_value());
  return *std::move(made);
}

/// Whether a quota of the platform was met, in the answer itself or in an item of a batch.
bool is_over_quota(const std::string& body) {
  return body.find("2446079") != std::string::npos || body.find("1487742") != std::string::npos ||
         body.find("too many calls") != std::string::npos;
}

}  // namespace

StormyMeta::StormyMeta(int accounts, std::uint64_t seed, Weather weather, sql::ManualClock& clock)
    : platform_(market(accounts, seed, clock.now())),
      weather_(weather),
      clock_(clock),
      rng_(seed, 8) {
  for (const auto& account : platform_.accounts) {
    const auto id = account.id;
    clients_[id] = std::make_shared<meta::Client>(
        meta::GraphConfig{.base_url = std::string(kHost),
                          .video_url = std::string(kHost),
                          .account = id,
                          .token = platform_.behaviour.access_token,
                          .app_secret = platform_.behaviour.app_secret},
        Currency::usd(),
        [this, id](const http_client::Request& request) { return send(id, request); });
    requests_[id];
    waits_[id];
  }
}

Result<std::shared_ptr<app::AdPlatform>> StormyMeta::of(const app::AccountScope& scope,
                                                        std::string_view /*platform*/) {
  return clients_.at(scope.account().text());
}

const std::vector<std::string>& StormyMeta::ads(const std::string& account) const {
  return platform_.accounts.at(static_cast<std::size_t>(std::stoi(account)) - 1).ad_of;
}

app::EntityStatus StormyMeta::status(const std::string& ad) const {
  const auto* const object = meta_double::find_object(platform_, ad);
  GV_CHECK(object != nullptr);
  return object->text("status") == "ACTIVE" ? app::EntityStatus::Active : app::EntityStatus::Paused;
}

http_client::Response StormyMeta::answered(const http_client::Request& request) {
  meta_double::Request came{.method = request.method,
                            .target = request.url.substr(kHost.size()),
                            .headers = {},
                            .body = request.body};
  for (auto [name, value] : request.headers) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    came.headers.emplace_back(name, value);
  }
  platform_.now = clock_.now();  // the market stands still: nothing here depends on delivery
  platform_.requests.clear();
  auto response = meta_double::answer(platform_, came);
  if (is_over_quota(response.body)) ++over_quota_;
  return {.status = response.status, .headers = response.headers, .body = response.body};
}

http_client::Response StormyMeta::too_many(const std::string& account) {
  const auto seconds = 1 + static_cast<std::int64_t>(rng_.below(kRetryAfterMax));
  waits_[account].push_back({clock_.now(), clock_.now() + Millis{seconds * 1'000}});
  return {.status = 429, .headers = {{"retry-after", fmt::format("{}", seconds)}}, .body = ""};
}

Result<http_client::Response> StormyMeta::send(const std::string& account,
                                               const http_client::Request& request) {
  requests_[account].push_back(clock_.now());
  clock_.advance(kFastest + Millis{static_cast<std::int64_t>(rng_.below(kFasterBy))});
  double luck = rng_.uniform();
  const auto is_fate = [&](double share) { return (luck -= share) < 0.0; };
  if (is_fate(weather_.too_many)) return too_many(account);
  const bool applied = rng_.below(2) == 0;
  if (is_fate(weather_.broken)) {
    if (applied) answered(request);
    const int status = 500 + static_cast<int>(rng_.below(5));
    return http_client::Response{
        .status = status, .headers = {}, .body = "<html>Bad Gateway</html>"};
  }
  if (is_fate(weather_.hang)) {
    if (applied) answered(request);
    waits_[account].push_back({clock_.now(), clock_.now() + kTimeLimit});
    clock_.advance(kTimeLimit);
    return fail(ErrorCode::TimedOut, "double", "no answer within 60 s");
  }
  auto response = answered(request);
  if (!is_fate(weather_.garbled)) return response;
  switch (rng_.below(3)) {
    case 0:
      response.body.resize(response.body.size() / 2);
      break;
    case 1:
      response.body = "<!DOCTYPE html><title>Sign in</title>";
      break;
    default:
      response.body = R"({"data":[}})";
  }
  return response;
}

}  // namespace gv::contract
