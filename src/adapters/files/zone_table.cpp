#include "adapters/files/zone_table.h"

namespace gv::files {

Result<TimePoint> ZoneTable::instant_of(const std::string& zone, Millis reading) const {
  GV_TRY(const auto found, find(zone));
  return found.instant_of(reading);
}

Result<Millis> ZoneTable::reading_at(const std::string& zone, TimePoint instant) const {
  GV_TRY(const auto found, find(zone));
  return found.local_of(instant);
}

Result<TimeZone> ZoneTable::find(const std::string& zone) const {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(zone);
  if (known != known_.end()) return known->second;
  GV_TRY(const auto found, TimeZone::parse(zone, "time_zone"));
  return known_.emplace(zone, found).first->second;
}

}  // namespace gv::files
