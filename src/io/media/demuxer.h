#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/media/deadline.h"
#include "io/media/input_file.h"
#include "io/media/libav.h"

namespace gv::media {

/// One container, opened on an `InputFile` and taken apart into packets. Opens nothing else: the
/// demuxer is one of a fixed list, and its wish for further files is refused. Not thread-safe.
class Demuxer {
 public:
  /// `file` and `deadline` outlive it; once `deadline` is over, nothing more is read.
  /// Errors: those of `probe`, apart from NoVideoStream.
  [[nodiscard]] static Result<std::unique_ptr<Demuxer>> open(const InputFile& file,
                                                             const Limits& limits,
                                                             Deadline& deadline);
  Demuxer(const Demuxer&) = delete;
  Demuxer& operator=(const Demuxer&) = delete;
  ~Demuxer();

  [[nodiscard]] AVFormatContext& context() const { return *context_; }
  /// The largest picture; at equal size the first. Null: none. Cover pictures do not count.
  [[nodiscard]] AVStream* video() const { return video_; }
  /// The default one, else the first. Null: none.
  [[nodiscard]] AVStream* audio() const { return audio_; }
  [[nodiscard]] bool has_cover() const { return has_cover_; }
  /// One picture by its format (PNG, JPEG).
  [[nodiscard]] bool is_image() const { return is_image_; }
  /// "mp4", "webm", "png".
  [[nodiscard]] const std::string& container() const { return container_; }
  /// "many_video_streams", "many_audio_streams".
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
  /// Whether times start at an arbitrary moment (MPEG-TS, MPEG-PS) and no length is announced.
  [[nodiscard]] bool is_broadcast() const;

  /// Only packets of these streams will come.
  void keep(const AVStream* one, const AVStream* other);

  enum class Read { Packet, End, Damaged, Over };
  /// The next packet. Damaged: one could not be read, but more may follow. Over: the deadline is.
  [[nodiscard]] Read read(AVPacket& packet);

 private:
  Demuxer(const InputFile& file, Deadline& deadline) : file_(file), deadline_(deadline) {}

  [[nodiscard]] Result<void> start(const Limits& limits);
  [[nodiscard]] Result<void> open_format(const AVInputFormat* format);
  [[nodiscard]] Result<void> read_streams(const Limits& limits);
  void choose_streams();
  [[nodiscard]] tl::unexpected<Error> unreadable(int error) const;
  static int read_bytes(void* self, std::uint8_t* buffer, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);

  const InputFile& file_;
  Deadline& deadline_;
  std::int64_t at_{0};
  AVIOContext* io_{nullptr};
  FormatPtr context_;
  AVStream* video_{nullptr};
  AVStream* audio_{nullptr};
  bool has_cover_{false};
  bool is_image_{false};
  bool at_end_{false};
  int damaged_{0};  ///< reads in a row that failed
  std::string container_;
  std::vector<std::string> warnings_;
};

/// The limit of `limits.pixels`, with a sentence. `where` names the file.
[[nodiscard]] Result<void> check_pixels(std::int64_t width, std::int64_t height,
                                        const Limits& limits, const std::string& where);

/// What an operation that `deadline` ended is called: Cancelled or Stalled.
[[nodiscard]] tl::unexpected<Error> over_error(const Deadline& deadline, const std::string& where,
                                               double limit_s);

}  // namespace gv::media
