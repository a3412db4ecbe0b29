#pragma once

#include <memory>

#include "adapters/api/revenue_routes.h"

namespace gv::api::testing {

/// The ports behind the routes of revenue, in memory: account gym has the deal "hubspot:7", whose
/// ledger has one posting, and one failed job, `kFailedJob`.
inline constexpr const char* kFailedJob = "0190a000-0000-7000-8000-000000000001";

class RevenueBench {
 public:
  RevenueBench(const app::SettingsSource& settings, const Clock& clock);
  ~RevenueBench();
  [[nodiscard]] RevenueServices services();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
