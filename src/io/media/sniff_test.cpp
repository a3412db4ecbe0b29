#include "io/media/sniff.h"

#include <string>
#include <string_view>
#include <tuple>

#include <gtest/gtest.h>

#include "io/media/testing.h"

namespace gv::media {
namespace {

std::optional<Stranger> stranger(std::string_view text) {
  return stranger_of({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::optional<std::int64_t> announced(const std::string& bytes) {
  const TempFolder folder;
  const auto file = InputFile::open(folder.file("f", bytes), {});
  return announced_bytes(*file);
}

TEST(Sniff, PlaylistsAreForbiddenWhateverTheirName) {
  for (const std::string_view text :
       {"#EXTM3U\n#EXT-X-VERSION:3\n", "\xef\xbb\xbf#EXTM3U\n",
        "ffconcat version 1.0\nfile a.mp4\n", "# a comment\nfile '/etc/passwd'\n", "file 'a.mp4'\n",
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n", "[playlist]\nFile1=a",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash\">", "<ASX version=\"3.0\">",
        "<smil></smil>"}) {
    const auto found = stranger(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(found->code, ErrorCode::ForbiddenFormat) << text;
  }
}

TEST(Sniff, OtherFilesAreNamed) {
  EXPECT_EQ(stranger("hello")->name, "text");
  EXPECT_EQ(stranger("PK\x03\x04....")->name, "a zip archive or an office document");
  EXPECT_EQ(stranger("<!DOCTYPE html><html>")->name, "an HTML page");
  EXPECT_EQ(stranger("%PDF-1.7")->name, "a PDF document");
  EXPECT_EQ(stranger("\x7f"
                     "ELF\x02")
                ->name,
            "a program");
  EXPECT_EQ(stranger("hello")->code, ErrorCode::UnsupportedMedia);
}

TEST(Sniff, MediaIsNoStranger) {
  using namespace std::string_view_literals;
  EXPECT_FALSE(
      stranger("\0\0\0\x18"
               "ftypmp42\0\0"sv));
  EXPECT_FALSE(stranger("RIFF\x10\0\0\0AVI "sv));
}

TEST(Announced, BoxesAreAddedUp) {
  using namespace std::string_literals;
  EXPECT_EQ(announced("\0\0\0\x0c"
                      "ftypmp42\0\0\x01\0mdat...."s),
            12 + 256);
  EXPECT_EQ(announced("\0\0\0\x0c"
                      "ftypmp42\0\0\0\0mdat...."s),
            std::nullopt);  // to the end
}

TEST(Announced, ASegmentOfOpenLengthAnnouncesNothing) {
  using namespace std::string_literals;
  EXPECT_EQ(announced("\x1a\x45\xdf\xa3\x81\x01\x18\x53\x80\x67\x84...."s), 15);
  EXPECT_EQ(announced("\x1a\x45\xdf\xa3\x81\x01\x18\x53\x80\x67\xff...."s), std::nullopt);
}

TEST(Announced, RiffCountsItsBytes) {
  using namespace std::string_literals;
  EXPECT_EQ(announced("RIFF\0\x01\0\0AVI LIST"s), 256);
  EXPECT_EQ(announced("RIFF\0\0\0\0AVI LIST"s), std::nullopt);  // never closed
}

TEST(AnnouncedSize, StillsNameTheirs) {
  const TempFolder folder;
  for (const auto& [ending, codec, format] :
       {std::tuple{"png", "png", "rgb24"}, std::tuple{"jpg", "mjpeg", "yuvj420p"},
        std::tuple{"bmp", "bmp", "bgr24"}}) {
    const auto path = folder / ("a." + std::string(ending));
    ClipOptions options{.codec = codec, .pix_fmt = format, .full_range = true};
    const auto written = write_clip(
        path, 1, [](int) { return flat_image(96, 64, 9); }, options);
    ASSERT_TRUE(written) << written.error();
    const auto file = InputFile::open(path, {});
    EXPECT_EQ(announced_size(*file), (PictureSize{96, 64})) << ending;
  }
}

TEST(AnnouncedSize, AnyBytesAreASizeOrNone) {
  const TempFolder folder;
  const auto size = [&](std::string_view bytes) {
    const auto file = InputFile::open(folder.file("still", std::string(bytes)), {});
    return announced_size(*file);
  };
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(size("\x89PNG\r\n\x1a\n"sv), (PictureSize{0, 0}));
  EXPECT_EQ(size("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\xff\xff\xff\1\0\0"sv),
            (PictureSize{1 << 24, 2}));
  EXPECT_FALSE(size("\xff\xd8\xff\xff\xff\xff"sv));
  EXPECT_FALSE(size("\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"sv));
  EXPECT_FALSE(size("hello"sv));
}

}  // namespace
}  // namespace gv::media
