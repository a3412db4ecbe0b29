#include "io/file/file.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

namespace gv::file {
namespace {

using ::testing::HasSubstr;

/// One gzip member that unpacks to `text`.
std::string gzip(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

class File : public ::testing::Test {
 protected:
  File() {
    std::string pattern = ::testing::TempDir() + "gv_file_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~File() override { std::filesystem::remove_all(folder_); }

  std::string put(const std::string& name, const std::string& bytes) {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  std::string folder_;
};

TEST_F(File, ReadsItsBytesAsTheyAre) {
  const std::string bytes("a\0b\r\n", 5);

  const auto got = read(put("plain", bytes));

  ASSERT_TRUE(got) << got.error();
  EXPECT_EQ(*got, bytes);
}

TEST_F(File, UnpacksGzipByContentWhateverTheName) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i) + "\n";

  EXPECT_EQ(read(put("a.csv.gz", gzip(text))), text);
  EXPECT_EQ(read(put("a.csv", gzip(text))), text);
}

TEST_F(File, UnpacksSeveralMembersAndSkipsPadding) {
  const std::string padding(512, '\0');

  EXPECT_EQ(read(put("two.gz", gzip("one ") + gzip("two") + padding)), "one two");
}

TEST_F(File, AMissingFileIsNotFound) {
  const auto got = read(folder_ + "/none.csv");

  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::NotFound);
  EXPECT_EQ(got.error().where, folder_ + "/none.csv");
}

TEST_F(File, TellsAFolderAnEmptyFileAndAFalseNameApart) {
  const auto refusal = [](const std::string& path) {
    const auto got = read(path);
    EXPECT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::UnusableInput);
    return got.error().message;
  };

  EXPECT_THAT(refusal(folder_), HasSubstr("is a folder"));
  EXPECT_THAT(refusal(put("empty", "")), HasSubstr("is empty"));
  EXPECT_THAT(refusal(put("empty.gz", gzip(""))), HasSubstr("is empty once unpacked"));
  EXPECT_THAT(refusal(put("false.gz", "ad_id\n1\n")), HasSubstr("holds no gzip data"));
}

TEST_F(File, ATruncatedOrDamagedGzipIsUnusable) {
  std::string packed = gzip(std::string(10'000, 'x') + "end");
  const auto cut = read(put("cut.gz", packed.substr(0, packed.size() - 5)));
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 0x55);  // its checksum
  const auto damaged = read(put("damaged.gz", packed));

  ASSERT_FALSE(cut);
  EXPECT_THAT(cut.error().message, HasSubstr("ends in the middle"));
  ASSERT_FALSE(damaged);
  EXPECT_THAT(damaged.error().message, HasSubstr("damaged gzip data"));
}

TEST_F(File, TheLimitHoldsForPlainAndForUnpackedBytes) {
  const auto plain = put("plain", std::string(1'001, 'x'));
  const auto bomb = put("bomb.gz", gzip(std::string(10'000'000, '\0')));

  EXPECT_TRUE(read(plain, 1'001));
  const auto too_long = read(plain, 1'000);
  const auto exploded = read(bomb, 1'000'000);

  ASSERT_FALSE(too_long);
  EXPECT_THAT(too_long.error().message, HasSubstr("holds more than 1000 bytes"));
  ASSERT_FALSE(exploded);
  EXPECT_THAT(exploded.error().message, HasSubstr("unpacks to more than 1000000 bytes"));
}

TEST_F(File, NoPermissionIsSaidSo) {
  const auto path = put("secret", "x");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  // The superuser may read everything, so act as nobody for one call.
  const bool superuser = ::geteuid() == 0;
  if (superuser) {
    std::filesystem::permissions(folder_, std::filesystem::perms::all);
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const auto got = read(path);
  if (superuser) {
    ASSERT_EQ(::seteuid(0), 0);
  }

  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::UnusableInput);
  EXPECT_THAT(got.error().message, HasSubstr("permission denied"));
}

TEST_F(File, ADashIsTheStandardInput) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "from a pipe", 11), 11);
  ::close(ends[1]);
  const int kept = ::dup(STDIN_FILENO);
  ::dup2(ends[0], STDIN_FILENO);
  ::close(ends[0]);

  const auto got = read("-");
  ::dup2(kept, STDIN_FILENO);
  ::close(kept);

  ASSERT_TRUE(got) << got.error();
  EXPECT_EQ(*got, "from a pipe");
}

}  // namespace
}  // namespace gv::file
