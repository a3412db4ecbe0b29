#include "adapters/ocr/text_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

#include "adapters/ocr/line_image.h"
#include "adapters/ocr/testing.h"

namespace gv::ocr {
namespace {

using testing::Caption;
using testing::draw;
using testing::foliage;
using testing::kBlack;
using testing::kWhite;
using testing::kYellow;
using testing::plain;
using testing::Style;

const std::string kMedia = std::string(GV_SOURCE_DIR) + "/../shared/data/media/";

// One engine for all tests: loading it is the dearest part.
class TextReader : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = open_text_reader();
    ASSERT_TRUE(opened) << opened.error();
    reader_ = opened->release();
  }
  static void TearDownTestSuite() {
    delete reader_;
    reader_ = nullptr;
  }

  static std::vector<app::TextReading> read(const Image& frame, app::TextMemory& shot) {
    auto readings = reader_->read(frame, shot);
    EXPECT_TRUE(readings) << readings.error();
    return *std::move(readings);
  }
  static std::vector<app::TextReading> read(const Image& frame) {
    app::TextMemory shot;
    return read(frame, shot);
  }

  static inline app::TextReader* reader_{nullptr};
};

std::map<std::string, int> words_of(std::istream&& stream) {
  std::map<std::string, int> words;
  for (std::istream_iterator<std::string> at(stream), end; at != end; ++at) ++words[*at];
  return words;
}

TEST_F(TextReader, ReadsAPageOfText) {
  const std::string path = kMedia + "phototest.tif";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  PIX* pix = pixRead(path.c_str());
  Image page(pixGetWidth(pix), pixGetHeight(pix), 3);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      l_uint32 ink = 0;
      pixGetPixel(pix, x, y, &ink);
      std::fill_n(page.row(y) + 3 * x, 3, static_cast<std::uint8_t>(ink != 0 ? 0 : 255));
    }
  }
  pixDestroy(&pix);

  std::string text;
  for (const auto& line : read(page)) text += line.text + "\n";

  const auto said = words_of(std::ifstream(kMedia + "phototest.gold.txt"));
  const auto seen = words_of(std::istringstream(text));
  int words = 0;
  int found = 0;
  for (const auto& [word, count] : said) {
    words += count;
    const auto at = seen.find(word);
    found += at == seen.end() ? 0 : std::min(count, at->second);
  }
  EXPECT_GE(found, words * 95 / 100) << text;
}

TEST_F(TextReader, ABoxedCaptionOverFoliageIsReadWithItsPlaceAndContrast) {
  Image frame = foliage(960, 540, 3);
  const Region at = draw(frame, {.text = "Book your free class now",
                                 .x = 250,
                                 .y = 400,
                                 .height = 36,
                                 .style = Style::Boxed});

  const auto readings = read(frame);

  ASSERT_EQ(readings.size(), 1u);
  const auto& reading = readings.front();
  EXPECT_EQ(reading.text, "Book your free class now");
  EXPECT_GE(reading.conf, 80.0);
  EXPECT_GE(vision::iou(reading.box, box_of(at, 960, 540)), 0.7);
  EXPECT_NEAR(reading.height_frac, 36.0 / 540, 0.02);
  EXPECT_GE(reading.contrast, 15.0);
  EXPECT_FALSE(reading.reused);
}

TEST_F(TextReader, AnOutlinedCaptionOverMovingFoliageIsRead) {
  app::TextMemory shot;
  std::vector<app::TextReading> readings;
  for (int i = 0; i < 3; ++i) {
    Image frame = foliage(960, 540, 5, 9 * i, 4 * i);
    draw(frame, {.text = "Lose 5 kg in 8 weeks",
                 .x = 200,
                 .y = 300,
                 .height = 50,
                 .style = Style::Outlined,
                 .colour = kYellow});
    readings = read(frame, shot);
  }

  const auto line = std::find_if(readings.begin(), readings.end(), [](const auto& reading) {
    return reading.text == "Lose 5 kg in 8 weeks";
  });
  EXPECT_NE(line, readings.end());
  EXPECT_EQ(shot.gradients.size(), 3u);
}

TEST_F(TextReader, ACaptionThatStandsIsNotRecognisedAgainButANewOneIs) {
  app::TextMemory shot;
  Image first = plain(960, 540, kBlack);
  draw(first, {.text = "Join today", .x = 200, .y = 300});
  Image other = plain(960, 540, kBlack);
  draw(other, {.text = "Stay longer", .x = 200, .y = 300});

  const auto fresh = read(first, shot);
  const auto again = read(first, shot);
  app::TextMemory next_shot;
  read(first, next_shot);
  next_shot.gradients.clear();
  const auto changed = read(other, next_shot);

  ASSERT_EQ(fresh.size(), 1u);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_FALSE(fresh[0].reused);
  EXPECT_TRUE(again[0].reused);
  EXPECT_EQ(again[0].text, "Join today");
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].text, "Stay longer");
  EXPECT_FALSE(changed[0].reused);
}

// Prices in one box at one place: nothing but a digit tells them apart.
Image boxed(const std::string& text) {
  Image frame = plain(960, 540, {90, 90, 90});
  for (int y = 280; y < 360; ++y) std::fill_n(frame.row(y) + 3 * 180, 3 * 500, std::uint8_t{0});
  draw(frame, {.text = text, .x = 200, .y = 300});
  return frame;
}

TEST_F(TextReader, ADigitThatChangesIsReadAfresh) {
  app::TextMemory shot;
  read(boxed("Only $19 for a month of classes"), shot);
  shot.gradients.clear();

  const auto cheaper = read(boxed("Only $15 for a month of classes"), shot);

  ASSERT_EQ(cheaper.size(), 1u);
  EXPECT_EQ(cheaper[0].text, "Only $15 for a month of classes");
}

// Captions of one clip: white, with a soft shadow to the right and below, over a ground that is
// pale on the left.
TEST_F(TextReader, AShadowedCaptionOverAPaleGroundIsReadWhole) {
  Image frame = plain(960, 540, kBlack);
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      std::fill_n(frame.row(y) + 3 * x, 3, static_cast<std::uint8_t>(190 - x / 6));
    }
  }
  const testing::Caption caption{.text = "Free shipping on every order", .x = 200, .y = 300};
  testing::Caption shadow = caption;
  shadow.colour = {40, 40, 40};
  for (const int step : {3, 2, 1}) {
    shadow.x = caption.x + step;
    shadow.y = caption.y + step;
    draw(frame, shadow);
  }
  draw(frame, caption);

  const auto readings = read(frame);

  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].text, "Free shipping on every order");
}

TEST_F(TextReader, TheReadingDoesNotDependOnWhatWasReadBefore) {
  Image a = foliage(960, 540, 11);
  Image b = foliage(960, 540, 12);
  draw(a, {.text = "Only $19 per month", .x = 150, .y = 100, .style = Style::Outlined});
  draw(b, {.text = "Open 24 hours", .x = 150, .y = 300, .style = Style::Boxed});

  const auto a_first = read(a);
  const auto b_second = read(b);
  const auto b_first = read(b);
  const auto a_second = read(a);

  const auto same = [](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& p, const auto& q) {
      return p.text == q.text && p.conf == q.conf && p.box == q.box && p.contrast == q.contrast;
    });
  };
  EXPECT_FALSE(a_first.empty());
  EXPECT_TRUE(same(a_first, a_second));
  EXPECT_TRUE(same(b_first, b_second));
}

TEST_F(TextReader, AFrameWithoutTextHasNone) {
  EXPECT_TRUE(read(plain(960, 540, kWhite)).empty());
  EXPECT_TRUE(read(plain(16, 16, kBlack)).empty());
}

TEST_F(TextReader, SaysWhatReads) {
  EXPECT_EQ(reader_->backend().name, "tesseract");
  EXPECT_EQ(reader_->backend().weights_sha256.size(), 64u);
  EXPECT_EQ(reader_->side(), 960);
}

TEST(OpenTextReader, AMissingLanguageNamesTheFileAndThePackage) {
  const auto reader = open_text_reader({.languages = "eng+xyz"});

  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::NotAvailable);
  EXPECT_TRUE(reader.error().where.ends_with("/xyz.traineddata")) << reader.error();
  EXPECT_NE(reader.error().hint.find("tesseract-ocr-xyz"), std::string::npos);
}

// Black on white is 21; #777777 on white is 4.48 (WCAG's own example of just too little).
TEST(Contrast, IsThatOfWcag) {
  Image frame = plain(960, 540, kWhite);
  const Region black = draw(frame, {.text = "HELLO", .x = 100, .y = 100, .colour = kBlack});
  const Region grey =
      draw(frame, {.text = "HELLO", .x = 100, .y = 300, .colour = {0x77, 0x77, 0x77}});

  EXPECT_NEAR(text_contrast(frame, black), 21.0, 1e-9);
  EXPECT_NEAR(text_contrast(frame, grey), 4.48, 0.005);
}

TEST(Contrast, WithoutSurroundingsThereIsNone) {
  EXPECT_EQ(text_contrast(plain(64, 32, kWhite), {0, 0, 64, 32}), 1.0);
}

}  // namespace
}  // namespace gv::ocr
