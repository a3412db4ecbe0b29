#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/event_feed.h"
#include "app/ports/authenticator.h"
#include "app/ports/store.h"

namespace gv::api::testing {

/// The event stream over a real store, stepped by the test.
class StreamBench {
 public:
  StreamBench(app::Store& store, app::Authenticator& authenticator);
  ~StreamBench();
  StreamBench(const StreamBench&) = delete;
  StreamBench& operator=(const StreamBench&) = delete;

  [[nodiscard]] app::EventFeed& feed();
  /// Appends one event about the ad "a1" to an account's log.
  void record(std::string_view account, const std::string& type);
  void step();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
