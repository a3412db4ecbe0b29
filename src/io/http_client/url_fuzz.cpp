#include <cstdint>

#include "base/check.h"
#include "io/http_client/address_rule.h"
#include "io/http_client/retry.h"

// Any text is an address of the public internet, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::http_client;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Resolver nobody = [](const std::string& host) -> gv::Result<std::vector<gv::IpAddress>> {
    return gv::fail(gv::ErrorCode::NotAvailable, host, "has no address");
  };
  const auto base = parse_url("https://a.example/x/y", "url");
  for (const auto& url : {parse_url(text, "url"), resolve_redirect(*base, text)}) {
    if (!url) continue;
    GV_CHECK(url->scheme == "http" || url->scheme == "https");
    const auto addresses = permitted_addresses(*url, nobody, false);
    if (addresses) GV_CHECK(addresses->front().is_public());
  }
  (void)retry_after(text, {});
  return 0;
}
