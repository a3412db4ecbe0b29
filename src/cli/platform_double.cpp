#include "cli/platform_double.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "adapters/google_double/google.h"
#include "adapters/google_double/token.h"
#include "adapters/hubspot_double/server.h"
#include "adapters/meta_double/scenarios.h"
#include "adapters/meta_double/server.h"
#include "adapters/tiktok_double/business_api.h"
#include "cli/crm_bridge.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/listening.h"
#include "cli/machine_clock.h"

namespace gv::cli {
namespace {

constexpr double kSpeedMax = 1e6;

/// The machine's time, or one that runs `speed` times as fast from `start` on.
class ScaledClock : public Clock {
 public:
  ScaledClock(TimePoint start, double speed) : start_(start), speed_(speed) {}

  [[nodiscard]] TimePoint now() const override {
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - begin_;
    return start_ + Millis(static_cast<std::int64_t>(passed.count() * speed_));
  }

 private:
  TimePoint start_;
  double speed_;
  std::chrono::steady_clock::time_point begin_{std::chrono::steady_clock::now()};
};

/// What `note` says before the double is asked to end.
void announce(const Session& session, std::uint16_t port, const std::string& secrets) {
  note(session, fmt::format("listening on {}", url_of("127.0.0.1", port)));
  note(session, "note: " + secrets);
}

std::string secrets_of(const hubspot_double::Behaviour& portal) {
  return fmt::format("access token {}, client secret {}", portal.access_token,
                     portal.client_secret);
}

Result<void> serve_hubspot(const Session& session, const DoubleOptions& options,
                           const Interrupt& interrupt) {
  GV_TRY(const auto port, port_of(options.port, "0"));
  const MachineClock clock;
  const auto& given = session.globals.now;
  hubspot_double::World world(session.globals.seed, given.value_or(clock.now()));
  hubspot_double::seed_objects(world);
  const auto secrets = secrets_of(world.behaviour);
  hubspot_double::PortalServer server(
      std::move(world),
      {.port = port, .webhook_url = options.webhook, .clock = given ? nullptr : &clock});
  GV_TRY(server.start());
  announce(session, server.port(), secrets);
  interrupt.wait();
  return {};
}

Result<std::int64_t> count_of(std::string_view option, const std::string& text, std::int64_t max) {
  if (text.empty()) return 0;
  return whole_option(option, text, 1, max);
}

/// The market of the options. Its clock begins at --now, else at the machine's time.
Result<meta_double::Platform> market_of(const Session& session, const DoubleOptions& options,
                                        TimePoint start, meta_double::Behaviour behaviour) {
  meta_double::Setting setting{.seed = session.globals.seed};
  if (!options.scenario.empty()) setting.scenario = options.scenario;
  GV_TRY(setting.ads, count_of("--ads", options.ads, 1'000));
  GV_TRY(setting.accounts, count_of("--accounts", options.accounts, 1'000));
  GV_TRY(setting.days, count_of("--days", options.days, 366));
  return meta_double::make_platform(setting, start, std::move(behaviour));
}

/// A CRM beside the platform, for its webhooks; carries deals over until it is asked to end.
class Portal {
 public:
  Portal(meta_double::PlatformServer& platform, std::uint64_t seed, const std::string& webhook)
      : clock_(platform),
        server_(hubspot_double::World(seed, clock_.now()),
                {.webhook_url = webhook, .clock = &clock_}),
        bridge_(platform, server_) {}

  Result<void> start() {
    GV_TRY(server_.start());
    carrier_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        bridge_.step();
        std::this_thread::sleep_for(kCarrierRest);
      }
    });
    return {};
  }
  [[nodiscard]] std::uint16_t port() const { return server_.port(); }

 private:
  static constexpr Millis kCarrierRest{50};

  PlatformClock clock_;
  hubspot_double::PortalServer server_;
  CrmBridge bridge_;
  std::jthread carrier_{};
};

/// An ad platform as doubles have it: whose interface, how it behaves, and what signs in to it.
struct AdDouble {
  meta_double::Speak speak;
  meta_double::Behaviour behaviour{};
  std::function<std::string(const meta_double::Platform&)> secrets;
};

AdDouble meta_like() {
  return {.speak = meta_double::speak_graph, .secrets = [](const meta_double::Platform& market) {
            return fmt::format("access token {}, app secret {}, accounts act_1 to act_{}",
                               market.behaviour.access_token, market.behaviour.app_secret,
                               market.accounts.size());
          }};
}

AdDouble google_like() {
  return {.speak = google_double::speak_google,
          .behaviour = google_double::google_behaviour(),
          .secrets = [](const meta_double::Platform& market) {
            return fmt::format(
                "access token {}, developer token {}, or client id {}, client secret {} and "
                "refresh token {}; customers 1 to {}",
                market.behaviour.access_token, google_double::kDeveloperToken,
                google_double::kClientId, google_double::kClientSecret,
                google_double::kRefreshToken, market.accounts.size());
          }};
}

AdDouble tiktok_like() {
  return {.speak = tiktok_double::speak, .secrets = [](const meta_double::Platform& market) {
            return fmt::format("access token {}, advertisers 1 to {}",
                               market.behaviour.access_token, market.accounts.size());
          }};
}

Result<void> serve_ads(const Session& session, const DoubleOptions& options,
                       const Interrupt& interrupt, const AdDouble& ad_double) {
  GV_TRY(const auto port, port_of(options.port, "0"));
  const bool stands = session.globals.now && options.speed.empty();
  GV_TRY(const double speed,
         number_option("--speed", options.speed.empty() ? "1" : options.speed, 0.0, kSpeedMax));
  const TimePoint start = session.globals.now.value_or(MachineClock().now());
  GV_TRY(auto platform, market_of(session, options, start, ad_double.behaviour));
  const auto secrets = ad_double.secrets(platform);
  const ScaledClock clock(start, speed);
  meta_double::PlatformServer server(
      std::move(platform),
      {.port = port, .clock = stands ? nullptr : &clock, .speak = ad_double.speak});
  GV_TRY(server.start());
  announce(session, server.port(), secrets);
  std::optional<Portal> portal;
  if (!options.webhook.empty()) {
    portal.emplace(server, session.globals.seed, options.webhook);
    GV_TRY(portal->start());
    note(session,
         fmt::format("note: its deals are in the CRM at {}, {}",
                     url_of("127.0.0.1", portal->port()), secrets_of(hubspot_double::Behaviour())));
  }
  interrupt.wait();
  return {};
}

Result<void> serve(const Session& session, const DoubleOptions& options) {
  const Interrupt interrupt;  // before any thread is made
  const auto& platform = options.platform;
  if (platform == "hubspot") return serve_hubspot(session, options, interrupt);
  if (platform == "google") return serve_ads(session, options, interrupt, google_like());
  if (platform == "meta") return serve_ads(session, options, interrupt, meta_like());
  if (platform == "tiktok") return serve_ads(session, options, interrupt, tiktok_like());
  return fail(ErrorCode::InvalidInput, "--platform",
              "must be google, hubspot, meta or tiktok, got \"" + platform + "\"");
}

}  // namespace

int serve_double(const Session& session, const DoubleOptions& options) {
  const auto served = serve(session, options);
  return served ? static_cast<int>(kDone) : report(served.error(), Source::Option);
}

}  // namespace gv::cli
