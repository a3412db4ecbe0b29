#include "hostile_rows.h"

#include "hostile_files.h"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/check.h"
#include "io/media/sandbox.h"

namespace gv::gvtest {
namespace {

using Words = std::vector<std::string>;

void add_absent(HostileRows& rows, const media::TempFolder& folder, const std::string& good) {
  rows.add("no such file", folder / "nothing.mp4", {"not_found"}, 4);
  const auto link = [&](const std::string& to, const std::string& name) {
    GV_CHECK(::symlink(to.c_str(), (folder / name).c_str()) == 0);
    return folder / name;
  };
  rows.add("link to nothing", link(folder / "nothing.mp4", "dangling.mp4"), {"not_found"}, 4);
  rows.add("link to itself", link(folder / "loop.mp4", "loop.mp4"), {"unusable_input"}, 9);
  rows.add("link to a video", link(good, "link.mp4"), {"complete"}, 0);
  rows.add("link to a device", link("/dev/zero", "zero.mp4"), {"unsupported_media"}, 9);
  const auto pipe = folder / "pipe.mp4";
  GV_CHECK(::mkfifo(pipe.c_str(), 0600) == 0);
  rows.add("pipe without a writer", pipe, {"unsupported_media"}, 9);
  rows.add_bytes("empty file", "", {"empty_file"}, 9);
}

void add_strangers(HostileRows& rows, const Bait& bait) {
  const Words unsupported{"unsupported_media"};
  rows.add_bytes("five bytes of text", "hello", unsupported, 9);
  rows.add_bytes("zip", std::string("PK\x03\x04", 4) + std::string(200, 'z'), unsupported, 9);
  rows.add_bytes("HTML", "<!DOCTYPE html><html><body>404</body></html>", unsupported, 9);
  rows.add_bytes("program", media::read_bytes("/proc/self/exe").substr(0, 1 << 16), unsupported, 9);
  rows.add_bytes("noise", std::string(5000, '\x01'), unsupported, 9);
  const Words forbidden{"forbidden_format"};
  for (const auto& target : {bait.path(), "file://" + bait.path(), bait.url()}) {
    rows.add_bytes("HLS playlist", "#EXTM3U\n#EXTINF:10,\n" + target + "\n", forbidden, 9);
    rows.add_bytes("HLS playlist behind a mark", "\xef\xbb\xbf\n #EXTM3U\n" + target + "\n",
                   forbidden, 9);
    rows.add_bytes("concat script", "ffconcat version 1.0\nfile '" + target + "'\n", forbidden, 9);
    rows.add_bytes("concat script without a head", "file '" + target + "'\n", forbidden, 9);
    rows.add_bytes("DASH manifest",
                   "<?xml version=\"1.0\"?><MPD><BaseURL>" + target + "</BaseURL></MPD>", forbidden,
                   9);
    rows.add_bytes("session description", "v=0\no=- 0 0 IN IP4 127.0.0.1\nu=" + target + "\n",
                   forbidden, 9);
    // A playlist in the subtitles of an AVI file made readers fetch what it names.
    rows.add_bytes("playlist in AVI",
                   "RIFF\xff\xff\xff\x7f"
                   "AVI LIST\xff\xff\xff\x7fmoviGAB2" +
                       std::string("\0\2\0\0\0\0\0\0\0\0\0", 11) + "#EXTM3U\n" + target + "\n",
                   {"truncated", "decode_failed", "unsupported_media", "no_video_stream"}, 9);
  }
}

Result<void> add_sound(HostileRows& rows, const media::TempFolder& folder, const std::string& mkv) {
  media::ClipOptions options{.codec = "mjpeg", .pix_fmt = "yuvj420p", .full_range = true};
  options.sounds = {{.codec = "aac", .samples = media::sine(48'000, 1, 1.0, 440.0)}};
  options.as_cover = true;
  const auto path = folder / "sound.m4a";
  GV_TRY(media::write_clip(
      path, 1, [](int) { return media::flat_image(96, 64, 90); }, options));
  rows.add("sound with a cover", path, {"no_video_stream"}, 9);
  auto& listened = rows.add("sound with --audio-only", path, {"complete"}, 0);
  listened.look.plan.audio_only = true;
  listened.options = "--audio-only";
  listened.look.check = [](const analysis::Document& document) -> std::string {
    return document.audio.has_audio && !document.source.video ? "" : "the sound was not analysed";
  };
  auto& cut = rows.add_bytes("half a Matroska", mkv.substr(0, mkv.size() / 2), {"truncated"}, 9);
  auto& salvaged = rows.add("half a Matroska with --salvage", cut.look.path, {"partial"}, 10);
  salvaged.look.plan.salvage = true;
  salvaged.options = "--salvage";
  return {};
}

Result<void> add_limits(HostileRows& rows, const media::TempFolder& folder, const std::string& mp4,
                        const std::string& good) {
  const auto large = folder.file("large.mp4", mp4);
  std::error_code error;
  std::filesystem::resize_file(large, 5ULL << 30, error);
  if (error) return fail(ErrorCode::NotAvailable, large, error.message());
  rows.add("five gibibytes", large, {"limit_size"}, 6);
  media::ClipOptions slow{.codec = "libx264"};
  slow.times_s = {0.0, 3700.0};
  GV_TRY(media::write_clip(
      folder / "long.mkv", 2, [](int i) { return media::wave_image(96, 64, i); }, slow));
  rows.add("more than an hour", folder / "long.mkv", {"limit_duration"}, 6);
  constexpr std::uint32_t kSide = 32768;
  rows.add_bytes("PNG of 32768 x 32768", png_header(kSide, kSide), {"limit_resolution"}, 6);
  rows.add_bytes("BMP of 32768 x 32768", bmp_header(kSide, kSide), {"limit_resolution"}, 6);
  rows.add_bytes("GIF of 32768 x 32768", gif_header(kSide, kSide), {"limit_resolution"}, 6);
  auto& many = rows.add("more frames a second than accepted", good, {"limit_resolution"}, {});
  many.look.plan.limits.fps = 10.0;
  if (media::sandbox_is_whole()) {
    auto& memory = rows.add("little memory", good, {"limit_memory"}, {});
    memory.look.plan.limits.memory_bytes = 96LL << 20;
  }
  return {};
}

void add_time(HostileRows& rows, const std::string& good) {
  rows.add("no time to open", good, {"stalled"}, {}).look.plan.limits.open_s = 0.0;
  auto& late = rows.add("no time at all", good, {"timed_out"}, {});
  late.look.plan.limits.total_min_s = late.look.plan.limits.total_per_s = 0.0;
  rows.add("called off", good, {"cancelled"}, {}).look.called_off = true;
}

}  // namespace

HostileRow& HostileRows::add(const std::string& name, const std::string& path,
                             const std::vector<std::string>& may_give,
                             std::optional<int> exit_code) {
  HostileCase look{.group = group_, .name = name, .path = path, .may_give = may_give};
  return rows_.emplace_back(HostileRow{std::move(look), exit_code});
}

HostileRow& HostileRows::add_bytes(const std::string& name, const std::string& bytes,
                                   const std::vector<std::string>& may_give,
                                   std::optional<int> exit_code) {
  const auto file = folder_.file(fmt::format("{}{}.mp4", group_, rows_.size()), bytes);
  return add(name, file, may_give, exit_code);
}

Result<std::vector<HostileRow>> code_rows(const media::TempFolder& folder, const Bait& bait) {
  GV_TRY(const auto seeds, container_seeds(folder));
  const auto bytes_of = [&](std::string_view name) {
    for (const auto& seed : seeds) {
      if (seed.name == name) return seed.bytes;
    }
    throw Bug("no such seed");
  };
  const auto mp4 = bytes_of("mp4");
  const auto good = folder.file("good.mp4", mp4);
  HostileRows rows(folder, "codes");
  add_absent(rows, folder, good);
  add_strangers(rows, bait);
  GV_TRY(add_sound(rows, folder, bytes_of("mkv")));
  GV_TRY(add_limits(rows, folder, mp4, good));
  auto noise = mp4;
  const auto pictures = noise.find("mdat") + 4;
  const auto index = noise.find("moov") - 4;
  std::fill(noise.begin() + static_cast<std::ptrdiff_t>(pictures),
            noise.begin() + static_cast<std::ptrdiff_t>(index), '\x5a');
  rows.add_bytes("pictures of noise", noise, {"decode_failed"}, 9);
  add_time(rows, good);
  return rows.take();
}

std::string fault_of_program(const std::string& program, const HostileRow& row) {
  const auto command =
      fmt::format("'{}' analyze '{}' {} --profile fast --no-cache --json --quiet 2>&1 >/dev/null",
                  program, row.look.path, row.options);
  FILE* pipe = ::popen(command.c_str(), "re");
  if (pipe == nullptr) return "the program cannot be started";
  std::string said;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
  const int status = ::pclose(pipe);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code != *row.exit_code) return fmt::format("exit code {}, not {}", code, *row.exit_code);
  const bool failed = code != 0 && code != 10;
  if (failed != said.starts_with("error: ")) return "its sentence is not where it belongs: " + said;
  if (!failed) return {};
  const auto line = "\n  code: " + row.look.may_give.front() + " ";
  const bool one_code = row.look.may_give.size() == 1;
  return one_code && said.find(line) == std::string::npos ? "no code in what it says: " + said : "";
}

}  // namespace gv::gvtest
