#include "io/file/byte_source.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

namespace gv::file {
namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr int kGzipWindow = 15 + 16;  // largest window; + 16: a gzip header, not a zlib one

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), text_.size() - used_);
    std::copy_n(text_.data() + used_, count, buffer.data());
    used_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t used_{0};
};

class GzipSource final : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)), input_(kBlock) {
    ready_ = inflateInit2(&stream_, kGzipWindow) == Z_OK;
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override {
    if (ready_) inflateEnd(&stream_);
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!ready_) return fail(ErrorCode::UnusableInput, name_, "cannot be unpacked: out of memory");
    buffer = buffer.first(std::min(buffer.size(), kBlock));
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(buffer.size());
    while (stream_.avail_out > 0) {
      GV_TRY(const bool more, refill());
      if (!more) break;
      GV_TRY(step());
    }
    return buffer.size() - stream_.avail_out;
  }

 private:
  /// Whether there is packed input to work on; the end inside a member is an error.
  Result<bool> refill() {
    if (stream_.avail_in > 0) return true;
    GV_TRY(const std::size_t count, packed_->read(input_));
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(count);
    if (count == 0 && in_member_) {
      return fail(ErrorCode::UnusableInput, name_, "ends in the middle of its gzip data",
                  "the copy or download was cut short: fetch the file again");
    }
    return count > 0;
  }

  Result<void> step() {
    if (!in_member_) {
      if (*stream_.next_in == 0) {  // padding of tapes and block devices
        ++stream_.next_in;
        --stream_.avail_in;
        return {};
      }
      inflateReset(&stream_);
      in_member_ = true;
    }
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    if (code == Z_STREAM_END) in_member_ = false;
    if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) return {};
    return fail(ErrorCode::UnusableInput, name_,
                fmt::format("holds damaged gzip data: {}",
                            stream_.msg != nullptr ? stream_.msg : "unknown zlib error"));
  }

  std::unique_ptr<ByteSource> packed_;
  std::string name_;
  std::vector<char> input_;
  z_stream stream_{};
  bool ready_{false};
  bool in_member_{false};
};

class LimitedSource final : public ByteSource {
 public:
  LimitedSource(std::unique_ptr<ByteSource> source, std::uint64_t bytes_max, std::string name,
                std::string verb)
      : source_(std::move(source)),
        bytes_max_(bytes_max),
        name_(std::move(name)),
        verb_(std::move(verb)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    GV_TRY(const std::size_t count, source_->read(buffer));
    given_ += count;
    if (given_ > bytes_max_) {
      return fail(ErrorCode::UnusableInput, name_,
                  fmt::format("{} more than {} bytes, the limit", verb_, bytes_max_));
    }
    return count;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::uint64_t bytes_max_;
  std::string name_;
  std::string verb_;
  std::uint64_t given_{0};
};

}  // namespace

std::unique_ptr<ByteSource> from_text(std::string text) {
  return std::make_unique<TextSource>(std::move(text));
}

std::unique_ptr<ByteSource> inflate(std::unique_ptr<ByteSource> packed, std::string name) {
  return std::make_unique<GzipSource>(std::move(packed), std::move(name));
}

std::unique_ptr<ByteSource> limit(std::unique_ptr<ByteSource> source, std::uint64_t bytes_max,
                                  std::string name, std::string verb) {
  return std::make_unique<LimitedSource>(std::move(source), bytes_max, std::move(name),
                                         std::move(verb));
}

}  // namespace gv::file
