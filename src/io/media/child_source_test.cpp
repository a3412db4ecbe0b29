#include <csignal>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io/media/source.h"
#include "io/media/testing.h"
#include "io/media/testing_events.h"

namespace gv::media {
namespace {

using testing::HasSubstr;

class ChildSourceTest : public testing::Test {
 protected:
  std::string clip(const std::string& name, int frames = 40, int width = 160, int height = 96) {
    const ClipOptions options{
        .codec = "libx264",
        .b_frames = 2,
        .sounds = {
            {.codec = "aac", .channels = 2, .samples = sine(48'000, 2, frames / 30.0, 440.0)}}};
    const auto path = folder_ / name;
    const auto written = write_clip(
        path, frames, [&](int i) { return wave_image(width, height, 3 * i); }, options);
    EXPECT_TRUE(written) << written.error();
    return path;
  }

  /// The decoder under a name that makes it misbehave.
  std::string decoder_that(const std::string& verb) {
    const auto path = folder_ / ("decoder_" + verb);
    std::filesystem::create_symlink(GV_MEDIA_DECODER, path);
    return path;
  }

  Error error_of(const std::string& path, const SourceOptions& options,
                 const std::string& decoder = GV_MEDIA_DECODER) {
    const auto source = open_in_child(path, options, decoder);
    EXPECT_FALSE(source);
    return source ? Error{} : source.error();
  }

  TempFolder folder_;
};

/// The children that this thread started and that still live.
std::vector<pid_t> children() {
  std::ifstream list("/proc/self/task/" + std::to_string(::syscall(SYS_gettid)) + "/children");
  std::vector<pid_t> found;
  for (pid_t id = 0; list >> id;) found.push_back(id);
  return found;
}

TEST_F(ChildSourceTest, GivesTheSameEventsAsInProcess) {
  const auto path = clip("a.mp4");
  const auto source = open_in_child(path, {}, GV_MEDIA_DECODER);
  ASSERT_TRUE(source) << source.error();
  const auto there = read_all(**source);
  const auto here = read_all(**open(path));

  ASSERT_FALSE(there.error) << *there.error;
  EXPECT_EQ(there.frames.size(), 40U);
  EXPECT_EQ(there.order, here.order);
  EXPECT_EQ(fingerprint(there), fingerprint(here));
  EXPECT_TRUE(there.gapless);
  EXPECT_EQ(there.end->decoded, here.end->decoded);
  EXPECT_EQ(there.end->covered_s, here.end->covered_s);
}

TEST_F(ChildSourceTest, ProbesTheSame) {
  const auto path = clip("a.mp4");
  const auto there = open_in_child(path, {.probe_only = true}, GV_MEDIA_DECODER);
  const auto here = probe(path);

  ASSERT_TRUE(there) << there.error();
  EXPECT_EQ((*there)->probe().sha256, here->sha256);
  EXPECT_EQ((*there)->probe().format_long, here->format_long);
  EXPECT_EQ((*there)->probe().video->width, here->video->width);
  EXPECT_EQ((*there)->probe().duration_s, here->duration_s);
}

TEST_F(ChildSourceTest, SamplesOfHeldFramesWhileItRunsAhead) {
  const auto path = clip("a.mp4", 40, 320, 180);
  const auto there = open_in_child(path, {}, GV_MEDIA_DECODER);
  const auto here = open(path);
  ASSERT_TRUE(there) << there.error();
  std::int64_t newest = -1;
  while (newest < 30) {
    const auto one = (*there)->next();
    const auto other = (*here)->next();
    ASSERT_TRUE(one && other);
    const auto* frame = std::get_if<Frame>(&*one);
    if (frame == nullptr) continue;
    newest = frame->index;
    if (newest % 10 != 0) continue;
    const auto oldest = std::max<std::int64_t>(0, newest - (*there)->held_frames() + 1);
    for (const auto index : {oldest, newest}) {
      const auto sample = (*there)->sample(index, 160);
      ASSERT_TRUE(sample) << sample.error();
      EXPECT_EQ(sample->pixels, (*here)->sample(index, 160)->pixels) << index;
    }
  }
  EXPECT_EQ((*there)->sample(newest + 1, 480).error().code, ErrorCode::InvalidInput);
  EXPECT_EQ((*there)->sample(newest, 9999).error().code, ErrorCode::InvalidInput);
  const auto rest = read_all(**there);  // the events that came between are not lost
  EXPECT_FALSE(rest.error);
  EXPECT_EQ(rest.frames.front().index, newest + 1);
  EXPECT_EQ(rest.end->decoded, 40);
}

TEST_F(ChildSourceTest, ErrorsOfTheFileComeThrough) {
  EXPECT_EQ(error_of(folder_ / "none.mp4", {}).code, ErrorCode::NotFound);
  EXPECT_EQ(error_of(folder_.file("t.mp4", "hello"), {}).code, ErrorCode::UnsupportedMedia);
  EXPECT_EQ(error_of(folder_.file("l.mp4", "#EXTM3U\n"), {}).code, ErrorCode::ForbiddenFormat);
  const auto bytes = read_bytes(clip("a.mp4"));
  const auto cut = error_of(folder_.file("c.mp4", bytes.substr(0, bytes.size() / 2)), {});
  EXPECT_EQ(cut.code, ErrorCode::Truncated);
}

TEST_F(ChildSourceTest, ADecoderThatIsKilledCostsTheFileOnly) {
  const auto path = clip("a.mp4", 120);
  const auto source = open_in_child(path, {}, GV_MEDIA_DECODER);
  ASSERT_TRUE(source) << source.error();
  ASSERT_TRUE((*source)->next());
  const auto ids = children();
  if (ids.empty()) GTEST_SKIP() << "the kernel does not list children";
  for (const auto id : ids) ::kill(id, SIGKILL);

  const auto told = read_all(**source);

  ASSERT_TRUE(told.error);
  EXPECT_EQ(told.error->code, ErrorCode::DecodeFailed);
  EXPECT_THAT(told.error->message, HasSubstr("was ended by signal 9"));
  EXPECT_LT(told.frames.size(), 100U);
  EXPECT_EQ((*source)->next().error(), *told.error);
}

TEST_F(ChildSourceTest, ADecoderThatDiesAtOnceIsDecodeFailed) {
  const auto error = error_of(clip("a.mp4"), {}, decoder_that("dies"));
  EXPECT_EQ(error.code, ErrorCode::DecodeFailed);
  EXPECT_THAT(error.message, HasSubstr("was ended by signal 9"));
}

TEST_F(ChildSourceTest, ADecoderThatHangsIsStalled) {
  SourceOptions options;
  options.limits.open_s = 0.05;
  EXPECT_EQ(error_of(clip("a.mp4"), options, decoder_that("hangs")).code, ErrorCode::Stalled);
}

TEST_F(ChildSourceTest, ADecoderThatLiesIsNotBelieved) {
  EXPECT_EQ(error_of(clip("a.mp4"), {}, decoder_that("lies")).code, ErrorCode::DecodeFailed);
}

TEST_F(ChildSourceTest, AMissingDecoderIsNotAvailable) {
  EXPECT_EQ(error_of(clip("a.mp4"), {}, "/nowhere/decoder").code, ErrorCode::NotAvailable);
}

TEST_F(ChildSourceTest, CallingOffEndsTheWork) {
  std::stop_source stop;
  SourceOptions options;
  options.cancel = stop.get_token();
  const auto source = open_in_child(clip("a.mp4"), options, GV_MEDIA_DECODER);
  ASSERT_TRUE(source) << source.error();
  stop.request_stop();
  EXPECT_EQ((*source)->next().error().code, ErrorCode::Cancelled);
}

TEST_F(ChildSourceTest, NoChildAndNoDescriptorIsLeftBehind) {
  const auto path = clip("a.mp4");
  const auto count = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  const auto before = count();
  for (int i = 0; i < 3; ++i) {
    const auto source = open_in_child(path, {}, GV_MEDIA_DECODER);
    ASSERT_TRUE(source) << source.error();
    (void)(*source)->next();
  }
  EXPECT_EQ(count(), before);
  EXPECT_TRUE(children().empty());
}

}  // namespace
}  // namespace gv::media
