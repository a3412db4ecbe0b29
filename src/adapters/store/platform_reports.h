#pragma once

#include <vector>

#include "app/ports/platform_reports.h"

namespace gv::store {

class PlatformReports final : public app::PlatformReports {
 public:
  Result<std::vector<attribution::PlatformDay>> days(app::Transaction& transaction, TimePoint from,
                                                     TimePoint until) override;
};

}  // namespace gv::store
