#include <cstdint>
#include <string_view>

#include "adapters/settings/document.h"
#include "base/check.h"
#include "io/json/json.h"

// Any patch gives a document that is a configuration, or sentences that each name a key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto patch = json::parse(text, "patch", {.bytes_max = 1U << 20, .depth_max = 32});
  if (!patch) return 0;
  const auto base = settings::account_template("ptd_fitness", Currency::usd());
  const auto patched = settings::apply_patch(base->document, *patch, Currency::usd());
  GV_CHECK(patched.validation.settings.has_value() == patched.validation.errors.empty());
  for (const auto& error : patched.validation.errors) GV_CHECK(!error.message.empty());
  const auto again = settings::apply_patch(patched.document, *patch, Currency::usd());
  GV_CHECK(again.changed.empty());  // a patch that is applied says nothing new
  return 0;
}
