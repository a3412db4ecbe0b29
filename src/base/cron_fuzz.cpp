#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/cron.h"

// Whatever is accepted has a next time, and it lies ahead.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cron = gv::Cron::parse(text, "cron");
  if (!cron || cron->interval()) return 0;
  gv::Millis local{1'735'689'600'000};
  for (int i = 0; i < 3; ++i) {
    const auto next = cron->next(local);
    GV_CHECK(next > local);
    local = next;
  }
  return 0;
}
