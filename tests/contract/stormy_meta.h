#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/meta_double/platform.h"
#include "app/ports/ad_platform.h"
#include "base/rng.h"
#include "io/http_client/client.h"
#include "io/sql/testing.h"

namespace gv::contract {

/// What becomes of requests, as shares of them; what is left is answered.
struct Weather {
  double too_many{0.0};  ///< 429 with Retry-After, not applied
  double broken{0.0};    ///< 5xx, half of them after the request was applied
  double hang{0.0};      ///< no answer within the time limit, half of them applied
  double garbled{0.0};   ///< 200 with malformed JSON, an HTML page or half a body, applied

  static Weather storm() {
    return {.too_many = 0.30, .broken = 0.20, .hang = 0.05, .garbled = 0.06};
  }
};

/// A span of time in which an account had to wait.
struct Span {
  TimePoint from{};
  TimePoint until{};
};

/// A simulated Meta in this process behind our own client, in simulated time: every request takes
/// some of it, and the weather decides what comes of it. Answers each account by its number.
class StormyMeta final : public app::AdPlatforms {
 public:
  /// `clock` is moved by requests and outlives it.
  StormyMeta(int accounts, std::uint64_t seed, Weather weather, sql::ManualClock& clock);

  Result<std::shared_ptr<app::AdPlatform>> of(const app::AccountScope& scope,
                                              std::string_view platform) override;

  void set_weather(const Weather& weather) { weather_ = weather; }
  /// Ids of an account's ads. Accounts are named "1", "2", ...
  [[nodiscard]] const std::vector<std::string>& ads(const std::string& account) const;
  /// Active or paused, as it is there.
  [[nodiscard]] app::EntityStatus status(const std::string& ad) const;

  /// When requests of an account began.
  [[nodiscard]] const std::vector<TimePoint>& requests(const std::string& account) const {
    return requests_.at(account);
  }
  /// Waits that answers asked an account for, and those for answers that never came.
  [[nodiscard]] const std::vector<Span>& asked_waits(const std::string& account) const {
    return waits_.at(account);
  }
  /// Requests that the platform itself refused, for a quota of its own.
  [[nodiscard]] int over_quota() const { return over_quota_; }

 private:
  Result<http_client::Response> send(const std::string& account,
                                     const http_client::Request& request);
  http_client::Response answered(const http_client::Request& request);
  http_client::Response too_many(const std::string& account);

  meta_double::Platform platform_;
  Weather weather_;
  sql::ManualClock& clock_;
  Rng rng_;
  std::map<std::string, std::shared_ptr<app::AdPlatform>> clients_;
  std::map<std::string, std::vector<TimePoint>> requests_;
  std::map<std::string, std::vector<Span>> waits_;
  int over_quota_{0};
};

}  // namespace gv::contract
