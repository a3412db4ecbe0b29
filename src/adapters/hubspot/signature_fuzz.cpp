#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/hubspot/signature.h"
#include "base/check.h"

// The headers of a stranger are never a valid signature; what we sign ourselves always is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::hubspot;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto next = [&] {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    return line;
  };
  const std::vector<std::string> secrets{"a secret nobody knows", "another"};
  const gv::TimePoint now{gv::Millis{1733581801000}};
  SignedDelivery delivery{.method = "POST"};
  delivery.uri = next();
  delivery.signature = next();
  delivery.timestamp = next();
  delivery.signature_v1 = next();
  delivery.body = rest;
  GV_CHECK(verify(delivery, secrets, now, true) != SignatureVerdict::Valid);
  delivery.timestamp = "1733581801000";
  const std::string own = signature_v3(secrets[1], delivery);
  delivery.signature = own;
  GV_CHECK(verify(delivery, secrets, now) == SignatureVerdict::Valid);
  return 0;
}
