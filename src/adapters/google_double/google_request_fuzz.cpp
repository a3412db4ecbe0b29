#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/google_double/gaql.h"
#include "adapters/google_double/google.h"
#include "adapters/google_double/token.h"
#include "adapters/meta_double/scenarios.h"
#include "base/check.h"

// Whatever is asked is answered, and the market stays whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)google_double::parse_gaql(text);
  static auto platform = *meta_double::make_platform({.scenario = "S1", .seed = 7, .ads = 2},
                                                     TimePoint{Millis{1'736'121'600'000}},
                                                     google_double::google_behaviour());
  const auto end = text.find('\n');
  const auto method = text.substr(0, end);
  meta_double::Request request{
      .method = "POST",
      .target = "/v25/customers/1/" + std::string(method.substr(0, 100)),
      .headers = {{"authorization", "Bearer ya29.double"},
                  {"developer-token", std::string(google_double::kDeveloperToken)},
                  {"content-type", "application/json"}},
      .body = end == std::string_view::npos ? std::string() : std::string(text.substr(end + 1))};
  const auto response = google_double::speak_google(platform, request, nullptr);
  GV_CHECK(response.status >= 200 && !response.body.empty());
  platform.now += Millis{1'000};  // limits decay
  return 0;
}
