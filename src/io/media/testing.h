#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace gv::media {

/// A folder of one's own, removed with all it holds.
class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();

  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  /// Writes a file and returns its path.
  std::string file(const std::string& name, const std::string& bytes) const;

 private:
  std::string path_;
};

[[nodiscard]] std::string read_bytes(const std::string& path);

/// Sound of a test clip: interleaved samples in [-1, 1].
struct ClipSound {
  std::string codec{"pcm_s16le"};  ///< "aac" in MP4
  int rate{48'000};
  int channels{1};
  double start_s{0.0};
  std::vector<float> samples;
};

/// How a test clip is encoded. The container follows from the file's name.
struct ClipOptions {
  std::string codec{"mpeg4"};  ///< "libx264", "ffv1" (lossless), "rawvideo", "png", "gif", ...
  std::string pix_fmt{"yuv420p"};
  int fps_num{30};
  int fps_den{1};
  std::vector<double> times_s;  ///< of each frame, growing; empty: every 1 / fps
  double start_s{0.0};          ///< added to all times
  int rotation_deg{0};          ///< clockwise turn that shows the picture upright
  int sar_num{1};
  int sar_den{1};
  std::string transfer;  ///< "smpte2084", "arib-std-b67"; empty: not written
  std::string matrix;    ///< "bt709", "smpte170m"; also what the conversion from BGR uses
  bool full_range{false};
  bool interlaced{false};  ///< marked so, top field first
  int gop{12};
  int b_frames{0};
  std::string quality;              ///< crf of libx264, quantiser scale of mpeg4; empty: "18", "3"
  std::string preset{"ultrafast"};  ///< of libx264
  std::int64_t bit_rate{0};         ///< mean of libx264, bits a second; 0: by `quality`
  std::vector<ClipSound> sounds;
  bool index_first{false};  ///< MP4 and MOV: for the web, "moov" before the pictures
  bool as_cover{false};     ///< the single frame is a cover picture, not video
};

/// Draws frame `index`: BGR or grey, every time of the same size.
using DrawFrame = std::function<Image(int index)>;

/// Writes a clip of `frames` frames, for tests of this module and of those that read its events.
/// Errors: NotAvailable: no such encoder or muxer. InvalidInput: the encoder refuses the options.
[[nodiscard]] Result<void> write_clip(const std::string& path, int frames, const DrawFrame& draw,
                                      const ClipOptions& options = {});

/// A grey picture of one level, as BGR.
[[nodiscard]] Image flat_image(int width, int height, std::uint8_t level);
/// A picture of smooth waves, shifted by `shift` pixels to the right; `seed` gives another one.
[[nodiscard]] Image wave_image(int width, int height, int shift, int seed = 1);
/// `seconds` of a sine of `hertz` at amplitude 0.5, on every channel.
[[nodiscard]] std::vector<float> sine(int rate, int channels, double seconds, double hertz);

}  // namespace gv::media
