#pragma once

#include <memory>

#include "app/ports/store.h"
#include "app/schedules/schedule_desk.h"

namespace gv::api::testing {

/// Schedules over a real store, whose accounts have theirs.
class ScheduleBench {
 public:
  explicit ScheduleBench(app::Store& store);
  ~ScheduleBench();
  ScheduleBench(const ScheduleBench&) = delete;
  ScheduleBench& operator=(const ScheduleBench&) = delete;

  [[nodiscard]] app::ScheduleDesk& desk();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
