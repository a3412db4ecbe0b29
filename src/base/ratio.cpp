#include "base/ratio.h"

#include <fmt/format.h>

namespace gv {

Result<Ratio> Ratio::parse(double value, std::string_view where) {
  if (!std::isfinite(value)) {
    return fail(ErrorCode::Nan, std::string(where), fmt::format("must be finite, got {}", value));
  }
  return Ratio(value);
}

Result<Probability> Probability::parse(double value, std::string_view where) {
  if (!(value >= 0.0 && value <= 1.0)) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                fmt::format("must lie in [0, 1], got {}", value));
  }
  return Probability(value);
}

}  // namespace gv
