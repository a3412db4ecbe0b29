#pragma once

#include <map>
#include <mutex>
#include <string>

#include "adapters/files/time_zone.h"
#include "app/ports/time_zones.h"

namespace gv::files {

/// The zones of the IANA database of this machine. Each is looked up once.
class ZoneTable final : public app::TimeZones {
 public:
  [[nodiscard]] Result<TimePoint> instant_of(const std::string& zone,
                                             Millis reading) const override;
  [[nodiscard]] Result<Millis> reading_at(const std::string& zone,
                                          TimePoint instant) const override;

 private:
  [[nodiscard]] Result<TimeZone> find(const std::string& zone) const;

  mutable std::mutex mutex_{};
  mutable std::map<std::string, TimeZone> known_{};
};

}  // namespace gv::files
