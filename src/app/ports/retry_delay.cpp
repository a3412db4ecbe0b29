#include "app/ports/retry_delay.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace gv::app {

Millis retry_delay(Millis base, Millis max, int retry, double luck) {
  GV_CHECK(retry >= 1 && luck >= 0.0 && luck < 1.0);
  const double grown = std::ldexp(static_cast<double>(base.count()), std::min(retry - 1, 60));
  const double delay = std::min(grown, static_cast<double>(max.count()));
  return Millis{static_cast<std::int64_t>(delay * (0.5 + 0.5 * luck))};
}

}  // namespace gv::app
