#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "io/http/multipart.h"

namespace {

using gv::Result;
using gv::http::MultipartReader;
using gv::http::PartHead;

/// Holds the reader to its promise: begin, bytes, end, in turn.
class Turns : public gv::http::PartSink {
 public:
  Result<void> begin(const PartHead&) override {
    GV_CHECK(!open_);
    open_ = true;
    return {};
  }
  Result<void> bytes(std::string_view piece) override {
    GV_CHECK(open_ && !piece.empty());
    return {};
  }
  Result<void> end() override {
    GV_CHECK(open_);
    open_ = false;
    return {};
  }

 private:
  bool open_{false};
};

}  // namespace

// The first byte says how the others are cut; they are a form with the boundary "b", or, after a
// line end, a Content-Type.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = std::size_t{data[0]} + 1;
  std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  static_cast<void>(MultipartReader::make(bytes.substr(0, bytes.find('\n'))));
  auto reader = MultipartReader::make("multipart/form-data; boundary=b");
  Turns turns;
  while (!bytes.empty()) {
    if (!reader->feed(bytes.substr(0, piece), turns)) return 0;
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  static_cast<void>(reader->finish());
  return 0;
}
