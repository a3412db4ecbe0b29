#pragma once

#include "base/time.h"

namespace gv::google_ads {

/// A clock that stands until a test moves it.
class SetClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return now_; }
  void advance(Millis by) { now_ += by; }

 private:
  TimePoint now_{};
};

}  // namespace gv::google_ads
