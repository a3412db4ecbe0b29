#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/meta_double/scenarios.h"
#include "adapters/meta_double/server.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/loopback_json.h"

namespace gv::cli {

/// A simulated Meta on a port of this process, whose time moves when it is told to.
class DemoMarket {
 public:
  /// Errors: those of the setting and of `http::Server::start`.
  static Result<std::unique_ptr<DemoMarket>> start(const meta_double::Setting& setting,
                                                   TimePoint start);

  [[nodiscard]] const std::string& url() const { return url_; }
  /// Everything up to then is delivered. Never backwards.
  Result<void> advance_to(TimePoint at);
  /// What a CRM would tell of deals since it was asked last, oldest first.
  Result<boost::json::array> news();
  /// Of the one account: spend, value, regret against the oracle.
  Result<boost::json::object> score();
  /// "conversions told 120, counted 118": events that came to its data set.
  Result<std::string> conversions();

 private:
  DemoMarket(meta_double::Platform platform, std::uint16_t port);

  meta_double::PlatformServer server_;
  std::string url_;
  std::unique_ptr<LoopbackJson> control_;
  std::int64_t told_{0};
};

}  // namespace gv::cli
