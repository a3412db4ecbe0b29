#include "adapters/transcribe/upload.h"

#include <gtest/gtest.h>

#include "adapters/transcribe/testing.h"

namespace gv::transcribe {
namespace {

TEST(Upload, TheWavIsSixteenBitMonoAtSixteenKilohertz) {
  const std::vector<float> sound{0.0F, 1.0F, -1.0F, 7.0F};

  const std::string wav = wav_of(sound);

  const std::string expected(
      "RIFF\x2C\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3E\0\0\0\x7D\0\0\2\0\x10\0data\x08\0\0\0"
      "\0\0\xFF\x7F\x01\x80\xFF\x7F",
      44 + 8);
  EXPECT_EQ(wav, expected);
}

TEST(Upload, TheFormHoldsTheFieldsInOrderThenTheFile) {
  const std::string file("\r\n--gv-\0binary", 14);

  const Form form =
      form_of({{"model", "m"}, {"a[]", "1"}, {"a[]", "2"}}, "x.wav", "audio/wav", file);

  const auto parts =
      testing::parts_of({.headers = {{"content-type", form.content_type}}, .body = form.body});
  ASSERT_EQ(parts.size(), 4u);
  EXPECT_EQ(parts[0].name, "model");
  EXPECT_EQ(parts[1].value, "1");
  EXPECT_EQ(parts[2].value, "2");
  EXPECT_EQ(parts[3].name, "file");
  EXPECT_EQ(parts[3].file_name, "x.wav");
  EXPECT_EQ(parts[3].value, file);
}

}  // namespace
}  // namespace gv::transcribe
