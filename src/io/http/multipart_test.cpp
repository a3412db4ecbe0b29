#include "io/http/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kType = "multipart/form-data; boundary=\"b-1\"";

/// Writes down what comes: "name/filename/type=bytes".
class Notes : public PartSink {
 public:
  Result<void> begin(const PartHead& head) override {
    parts.push_back(head.name + "/" + head.filename.value_or("-") + "/" + head.content_type + "=");
    return {};
  }
  Result<void> bytes(std::string_view piece) override {
    parts.back() += piece;
    return {};
  }
  Result<void> end() override {
    ++ended;
    return {};
  }
  std::vector<std::string> parts;
  std::size_t ended{0};
};

std::string form(std::string_view file) {
  return "--b-1\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na \"b\"\r\n"
         "--b-1\r\ncontent-disposition: form-data; name=video; filename=\"x\\\"y; z.mp4\"\r\n"
         "Content-Type: video/mp4\r\n\r\n" +
         std::string(file) + "\r\n--b-1--\r\nepilogue";
}

/// All parts, or the error.
Result<std::vector<std::string>> read(std::string_view bytes, std::size_t piece,
                                      std::string_view type = kType) {
  GV_TRY(auto reader, MultipartReader::make(type));
  Notes notes;
  for (std::size_t i = 0; i < bytes.size(); i += piece) {
    GV_TRY(reader.feed(bytes.substr(i, piece), notes));
  }
  GV_TRY(reader.finish());
  EXPECT_EQ(notes.ended, notes.parts.size());
  return notes.parts;
}

TEST(Multipart, GivesThePartsWithTheirHeads) {
  const auto parts = read(form("bytes\r\n--b-"), 10'000);
  ASSERT_TRUE(parts) << parts.error();
  EXPECT_THAT(*parts, ElementsAre("title/-/=a \"b\"", "video/x\"y; z.mp4/video/mp4=bytes\r\n--b-"));
}

TEST(Multipart, AnEmptyPartIsAPart) {
  const auto parts = read(form(""), 10'000);
  ASSERT_TRUE(parts) << parts.error();
  EXPECT_EQ(parts->at(1), "video/x\"y; z.mp4/video/mp4=");
}

TEST(Multipart, RefusesWhatIsNoForm) {
  EXPECT_FALSE(read("", 1, "multipart/form-data"));
  EXPECT_FALSE(read("", 1, "application/json; boundary=x"));
  EXPECT_FALSE(read("", 1, "multipart/form-data; boundary=" + std::string(71, 'x')));
  EXPECT_THAT(read(std::string(9'000, 'x'), 100).error().message, HasSubstr("boundary"));
  EXPECT_THAT(read("--b-1\r\n\r\n\r\n\r\n--b-1--", 100).error().message, HasSubstr("name"));
  EXPECT_THAT(read("--b-1\r\nX\r\n\r\n", 100).error().message, HasSubstr("colon"));
  EXPECT_THAT(read("--b-1\r\nA: " + std::string(9'000, 'x'), 100).error().message,
              HasSubstr("too long"));
  const std::string whole = form("bytes");
  EXPECT_FALSE(read(std::string_view(whole).substr(0, whole.size() - 20), 100));
  std::string many;
  for (int i = 0; i < 101; ++i) {
    many += "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
  }
  EXPECT_THAT(read(many, 100).error().message, HasSubstr("more than 100 parts"));
}

RC_GTEST_PROP(MultipartProperty, CutsDoNotMatter, (const std::string& file)) {
  const auto piece = *rc::gen::inRange<std::size_t>(1, 40);
  const std::string bytes = form(file + "\r\n--b-\r\n");
  const auto whole = read(bytes, bytes.size());
  const auto cut = read(bytes, piece);
  RC_ASSERT(whole.has_value() && cut.has_value());
  RC_ASSERT(*whole == *cut);
}

}  // namespace
}  // namespace gv::http
