#include "adapters/analysis/media_reader.h"

#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string_view>

#include "io/jpeg/jpeg.h"
#include "io/media/source.h"

namespace gv::analysis {
namespace {

constexpr int kPosterSide = 640;

std::string mime_of(std::string_view container, bool sound_only) {
  struct Known {
    std::string_view container;
    std::string_view mime;
  };
  static constexpr std::array kKnown{
      Known{"mp4", "video/mp4"},       Known{"m4v", "video/mp4"},
      Known{"mov", "video/quicktime"}, Known{"3gp", "video/3gpp"},
      Known{"webm", "video/webm"},     Known{"matroska", "video/x-matroska"},
      Known{"avi", "video/x-msvideo"}, Known{"mpegts", "video/mp2t"},
      Known{"mpeg", "video/mpeg"},     Known{"flv", "video/x-flv"},
      Known{"ogg", "video/ogg"},       Known{"gif", "image/gif"},
      Known{"png", "image/png"},       Known{"jpeg", "image/jpeg"},
      Known{"webp", "image/webp"},     Known{"bmp", "image/bmp"},
      Known{"tiff", "image/tiff"}};
  for (const auto& known : kKnown) {
    if (!sound_only && known.container == container) return std::string(known.mime);
  }
  return "application/octet-stream";
}

/// 29.97 as 30000 / 1001: rates of television are whole ones over 1.001.
std::pair<int, int> fraction_of(double fps) {
  for (const int den : {1, 1001}) {
    const double num = fps * den / (den == 1 ? 1 : 1000);
    if (std::abs(num - std::round(num)) < 1e-3) {
      const int whole = static_cast<int>(std::lround(num));
      return {den == 1 ? whole : whole * 1000, den};
    }
  }
  const int num = static_cast<int>(std::lround(fps * 1000));
  const int common = std::gcd(num, 1000);
  return {num / common, 1000 / common};
}

/// The first picture; empty where none can be decoded.
std::string poster_of(media::Source& source) {
  for (;;) {
    auto event = source.next();
    if (!event || std::holds_alternative<media::End>(*event)) return {};
    const auto* const frame = std::get_if<media::Frame>(&*event);
    if (frame == nullptr) continue;
    const auto picture = source.sample(frame->index, kPosterSide);
    const auto bytes = picture ? jpeg::encode(*picture) : Result<std::string>(std::string());
    return bytes.value_or(std::string());
  }
}

}  // namespace

app::MediaFacts facts_of(const media::ProbeResult& probe) {
  app::MediaFacts facts{.kind = probe.is_still ? "image" : "video",
                        .mime = mime_of(probe.container, !probe.video)};
  if (!probe.is_still) facts.duration_ms = std::llround(probe.duration_s * 1000.0);
  if (probe.video) {
    facts.width = probe.video->display_w;
    facts.height = probe.video->display_h;
    facts.video_codec = probe.video->codec;
    if (!probe.is_still && probe.video->fps_nominal > 0.0) {
      const auto [num, den] = fraction_of(probe.video->fps_nominal);
      facts.fps_num = num;
      facts.fps_den = den;
    }
  }
  if (probe.audio) facts.audio_codec = probe.audio->codec;
  return facts;
}

Result<app::FirstLook> MediaReader::look(const std::string& path) {
  // What a damaged file still holds can be analysed if somebody asks for that.
  const media::SourceOptions options{
      .decoder_threads = 1, .salvage = true, .want_audio = false, .want_sha256 = false};
  GV_TRY(const auto source, decoder_executable_.empty()
                                ? media::open(path, options)
                                : media::open_in_child(path, options, decoder_executable_));
  return app::FirstLook{.facts = facts_of(source->probe()), .poster = poster_of(*source)};
}

}  // namespace gv::analysis
