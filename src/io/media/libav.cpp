#include "io/media/libav.h"

#include <array>

#include <dlfcn.h>

#include "base/check.h"

namespace gv::media {
namespace {

#define GV_TEXT_INNER(x) #x
#define GV_TEXT(x) GV_TEXT_INNER(x)
// The major version of the headers is part of the name: another one has other structures.
constexpr const char* kUtil = "libavutil.so." GV_TEXT(LIBAVUTIL_VERSION_MAJOR);
constexpr const char* kCodec = "libavcodec.so." GV_TEXT(LIBAVCODEC_VERSION_MAJOR);
constexpr const char* kFormat = "libavformat.so." GV_TEXT(LIBAVFORMAT_VERSION_MAJOR);
constexpr const char* kScale = "libswscale.so." GV_TEXT(LIBSWSCALE_VERSION_MAJOR);
constexpr const char* kResample = "libswresample.so." GV_TEXT(LIBSWRESAMPLE_VERSION_MAJOR);

/// One loaded library; it stays loaded until the process ends. Keeps the first failure.
class Library {
 public:
  Library(const char* name, std::string& failure)
      : handle_(dlopen(name, RTLD_NOW | RTLD_LOCAL)), failure_(failure) {
    if (handle_ == nullptr && failure_.empty()) failure_ = dlerror();
  }

  template <class Function>
  void find(const char* name, Function& function) {
    if (handle_ == nullptr) return;
    function = reinterpret_cast<Function>(dlsym(handle_, name));
    if (function == nullptr && failure_.empty()) failure_ = dlerror();
  }

 private:
  void* handle_;
  std::string& failure_;
};

#define GV_LIBAV_FIND(name) library.find(#name, table.name);

std::string fill(Libav& table) {
  std::string failure;
  {
    Library library(kUtil, failure);
    GV_LIBAV_UTIL(GV_LIBAV_FIND)
  }
  {
    Library library(kCodec, failure);
    GV_LIBAV_CODEC(GV_LIBAV_FIND)
  }
  {
    Library library(kFormat, failure);
    GV_LIBAV_FORMAT(GV_LIBAV_FIND)
  }
  {
    Library library(kScale, failure);
    GV_LIBAV_SCALE(GV_LIBAV_FIND)
  }
  {
    Library library(kResample, failure);
    GV_LIBAV_RESAMPLE(GV_LIBAV_FIND)
  }
  if (!failure.empty()) return failure;
  table.av_log_set_level(AV_LOG_QUIET);  // what goes wrong comes back as an Error
  // A damaged header may ask for gigabytes; no 8K picture needs one in a single piece.
  table.av_max_alloc(std::size_t{1} << 30);
  return failure;
}

struct Loaded {
  Libav table;
  std::string failure;
};

const Loaded& loaded() {
  static const Loaded loaded = [] {
    Loaded made;
    made.failure = fill(made.table);
    return made;
  }();
  return loaded;
}

Result<void> outcome(const std::string& failure) {
  if (failure.empty()) return {};
  return fail(ErrorCode::NotAvailable, "ffmpeg",
              "the libraries that read video cannot be loaded: " + failure,
              "install libavformat, libavcodec, libswscale and libswresample of FFmpeg 5.1");
}

}  // namespace

Result<void> load_libav() { return outcome(loaded().failure); }

const Libav& av() {
  GV_CHECK(loaded().failure.empty());
  return loaded().table;
}

std::string av_text(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av().av_strerror(error, text.data(), text.size());
  return text.data();
}

}  // namespace gv::media
