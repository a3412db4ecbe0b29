#include <cstdint>
#include <string_view>

#include "adapters/api/tus.h"
#include "base/check.h"

// Any header gives what it says, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto metadata = api::parse_upload_metadata(text);
  GV_CHECK(metadata || !metadata.error().message.empty());
  const auto count = api::parse_upload_count(text, "Upload-Length");
  GV_CHECK(!count || *count >= 0);
  if (auto checksum = api::UploadChecksum::parse(text)) {
    checksum->add(text);
    GV_CHECK(!checksum->matches());
  }
  return 0;
}
