#pragma once

#include <memory>

#include "adapters/api/tracking_routes.h"
#include "app/ports/settings_source.h"

namespace gv::api::testing {

inline constexpr const char* kCapiSecret = "capi-secret";

/// Clicks and conversions over an SQLite file of their own: accounts gym, with the ads "1" and "2"
/// and the click "gv_known" on ad "1", and shop.
class TrackingBench {
 public:
  TrackingBench(const app::SettingsSource& settings, const Clock& clock);
  ~TrackingBench();
  [[nodiscard]] TrackingServices services();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
