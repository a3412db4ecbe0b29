#include "hostile_files.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace gv::gvtest {
namespace {

constexpr int kFrames = 40;
constexpr int kWidth = 160;
constexpr int kHeight = 90;

media::ClipSound sound_of(const std::string& codec) {
  return {.codec = codec, .rate = 48'000, .samples = media::sine(48'000, 1, 1.6, 440.0)};
}

Result<HostileSeed> seed_of(const media::TempFolder& folder, const std::string& name,
                            const std::string& ending, const media::ClipOptions& options,
                            bool announces, int frames = kFrames) {
  const auto path = folder / ("seed." + ending);
  // A cut in the middle, so that there are shots.
  const auto draw = [&](int i) {
    return media::wave_image(kWidth, kHeight, 3 * i, 2 * i < frames ? 1 : 5);
  };
  GV_TRY(media::write_clip(path, frames, draw, options));
  return HostileSeed{name, media::read_bytes(path), announces};
}

std::string big_endian(std::uint64_t value, int bytes) {
  std::string text;
  while (bytes-- > 0) text += static_cast<char>(value >> (8 * bytes));
  return text;
}

std::string little_endian(std::uint64_t value, int bytes) {
  auto text = big_endian(value, bytes);
  std::ranges::reverse(text);
  return text;
}

std::uint32_t size_at(const std::string& bytes, std::size_t at) {
  std::uint32_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  return size;
}

/// Where the size field of the first box `type` is.
std::size_t box_at(const std::string& mp4, std::string_view type) {
  const auto found = mp4.find(type);
  GV_CHECK(found != std::string::npos && found >= 4);
  return found - 4;
}

/// A place in `size` > 0 bytes.
std::size_t place(std::size_t size, Rng& rng) { return rng.below(size); }

char any_byte(Rng& rng) { return static_cast<char>(place(256, rng)); }

void set_size_field(std::string& bytes, Rng& rng) {
  static const std::vector<std::string> kExtremes{
      {"\x00\x00\x00\x00", 4}, "\xff\xff\xff\xff",      {"\x00\x00\x00\x01", 4},
      "\x7f\xff\xff\xff",      {"\x80\x00\x00\x00", 4}, "\x01\xff\xff\xff\xff\xff\xff\xff"};
  const auto& field = kExtremes[place(kExtremes.size(), rng)];
  const auto at = place(std::min<std::size_t>(bytes.size(), 4096), rng);
  bytes.replace(at, std::min(field.size(), bytes.size() - at), field);
}

void move_piece(std::string& bytes, Rng& rng) {
  const auto from = place(bytes.size(), rng);
  const auto piece = bytes.substr(from, 1 + place(400, rng));
  bytes.erase(from, piece.size());
  bytes.insert(std::min(place(bytes.size() + 1, rng), bytes.size()), piece);
}

}  // namespace

Result<std::vector<HostileSeed>> container_seeds(const media::TempFolder& folder) {
  using media::ClipOptions;
  std::vector<HostileSeed> seeds;
  const auto add = [&](const std::string& name, const std::string& ending,
                       const ClipOptions& options, bool announces) -> Result<void> {
    GV_TRY(auto seed, seed_of(folder, name, ending, options, announces));
    seeds.push_back(std::move(seed));
    return {};
  };
  const ClipOptions h264{
      .codec = "libx264", .fps_num = 25, .b_frames = 2, .sounds = {sound_of("aac")}};
  auto index_first = h264;
  index_first.index_first = true;
  auto pcm = h264;
  pcm.sounds = {sound_of("pcm_s16le")};
  GV_TRY(add("mp4", "mp4", h264, true));
  GV_TRY(add("mp4 index first", "mp4", index_first, true));
  GV_TRY(add("mov", "mov", pcm, true));
  GV_TRY(add("mkv", "mkv", h264, true));
  GV_TRY(add("webm", "webm", {.codec = "libvpx", .fps_num = 25}, true));
  GV_TRY(add("avi", "avi", {.codec = "mpeg4", .fps_num = 25, .sounds = {sound_of("pcm_s16le")}},
             true));
  GV_TRY(
      add("ts", "ts", {.codec = "mpeg2video", .fps_num = 25, .sounds = {sound_of("mp2")}}, false));
  return seeds;
}

Result<std::vector<HostileSeed>> further_seeds(const media::TempFolder& folder) {
  std::vector<HostileSeed> seeds;
  const auto add = [&](const std::string& ending, const media::ClipOptions& options,
                       int frames) -> Result<void> {
    GV_TRY(auto seed, seed_of(folder, ending, ending, options, false, frames));
    seeds.push_back(std::move(seed));
    return {};
  };
  GV_TRY(add("mpg", {.codec = "mpeg1video", .fps_num = 25}, kFrames));
  GV_TRY(add("flv", {.codec = "flv"}, kFrames));
  GV_TRY(add("ogv", {.codec = "libtheora"}, kFrames));
  GV_TRY(add("gif", {.codec = "gif", .pix_fmt = "rgb8", .fps_num = 10}, kFrames));
  GV_TRY(add("png", {.codec = "png", .pix_fmt = "rgb24"}, 1));
  GV_TRY(add("jpg", {.codec = "mjpeg", .pix_fmt = "yuvj420p", .full_range = true}, 1));
  GV_TRY(add("tiff", {.codec = "tiff", .pix_fmt = "rgb24"}, 1));
  return seeds;
}

std::string mutate(const HostileSeed& seed, std::uint64_t kind, Rng& rng) {
  auto bytes = seed.bytes;
  switch (kind % 8) {
    case 0:
      for (int k = 0; k < 20; ++k)
        bytes[place(bytes.size(), rng)] ^= static_cast<char>(1 << (k % 8));
      break;
    case 1:  // headers are small: aim at them
      for (int k = 0; k < 4; ++k)
        bytes[place(std::min<std::size_t>(bytes.size(), 600), rng)] = any_byte(rng);
      break;
    case 2:
      for (int k = 0; k < 2; ++k) set_size_field(bytes, rng);
      break;
    case 3:
      bytes.resize(1 + place(bytes.size(), rng));
      break;
    case 4:
      move_piece(bytes, rng);
      break;
    case 5: {
      const auto piece = bytes.substr(place(bytes.size(), rng), 1 + place(2000, rng));
      bytes.insert(place(bytes.size(), rng), piece);
      break;
    }
    case 6:
      bytes.erase(place(bytes.size(), rng), 1 + place(300, rng));
      if (bytes.empty()) bytes = "x";
      break;
    default: {
      std::string noise(1 + place(300, rng), '\0');
      for (char& c : noise) c = any_byte(rng);
      bytes.insert(place(bytes.size(), rng), noise);
      break;
    }
  }
  return bytes;
}

std::string png_header(std::uint32_t width, std::uint32_t height) {
  // The sums of chunks are not looked at before the size is.
  return "\x89PNG\r\n\x1a\n" + big_endian(13, 4) + "IHDR" + big_endian(width, 4) +
         big_endian(height, 4) + std::string("\x08\x02\x00\x00\x00", 5) + std::string(4, '\0') +
         big_endian(64, 4) + "IDAT" + std::string(64, 'x');
}

std::string bmp_header(std::uint32_t width, std::uint32_t height) {
  return "BM" + little_endian(1 << 20, 4) + std::string(4, '\0') + little_endian(54, 4) +
         little_endian(40, 4) + little_endian(width, 4) + little_endian(height, 4) +
         little_endian(1, 2) + little_endian(24, 2) + std::string(24, '\0') + std::string(64, 'x');
}

std::string gif_header(std::uint16_t width, std::uint16_t height) {
  return "GIF89a" + little_endian(width, 2) + little_endian(height, 2) +
         std::string("\xf0\x00\x00\x00\x00\x00\xff\xff\xff", 9) + "," + std::string(4, '\0') +
         little_endian(width, 2) + little_endian(height, 2) +
         std::string("\x00\x02\x02\x44\x01\x00;", 7);
}

std::string box(std::string_view type, std::string_view inside) {
  return big_endian(8 + inside.size(), 4) + std::string(type) + std::string(inside);
}

std::string nested_boxes(int depth) {
  std::string front = box("ftyp", "isom\0\0\0\0isom");
  for (int i = depth; i > 0; --i) {
    front += big_endian(static_cast<std::uint64_t>(8 * i), 4) + "moov";
  }
  return front;
}

std::string many_tracks(const std::string& mp4, int count) {
  const auto index = box_at(mp4, "moov");
  const auto track = box_at(mp4, "trak");
  const auto one = mp4.substr(track, size_at(mp4, track));
  std::string all;
  for (int i = 0; i < count; ++i) all += one;
  auto bytes = mp4;
  bytes.insert(track, all);
  return bytes.replace(index, 4, big_endian(size_at(mp4, index) + all.size(), 4));
}

std::string replaced(std::string bytes, std::string_view from, std::string_view to) {
  GV_CHECK(from.size() == to.size());
  for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 1)) {
    bytes.replace(at, to.size(), to);
  }
  return bytes;
}

std::string with_field(std::string mp4, std::string_view type, std::size_t at, std::size_t count,
                       char value) {
  const auto start = box_at(mp4, type) + 8 + at;
  GV_CHECK(start + count <= mp4.size());
  std::fill_n(mp4.begin() + static_cast<std::ptrdiff_t>(start), count, value);
  return mp4;
}

}  // namespace gv::gvtest
