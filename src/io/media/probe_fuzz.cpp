#include <cmath>
#include <cstdint>

#include <sys/mman.h>
#include <unistd.h>

#include "base/check.h"
#include "io/media/decode_source.h"

// Any bytes give events in order, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  using namespace gv::media;
  const int descriptor = ::memfd_create("input", MFD_CLOEXEC);
  GV_CHECK(::write(descriptor, data, size) == static_cast<ssize_t>(size));
  SourceOptions options;
  options.limits.pixels = 1 << 18;
  options.limits.duration_s = 60.0;
  options.limits.open_s = options.limits.stall_s = options.limits.total_min_s = 5.0;
  options.decoder_threads = 1;
  options.salvage = true;
  auto file = InputFile::adopt(descriptor, "input", options.limits);
  if (!file) return 0;
  auto source = DecodeSource::open(*std::move(file), options);
  if (!source) {
    GV_CHECK(!source.error().message.empty());
    return 0;
  }
  double t_last = -1.0;
  std::int64_t sound = 0;
  for (int events = 0; events < 300; ++events) {
    const auto event = (*source)->next();
    if (!event || std::holds_alternative<End>(*event)) break;
    if (const auto* frame = std::get_if<Frame>(&*event)) {
      GV_CHECK(std::isfinite(frame->t) && frame->t > t_last && !frame->c320.empty());
      t_last = frame->t;
    } else if (const auto* made = std::get_if<Sound>(&*event)) {
      GV_CHECK(made->at_native == sound && made->channels > 0);
      sound += static_cast<std::int64_t>(made->native.size()) / made->channels;
    }
  }
  return 0;
}
