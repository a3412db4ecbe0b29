#include "adapters/analysis/advice.h"

#include <array>

#include <fmt/format.h>

namespace gv::analysis {

std::string warning_text(std::string_view word) {
  struct Known {
    std::string_view word;
    std::string_view text;
  };
  static constexpr std::array kKnown{
      Known{"audio_unreadable", "the sound could not be decoded"},
      Known{"av_length_mismatch", "sound and picture differ in length by more than half a second"},
      Known{"constant_video", "the picture never changes"},
      Known{"decode_errors", "damaged parts were skipped"},
      Known{"frame_rate_unknown", "the file does not say its frame rate"},
      Known{"many_audio_streams", "the file has several sound tracks; the default one is used"},
      Known{"many_video_streams", "the file has several video tracks; the largest one is used"},
      Known{"odd_rotation", "the file asks for an odd rotation, which is left out"},
      Known{"pts_repaired", "some frames had no usable time stamp and were put between the others"},
      Known{"size_changed", "the picture changes its size within the file"},
      Known{"truncated", "the file ends before its header says"}};
  for (const auto& known : kKnown) {
    if (known.word == word) return std::string(known.text);
  }
  return std::string(word);
}

std::string seconds_text(const std::optional<double>& t) {
  return t ? fmt::format("{:.1f} s", *t) : std::string("never");
}

}  // namespace gv::analysis
