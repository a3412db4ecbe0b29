#include "cli/service_clock.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include <boost/json/value.hpp>

#include "cli/machine_clock.h"
#include "io/http_client/client.h"
#include "io/json/field.h"
#include "io/json/json.h"

namespace gv::cli {
namespace {

constexpr std::string_view kSimulated = "sim:";
constexpr std::int64_t kLatestMs = std::int64_t{1} << 53;

/// A platform double's time.
class SimulatedClock : public Clock {
 public:
  explicit SimulatedClock(std::string url)
      : client_({.connect = Millis{1'000}, .whole = Millis{5'000}, .allow_private = true}),
        url_(std::move(url)) {}

  Result<TimePoint> ask() const {
    GV_TRY(const auto answer, client_.send({.url = url_}));
    GV_TRY(const auto tree, json::parse(answer.body, "clock", {.bytes_max = 4096}));
    GV_TRY(const auto now, json::Field(tree).member("now_ms"));
    GV_TRY(const auto millis, now.whole());
    if (millis < 0 || millis > kLatestMs) return now.refuse("a time in milliseconds since 1970");
    return TimePoint(Millis(millis));
  }

  [[nodiscard]] TimePoint now() const override {
    const auto asked = ask();
    auto known = latest_ms_.load();
    if (!asked) return TimePoint(Millis(known));
    const std::int64_t millis = asked->time_since_epoch().count();
    while (known < millis && !latest_ms_.compare_exchange_weak(known, millis)) {
    }
    return TimePoint(Millis(std::max(known, millis)));
  }

 private:
  http_client::Client client_;
  std::string url_;
  mutable std::atomic<std::int64_t> latest_ms_{0};
};

}  // namespace

Result<std::unique_ptr<Clock>> service_clock(const std::string& option) {
  if (option.empty()) return std::make_unique<MachineClock>();
  if (!option.starts_with(kSimulated)) {
    return fail(ErrorCode::InvalidInput, "--clock",
                "must be sim: and the address of a platform double, got \"" + option + "\"",
                "--clock sim:http://127.0.0.1:9091");
  }
  auto url = option.substr(kSimulated.size());
  while (url.ends_with('/')) url.pop_back();
  auto clock = std::make_unique<SimulatedClock>(url + "/__sim/clock");
  if (const auto asked = clock->ask(); !asked) {
    return fail(ErrorCode::NotAvailable, "--clock",
                "no double tells its time at " + url + ": " + to_string(asked.error()));
  }
  return clock;
}

void add_clock_option(CLI::App& command, std::string& clock) {
  command
      .add_option("--clock", clock,
                  "Whose time it is: of a platform double (default: the machine's)")
      ->type_name("sim:URL");
}

}  // namespace gv::cli
