#include <cstdint>
#include <string_view>

#include "adapters/settings/settings.h"
#include "base/check.h"
#include "core/decide/cycle.h"

// Any bytes give settings that the decision core takes, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* code : {"USD", "KWD", "KES"}) {
    const auto settings = settings::load(text, "fuzz.yaml", Currency::parse(code, "fuzz").value());
    if (!settings) {
      GV_CHECK(!settings.error().message.empty());
      continue;
    }
    GV_CHECK(decide::check(settings->decision));
    GV_CHECK(settings->priors.count_value_minor >= 0.0);
    GV_CHECK(settings->business.aov_minor > 0);
  }
  return 0;
}
