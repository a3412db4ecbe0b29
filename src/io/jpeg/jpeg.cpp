#include "io/jpeg/jpeg.h"

#include <sodium.h>
#include <turbojpeg.h>

namespace gv::jpeg {

Result<std::string> encode(const Image& image, int quality) {
  if (image.empty()) return fail(ErrorCode::InvalidInput, "image", "must not be empty");
  const bool grey = image.channels == 1;
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  tjhandle compressor = tjInitCompress();
  const int failed = tjCompress2(compressor, image.pixels.data(), image.width, 0, image.height,
                                 grey ? TJPF_GRAY : TJPF_BGR, &bytes, &size,
                                 grey ? TJSAMP_GRAY : TJSAMP_420, quality, TJFLAG_ACCURATEDCT);
  std::string file;
  if (failed == 0) file.assign(reinterpret_cast<const char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(compressor);
  if (failed != 0) return fail(ErrorCode::InvalidInput, "image", "cannot be written as a JPEG");
  return file;
}

std::string base64(const std::string& bytes) {
  constexpr int kForm = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kForm), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kForm);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace gv::jpeg
