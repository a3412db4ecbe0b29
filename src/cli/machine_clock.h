#pragma once

#include <chrono>

#include "base/time.h"

namespace gv::cli {

/// The machine's own clock, for what runs as a service: a command that decides takes `--now`.
class MachineClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
  }
};

}  // namespace gv::cli
