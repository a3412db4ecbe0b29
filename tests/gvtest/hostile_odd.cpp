#include "hostile_files.h"
#include "hostile_rows.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

using analysis::Document;
using media::ClipOptions;

constexpr const char* kSays = "the document does not say so";

bool warns(const Document& document, const char* word) {
  return std::ranges::find(document.warnings, word) != document.warnings.end();
}

/// Clips of `options` that end in a complete document, and what has to be true of it.
struct Odd {
  const char* name;
  const char* ending;
  ClipOptions options;
  std::function<bool(const Document&)> holds;
  int frames{40};
  int width{160};
  int height{90};
};

media::ClipSound tone(double seconds) {
  return {.codec = "aac", .samples = media::sine(48'000, 1, seconds, 440.0)};
}

bool is_still(const Document& document) {
  return document.source.is_still && document.source.duration_s == 0.0 && !document.hook &&
         !document.psychology && !document.sync && !document.motion.moments;
}

std::vector<Odd> stills() {
  std::vector<Odd> odd;
  for (const auto& [ending, codec, format] : {std::tuple{"a.png", "png", "rgb24"},
                                              {"a.jpg", "mjpeg", "yuvj420p"},
                                              {"a.bmp", "bmp", "bgr24"},
                                              {"a.tiff", "tiff", "rgb24"},
                                              {"one.mp4", "mpeg4", "yuv420p"}}) {
    odd.push_back({.name = "one picture",
                   .ending = ending,
                   .options = {.codec = codec, .pix_fmt = format},
                   .holds = is_still,
                   .frames = 1});
    if (std::string_view(ending) == "a.jpg") odd.back().options.full_range = true;
  }
  return odd;
}

std::vector<Odd> forms() {
  std::vector<Odd> odd;
  odd.push_back({"without sound", "silent.mp4", {.codec = "libx264"}, [](const Document& d) {
                   return d.capabilities.audio == "absent" && !d.sync && !d.audio.has_audio;
                 }});
  odd.push_back({"10-bit PQ",
                 "pq.mkv",
                 {.codec = "ffv1", .pix_fmt = "yuv420p10le", .transfer = "smpte2084"},
                 [](const Document& d) {
                   return d.source.video->hdr && d.source.video->tone_mapped &&
                          d.source.video->bit_depth == 10;
                 }});
  odd.push_back(
      {"rotated", "rotated.mp4", {.codec = "libx264", .rotation_deg = 90}, [](const Document& d) {
         return d.source.video->rotation_deg == 90 && d.source.video->display_w == 90;
       }});
  odd.push_back({"interlaced",
                 "interlaced.mpg",
                 {.codec = "mpeg2video", .interlaced = true},
                 [](const Document& d) { return d.source.video->interlaced; }});
  ClipOptions uneven{.codec = "libx264"};
  for (int i = 0; i < 40; ++i) uneven.times_s.push_back(i * 0.04 + (i / 3) * 0.05);
  odd.push_back(
      {"uneven times", "vfr.mp4", uneven, [](const Document& d) { return d.source.video->vfr; }});
  odd.push_back({"late first picture",
                 "late.mkv",
                 {.codec = "libx264", .start_s = 1.08},
                 [](const Document& d) { return d.source.start_offset_s > 1.0; }});
  odd.push_back({"negative times",
                 "negative.ts",
                 {.codec = "mpeg2video", .start_s = -3.0},
                 [](const Document& d) { return d.frames.decoded == 40; }});
  odd.push_back({"long sound",
                 "sound.mp4",
                 {.codec = "libx264", .sounds = {tone(4.0)}},
                 [](const Document& d) { return warns(d, "av_length_mismatch"); }});
  odd.push_back({"many sounds",
                 "sounds.mkv",
                 {.codec = "libx264", .sounds = std::vector(30, tone(1.3))},
                 [](const Document& d) { return warns(d, "many_audio_streams"); }});
  odd.push_back({"two pictures",
                 "two.mp4",
                 {.codec = "libx264"},
                 [](const Document& d) { return d.frames.decoded == 2 && !d.psychology; },
                 2});
  odd.push_back({"tiny",
                 "tiny.mkv",
                 {.codec = "ffv1"},
                 [](const Document& d) { return d.frames.decoded == 40; },
                 40,
                 2,
                 2});
  odd.push_back({"a line",
                 "line.mkv",
                 {.codec = "ffv1"},
                 [](const Document& d) { return d.frames.decoded == 40; },
                 40,
                 4000,
                 2});
  odd.push_back({"odd pixels",
                 "pixels.mp4",
                 {.codec = "libx264", .sar_num = 255, .sar_den = 1},
                 [](const Document& d) { return d.frames.decoded == 40; }});
  return odd;
}

Result<void> add_edited(HostileRows& rows, const media::TempFolder& folder) {
  GV_TRY(const auto seeds, container_seeds(folder));
  const auto& mp4 = seeds.front().bytes;
  const std::vector<std::string> any_end{"complete", "truncated", "decode_failed"};
  auto zero = with_field(mp4, "mvhd", 16, 4, 0);
  zero = with_field(zero, "tkhd", 20, 4, 0);
  rows.add_bytes("no duration", with_field(zero, "mdhd", 16, 4, 0), {"complete"}, 0);
  rows.add_bytes("endless duration", with_field(mp4, "mvhd", 16, 4, '\xff'),
                 {"complete", "limit_duration", "truncated"}, {});
  // elst: version, count, then duration, start and rate of each edit.
  rows.add_bytes("edit of no length", with_field(mp4, "elst", 8, 4, 0), any_end, {});
  rows.add_bytes("edit before the start", with_field(mp4, "elst", 12, 4, '\xfe'), any_end, {});
  rows.add_bytes("edit without speed", with_field(mp4, "elst", 16, 4, 0), any_end, {});
  rows.add_bytes("zip behind a video",
                 mp4 + std::string("PK\x03\x04\x14\0\0\0", 8) + std::string(500, 'z'), {"complete"},
                 0);
  return {};
}

/// TS streams of two sizes, one behind the other.
Result<void> add_size_change(HostileRows& rows, const media::TempFolder& folder) {
  std::string bytes;
  for (const int width : {160, 240}) {
    const auto path = folder / "part.ts";
    GV_TRY(media::write_clip(path, 30, [&](int i) { return media::wave_image(width, 96, 2 * i); },
                             {.codec = "mpeg2video", .start_s = width == 240 ? 1.0 : 0.0}));
    bytes += media::read_bytes(path);
  }
  auto& row = rows.add_bytes("size that changes", bytes, {"complete"}, 0);
  row.look.check = [](const Document& d) {
    return warns(d, "size_changed") ? std::string() : std::string(kSays);
  };
  return {};
}

}  // namespace

Result<std::vector<HostileRow>> odd_rows(const media::TempFolder& folder) {
  HostileRows rows(folder, "odd");
  auto clips = stills();
  for (auto& odd : forms()) clips.push_back(std::move(odd));
  for (const auto& odd : clips) {
    const auto path = folder / odd.ending;
    const auto draw = [&](int i) { return media::wave_image(odd.width, odd.height, 3 * i); };
    GV_TRY(media::write_clip(path, odd.frames, draw, odd.options));
    auto& row = rows.add(fmt::format("{}: {}", odd.name, odd.ending), path, {"complete"}, 0);
    row.look.check = [holds = odd.holds](const Document& document) {
      return holds(document) ? std::string() : std::string(kSays);
    };
  }
  const auto black = folder / "black.mp4";
  GV_TRY(media::write_clip(black, 60, [](int) { return media::flat_image(160, 90, 0); },
                           {.codec = "libx264"}));
  rows.add("nothing but black", black, {"complete"}, 0).look.check = [](const Document& d) {
    const bool right = warns(d, "constant_video") && d.shots.shots.size() == 1;
    return right ? std::string() : std::string(kSays);
  };
  GV_TRY(add_edited(rows, folder));
  GV_TRY(add_size_change(rows, folder));
  return rows.take();
}

Result<std::vector<HostileRow>> costly_rows(const media::TempFolder& folder) {
  HostileRows rows(folder, "costly");
  GV_TRY(const auto seeds, container_seeds(folder));
  rows.add_bytes("3,000 tracks", many_tracks(seeds.front().bytes, 3000), {}, {});
  rows.add_bytes("boxes 20,000 deep", nested_boxes(20'000),
                 {"truncated", "decode_failed", "no_video_stream", "unsupported_media"}, {});
  // Small files of large pictures: one value repeats. On a busy machine the limit of time may come
  // first.
  for (const char* ending : {"bomb.png", "bomb.gif"}) {
    const bool gif = std::string_view(ending) == "bomb.gif";
    GV_TRY(media::write_clip(
        folder / ending, gif ? 2 : 1, [](int) { return media::flat_image(7680, 4300, 7); },
        {.codec = gif ? "gif" : "png", .pix_fmt = gif ? "rgb8" : "rgb24", .fps_num = 10}));
    rows.add(ending, folder / ending, {"complete", "stalled"}, {});
  }
  return rows.take();
}

}  // namespace gv::gvtest
