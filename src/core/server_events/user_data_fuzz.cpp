#include <cstdint>
#include <string>

#include "base/check.h"
#include "core/server_events/user_data.h"

// Any value of any field gives hashes of 64 digits, or nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string value(reinterpret_cast<const char*>(data), size);
  server_events::PersonFields person;
  for (const auto* const field : {"em", "ph", "fn", "ln", "ct", "st", "zp", "country", "db", "ge",
                                  "external_id", "fbc", "client_user_agent"}) {
    person[field] = {value, value + value};
  }
  const auto user = server_events::hashed(person, "971");
  for (const auto& [field, hashes] : user.hashed) {
    GV_CHECK(!hashes.empty() && hashes.size() <= 2);
    for (const auto& hash : hashes) GV_CHECK(hash.size() == 64);
  }
  GV_CHECK(server_events::match_quality(user) <= 100);
  return 0;
}
