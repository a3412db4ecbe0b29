#include "io/media/wire.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/media/child_protocol.h"

namespace gv::media {
namespace {

OpenedMessage an_opened_file() {
  OpenedMessage opened;
  opened.held_frames = 8;
  opened.probe.container = "mp4";
  opened.probe.duration_s = 12.5;
  opened.probe.warnings = {"many_audio_streams", "truncated"};
  auto& video = opened.probe.video.emplace();
  video.width = 1920;
  video.frame_count_est = 375;
  video.color.matrix = "bt709";
  return opened;
}

TEST(Wire, AMessageComesOutAsItWentIn) {
  const auto message = decode(encode(an_opened_file()));

  ASSERT_TRUE(message);
  const auto& opened = std::get<OpenedMessage>(*message);
  EXPECT_EQ(opened.held_frames, 8);
  EXPECT_EQ(opened.probe.container, "mp4");
  EXPECT_EQ(opened.probe.duration_s, 12.5);
  EXPECT_EQ(opened.probe.warnings, (std::vector<std::string>{"many_audio_streams", "truncated"}));
  EXPECT_EQ(opened.probe.video->frame_count_est, 375);
  EXPECT_EQ(opened.probe.video->color.matrix, "bt709");
  EXPECT_FALSE(opened.probe.audio);
}

TEST(Wire, EveryCutMessageIsRefused) {
  const auto bytes = encode(an_opened_file());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode(std::string_view(bytes).substr(0, length))) << length;
  }
  EXPECT_FALSE(decode(bytes + "x"));
}

RC_GTEST_PROP(WireProperty, AnyBytesAreAMessageOrNone, (std::string bytes)) {
  if (!bytes.empty()) bytes[0] = static_cast<char>(*rc::gen::inRange(0, 10));
  const auto message = decode(bytes);
  // RC_ASSERT takes its expression apart, so || would read both sides.
  RC_ASSERT((!message || encode(*message).size() == bytes.size()));
}

// A broken child may name any number; only codes there are may come out.
TEST(Wire, ACodeThatDoesNotExistIsRefused) {
  auto bytes = encode(FailureMessage{.code = ErrorCode::Cancelled, .message = "x"});
  EXPECT_TRUE(decode(bytes));
  bytes[1] = static_cast<char>(static_cast<int>(ErrorCode::Cancelled) + 1);
  EXPECT_FALSE(decode(bytes));
  bytes[4] = '\xff';
  EXPECT_FALSE(decode(bytes));
}

}  // namespace
}  // namespace gv::media
