#include "cli/platform_double.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include <fmt/format.h>

#include "adapters/hubspot_double/server.h"
#include "base/nearest.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/listening.h"

namespace gv::cli {
namespace {

/// The machine's time.
class PortalClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
  }
};

Result<void> check_platform(const std::string& platform) {
  if (platform == "hubspot") return {};
  const std::vector<std::string> later{"meta", "google", "tiktok"};
  if (std::find(later.begin(), later.end(), platform) != later.end()) {
    return fail(ErrorCode::NotAvailable, "--platform " + platform, "is not available yet",
                "geminivideo simulate --platform hubspot");
  }
  return fail(ErrorCode::InvalidInput, "--platform",
              "must be hubspot (later also meta, google, tiktok), got \"" + platform + "\"");
}

void wait_until_asked_to_end(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait(lock, stop, [] { return false; });
}

Result<void> serve(const Session& session, const DoubleOptions& options) {
  GV_TRY(check_platform(options.platform));
  GV_TRY(const auto port, port_of(options.port, "0"));
  const Interrupt interrupt;  // before any thread is made
  const PortalClock clock;
  const auto& given = session.globals.now;
  hubspot_double::World world(session.globals.seed, given.value_or(clock.now()));
  hubspot_double::seed_objects(world);
  const auto token = world.behaviour.access_token;
  const auto secret = world.behaviour.client_secret;
  hubspot_double::PortalServer server(
      std::move(world),
      {.port = port, .webhook_url = options.webhook, .clock = given ? nullptr : &clock});
  GV_TRY(server.start());
  note(session, fmt::format("listening on {}", url_of("127.0.0.1", server.port())));
  note(session, fmt::format("note: access token {}, client secret {}", token, secret));
  wait_until_asked_to_end(interrupt.token());
  return {};
}

}  // namespace

int serve_double(const Session& session, const DoubleOptions& options) {
  const auto served = serve(session, options);
  return served ? static_cast<int>(kDone) : report(served.error(), Source::Option);
}

}  // namespace gv::cli
