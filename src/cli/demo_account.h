#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/result.h"
#include "base/time.h"
#include "cli/loopback_json.h"
#include "core/market/scenario.h"

namespace gv::cli {

/// Who owns it.
inline constexpr std::string_view kDemoEmail = "demo@example.com";

/// Where the demo's account is, and what it is connected to.
struct DemoPlace {
  std::string server_url;   ///< of the service
  std::string setup_token;  ///< of its first user
  std::string public_url;   ///< that webhooks are signed for
  std::string secret;       ///< that they are signed with
  std::string mode;         ///< of the executor: "auto", "approve"
};

/// The account of the demo, through the interface that everybody has: set up, connected, told of
/// clicks and deals, asked to decide.
class DemoAccount {
 public:
  explicit DemoAccount(const DemoPlace& place) : place_(place), server_(place.server_url) {}

  /// The first user, the account, its key, configuration and connections.
  Result<void> open(const market::Scenario& scenario);
  /// Deals as the market tells of them: their clicks, what HubSpot posts, and whose merit they are.
  Result<void> tell(const boost::json::array& news, TimePoint now);
  /// One decision run that is acted on; false where the budgets that may not change leave nothing
  /// to decide.
  Result<bool> decide(std::int64_t total_minor, std::uint64_t seed);
  /// Its owner's yes to what waits for a person though the mode is auto: ads that come back.
  Result<void> approve_waiting();
  /// Pairs of ad and recommended budget of all decisions so far, as text: equal for equal runs.
  [[nodiscard]] const std::string& decided() const { return decided_; }

 private:
  Result<void> set_up();
  Result<void> configure(const market::Scenario& scenario);
  Result<void> connect();
  Result<void> tell_of_click(const boost::json::value& event);
  Result<void> credit(const boost::json::value& event);
  Result<void> post_webhooks(const boost::json::array& news, TimePoint now);
  Result<void> post_webhook(const boost::json::array& changes, TimePoint now);

  DemoPlace place_;
  LoopbackJson server_;
  std::string decided_{};
};

}  // namespace gv::cli
