#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/api/api.h"
#include "adapters/api/system.h"
#include "adapters/api/testing_access.h"
#include "adapters/api/testing_campaigns.h"
#include "adapters/api/testing_decisions.h"
#include "adapters/api/testing_media.h"
#include "adapters/api/testing_publish.h"
#include "adapters/api/testing_revenue.h"
#include "adapters/api/testing_schedules.h"
#include "adapters/api/testing_stream.h"
#include "adapters/api/testing_tracking.h"
#include "app/ports/in_memory.h"
#include "app/ports/settings_source.h"
#include "base/time.h"
#include "io/http/bundle.h"

/// The whole api without sockets: two accounts, some credentials, a clock that stands still.
namespace gv::api::testing {

class StoppedClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return at; }
  TimePoint at{std::chrono::sys_days(std::chrono::year(2025) / 1 / 31) + Hours(8)};
};

/// `gym` in AED and `shop` in JPY, both with the pipeline ptd_fitness.
[[nodiscard]] std::map<AccountId, std::shared_ptr<const app::AccountSettings>> some_settings();

class Bench {
 public:
  explicit Bench(const RateLimits& limits = {});

  /// Calls a route as the server does: `path` with its query; a body is JSON. Without a bearer
  /// token in `headers` the key "all-of-gym" is sent; one that is empty sends none.
  http::Response ask(std::string_view method, std::string_view path, std::string_view body = {},
                     std::initializer_list<std::pair<std::string, std::string>> headers = {});
  /// The same as the signed-in owner of gym, from one of our own pages.
  http::Response ask_signed_in(std::string_view method, std::string_view path,
                               std::string_view body = {});
  /// As `ask`, with the answer's body read as JSON.
  boost::json::value json(std::string_view method, std::string_view path,
                          std::string_view body = {},
                          std::initializer_list<std::pair<std::string, std::string>> headers = {});

  bool tls{false};  ///< requests come through TLS
  StoppedClock clock;
  app::InMemoryAuthenticator authenticator;
  app::InMemoryAccounts accounts;
  app::InMemorySettings settings;
  Build build{.version = "1.2.3"};
  std::vector<ReadinessCheck> checks;  ///< none until a test adds some
  http::Bundle pages;
  AccessBench access{clock};
  RevenueBench revenue{settings, clock};
  DecisionBench decisions{settings, clock};
  CampaignBench campaigns{decisions, settings, clock};
  PublishBench publish{decisions};
  MediaBench media{revenue.services().store, revenue.services().jobs, clock};
  TrackingBench tracking{settings, clock};
  ScheduleBench schedules{access.store()};
  StreamBench stream{access.store(), authenticator};
  Api api;
};

}  // namespace gv::api::testing
