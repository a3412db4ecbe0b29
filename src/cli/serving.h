#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/api/api.h"
#include "adapters/api/demo_score.h"
#include "adapters/api/observer.h"
#include "adapters/api/system.h"
#include "app/event_feed.h"
#include "app/loop.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/execution_parts.h"
#include "cli/media_parts.h"
#include "cli/outbound_parts.h"
#include "cli/platform_parts.h"
#include "cli/process_metrics.h"
#include "cli/process_store.h"
#include "cli/publish_parts.h"
#include "cli/schedule_parts.h"
#include "cli/serving_parts.h"
#include "cli/tracking_parts.h"
#include "io/http/bundle.h"
#include "io/http/server.h"
#include "io/http/tls.h"
#include "io/log/log.h"
#include "io/metrics/metrics.h"

namespace gv::cli {

/// How `serve` answers.
struct ServingOptions {
  http::ServerConfig server{};
  log::Level level{log::Level::Info};
  bool shows_docs{true};
  WebhookOptions webhooks{};
  api::RateLimits limits{};
  VideoSettings video{};
  PlatformOptions platforms{};
};

/// What a process does of what an installation has to do.
struct Roles {
  bool serves{true};     ///< answers over HTTP
  bool works{true};      ///< does jobs
  bool schedules{true};  ///< leads, if no other process does
  Workforce workforce{};
};

/// Everything a process of an installation is made of, in the order it depends on each other.
/// Routes and jobs that need more than they have now get it here, as parts.
class Serving {
 public:
  /// What is passed by reference outlives it.
  Serving(ServingOptions options, ProcessStore& store, const app::Sealer& sealer,
          const Clock& clock);

  /// Serves the files of a folder below "/". Errors: those of `http::Bundle::add_directory`.
  Result<void> add_pages(const std::string& directory);
  /// Serves the dashboard of the program below "/"; without one, the page says what to do.
  void add_dashboard();
  /// Reads the accounts. What the first user is set up with; nothing when there is one.
  /// Errors: those of the store.
  Result<std::optional<std::string>> prepare();
  /// Errors: InvalidInput for a queue that there is not; those of `http::Server::start`.
  Result<void> start(const Roles& roles);

  // For who moves the clock: jobs are done on the caller's thread, while none are started.
  /// Everything that is due. Errors: those of the store.
  Result<void> work_off();
  /// When the next change on a platform is due; nothing when none waits.
  Result<std::optional<TimePoint>> next_change();
  /// Plans a look at the account's platforms.
  Result<void> sync_platforms(const AccountId& account);
  /// Keeps how a demo fared until the end of a day; with the first one its account is a demo's. The
  /// same day again changes nothing. Errors: NotFound; those of the store.
  Result<void> keep_demo_day(const AccountId& account, const api::DemoDay& day);
  /// A code that signs the one user in, once, within ten minutes. Errors: NotFound.
  Result<std::string> sign_in_code(const std::string& email);

  /// Reads the certificate of `tls` again; the log says what came of it.
  void renew(http::Tls& tls) const;

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  /// Ends what is being answered, at most within a container's patience.
  void drain();

 private:
  [[nodiscard]] Result<void> not_draining() const;
  [[nodiscard]] Result<void> check_queues(const Workforce& workforce) const;
  void watch();
  Result<void> look_around();
  void add_routes(app::Store& store, bool shows_docs, TimePoint started);
  void route_scripts();

  const Clock& clock_;
  app::Store& store_;
  metrics::Metrics metrics_;
  ProcessMetrics process_metrics_;
  log::Logger logger_;
  api::Observer observer_;
  Repositories tables_{};
  AccessParts access_;
  RevenueParts revenue_;
  DecisionParts decisions_;
  MediaParts media_;
  TrackingParts tracking_;
  PlatformParts platforms_;
  OutboundParts outbound_;
  ExecutionParts execution_;
  PublishParts publish_;
  ScheduleParts schedules_;
  JobParts jobs_;
  JobParts media_jobs_;   ///< apart: one video takes longer than a thousand events
  JobParts sync_jobs_;    ///< likewise: a platform may take ten minutes to make a report
  JobParts change_jobs_;  ///< likewise: a stop must not wait for anything
  JobParts stop_jobs_;
  JobParts upload_jobs_;    ///< likewise: videos are large
  JobParts outbound_jobs_;  ///< likewise: a platform may be slow to answer
  app::EventFeed feed_;
  http::Bundle pages_;
  api::Api api_;
  api::Build build_;
  std::vector<api::ReadinessCheck> checks_;
  std::atomic<bool> draining_{false};
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<app::Loop> feeding_{};
  std::unique_ptr<app::Loop> watching_{};  ///< what other processes change, and what waits
  int looks_{0};                           ///< of that loop
  bool is_alone_;                          ///< the only process of its store
};

}  // namespace gv::cli
