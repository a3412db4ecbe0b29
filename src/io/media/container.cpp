#include "io/media/container.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "io/media/libav.h"
#include "io/media/sniff.h"

namespace gv::media {
namespace {

struct Allowed {
  std::string_view demuxer;  ///< its whole name in FFmpeg
  std::string_view name;
  bool is_image{false};
};

// Each of these reads the one file that it is given. The sound formats are for audio_only; without
// it they end as no_video_stream.
constexpr std::array kAllowed = {
    Allowed{"mov,mp4,m4a,3gp,3g2,mj2", "mp4"},
    Allowed{"matroska,webm", "matroska"},
    Allowed{"avi", "avi"},
    Allowed{"mpegts", "mpegts"},
    Allowed{"mpeg", "mpeg"},
    Allowed{"flv", "flv"},
    Allowed{"ogg", "ogg"},
    Allowed{"gif", "gif"},
    Allowed{"png_pipe", "png", true},
    Allowed{"jpeg_pipe", "jpeg", true},
    Allowed{"webp_pipe", "webp", true},
    Allowed{"bmp_pipe", "bmp", true},
    Allowed{"tiff_pipe", "tiff", true},
    Allowed{"wav", "wav"},
    Allowed{"mp3", "mp3"},
    Allowed{"flac", "flac"},
    Allowed{"aac", "aac"},
};

constexpr std::array<std::string_view, 9> kPlaylistLike = {
    "hls", "dash", "concat", "sdp", "imf", "rtsp", "webm_dash_manifest", "ismv", "image2"};

constexpr std::string_view kAccepted =
    "accepted are mp4, mov, webm, mkv, avi, mpeg, ts, flv, ogg, gif, png, jpeg, webp, bmp and tiff";

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The family of formats is one demuxer; the first bytes tell its members apart.
std::string name_of(const Allowed& allowed, std::span<const std::uint8_t> head) {
  const auto text = text_of(head);
  if (allowed.name == "mp4") {
    const auto brand = text.size() >= 12 && text.substr(4, 4) == "ftyp" ? text.substr(8, 4) : "";
    if (brand.empty() || brand == "qt  ") return "mov";
    if (brand.starts_with("3g")) return "3gp";
    if (brand.starts_with("M4V")) return "m4v";
  }
  if (allowed.name == "matroska" && text.substr(0, 64).find("webm") != std::string_view::npos) {
    return "webm";
  }
  return std::string(allowed.name);
}

tl::unexpected<Error> refuse(const InputFile& file, ErrorCode code, std::string_view what) {
  const auto reason = code == ErrorCode::ForbiddenFormat
                          ? " and is refused, because it can make the reader open other files; "
                          : "; ";
  return fail(code, file.name(), fmt::format("is {}{}{}", what, reason, kAccepted));
}

/// What FFmpeg makes of the first bytes, and how sure it is (0 to 100).
struct Guess {
  const AVInputFormat* format{nullptr};
  int score{0};
};

Guess guess(std::vector<std::uint8_t> head) {
  AVProbeData data{};
  data.filename = "";
  data.buf_size = static_cast<int>(head.size());
  head.resize(head.size() + AVPROBE_PADDING_SIZE);  // it looks a little behind the end
  data.buf = head.data();
  Guess made;
  made.format = av().av_probe_input_format3(&data, 1, &made.score);
  return made;
}

std::vector<std::uint8_t> first_bytes(const InputFile& file, std::size_t most) {
  std::vector<std::uint8_t> bytes(most);
  bytes.resize(file.read_at(0, bytes));
  return bytes;
}

}  // namespace

Result<Container> container_of(const InputFile& file) {
  const auto head = first_bytes(file, 1 << 16);
  const auto start = std::span(head).first(std::min<std::size_t>(head.size(), 4096));
  if (const auto stranger = stranger_of(start)) return refuse(file, stranger->code, stranger->name);
  auto guessed = guess(head);
  if (guessed.score <= AVPROBE_SCORE_RETRY) guessed = guess(first_bytes(file, 1 << 20));
  const auto* format = guessed.format;
  if (format == nullptr) return refuse(file, ErrorCode::UnsupportedMedia, "of no known format");
  const std::string_view demuxer = format->name;
  const auto allowed = std::ranges::find(kAllowed, demuxer, &Allowed::demuxer);
  if (allowed == kAllowed.end()) {
    const bool playlist = std::ranges::find(kPlaylistLike, demuxer) != kPlaylistLike.end();
    return refuse(file, playlist ? ErrorCode::ForbiddenFormat : ErrorCode::UnsupportedMedia,
                  fmt::format("in the format \"{}\"", format->long_name));
  }
  return Container{format, name_of(*allowed, head), allowed->is_image};
}

bool has_movie_index(const InputFile& file) {
  std::int64_t at = 0;
  for (int boxes = 0; boxes < 10'000 && at + 8 <= file.size(); ++boxes) {
    std::array<std::uint8_t, 16> header{};
    (void)file.read_at(at, header);
    if (text_of(header).substr(4, 4) == "moov") return true;
    std::uint64_t length = 0;
    for (int i = 0; i < 4; ++i) length = length << 8 | header[static_cast<std::size_t>(i)];
    if (length == 1) {
      length = 0;
      for (std::size_t i = 8; i < 16; ++i) length = length << 8 | header[i];
    }
    if (length < 8 || length > std::uint64_t{1} << 62) return false;
    at += static_cast<std::int64_t>(length);
  }
  return false;
}

}  // namespace gv::media
