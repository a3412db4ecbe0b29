#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/api/testing.h"
#include "base/check.h"

// The first byte chooses the route, the others are the body of a request: whatever they are, the
// answer is one that is written down, and never a 5xx.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 18> kPaths{"/api/ml/synthetic-revenue/calculate",
                                                    "/api/v1/synthetic-revenue/calculate",
                                                    "/api/ml/synthetic-revenue/ad-roas",
                                                    "/api/v1/synthetic-revenue/ad-roas",
                                                    "/api/ml/predict/roas",
                                                    "/api/v1/predict/roas",
                                                    "/api/ml/fatigue/analyze",
                                                    "/api/v1/fatigue/analyze",
                                                    "/api/ml/battle-hardened/select",
                                                    "/api/ml/predict/budget-optimization",
                                                    "/api/v1/battle-hardened/select",
                                                    "/api/v1/decisions/run",
                                                    "/api/ml/battle-hardened/feedback",
                                                    "/api/v1/battle-hardened/feedback",
                                                    "/api/ml/ab/update-variant",
                                                    "/api/ml/ab/register-variant",
                                                    "/api/v1/ab/reallocate-budget",
                                                    "/api/v1/experiments"};
  static gv::api::testing::Bench bench;
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data + 1), size - 1);
  bench.clock.at += gv::Millis(1'000);  // so that the limiter does not answer for the route
  const auto answer = bench.ask("POST", kPaths[data[0] % kPaths.size()], body);
  GV_CHECK(answer.status < 500);
  return 0;
}
