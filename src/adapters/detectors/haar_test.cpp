#include "adapters/detectors/haar.h"

#include <filesystem>
#include <optional>

#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <opencv2/imgproc.hpp>

#include "adapters/detectors/faces.h"
#include "adapters/detectors/testing.h"

namespace gv::detectors {
namespace {

using testing::grey;
using testing::TemporaryFile;

// An RGB picture of `path`, or nothing when there is no such file.
std::optional<Image> picture(const std::string& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  PIX* pix = pixRead(path.c_str());
  Image image(pixGetWidth(pix), pixGetHeight(pix), 3);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      l_int32 red = 0;
      l_int32 green = 0;
      l_int32 blue = 0;
      pixGetRGBPixel(pix, x, y, &red, &green, &blue);
      std::uint8_t* at = image.row(y) + 3 * x;
      at[0] = static_cast<std::uint8_t>(blue);
      at[1] = static_cast<std::uint8_t>(green);
      at[2] = static_cast<std::uint8_t>(red);
    }
  }
  pixDestroy(&pix);
  return image;
}

Image scaled(const Image& image, int width, int height) {
  Image out(width, height, 3);
  cv::Mat to(height, width, CV_8UC3, out.pixels.data());
  const cv::Mat from(image.height, image.width, CV_8UC3,
                     const_cast<std::uint8_t*>(image.pixels.data()));
  cv::resize(from, to, to.size(), 0.0, 0.0, cv::INTER_AREA);
  return out;
}

const std::string kAstronaut = std::string(GV_SOURCE_DIR) + "/../shared/data/media/astronaut.png";
// Section 20: one face at 177, 66, 97, 97 in 512 x 512.
const vision::Box kAstronautFace{177.0 / 512, 66.0 / 512, 97.0 / 512, 97.0 / 512};

TEST(Haar, FindsTheAstronautsFace) {
  const auto image = picture(kAstronaut);
  if (!image) GTEST_SKIP() << "no " << kAstronaut;
  auto opened = open_face_detector({.backend = FaceBackend::Haar});
  ASSERT_TRUE(opened) << opened.error();

  const auto faces = opened->detector->detect(scaled(*image, 480, 480));

  ASSERT_TRUE(faces) << faces.error();
  ASSERT_EQ(faces->size(), 1u);
  const auto& face = faces->front();
  EXPECT_GE(vision::iou(face.box, kAstronautFace), 0.4);
  EXPECT_GE(face.windows, 3);
  EXPECT_DOUBLE_EQ(face.score, vision::cascade_score(face.windows));
  EXPECT_EQ(face.source, vision::DetectionSource::Haar);
}

TEST(Haar, ColourAndLumaGiveTheSameFaces) {
  const auto image = picture(kAstronaut);
  if (!image) GTEST_SKIP() << "no " << kAstronaut;
  auto opened = open_face_detector({.backend = FaceBackend::Haar});
  ASSERT_TRUE(opened) << opened.error();
  const Image colour = scaled(*image, 480, 480);
  Image luma(480, 480, 1);
  cv::Mat to(480, 480, CV_8UC1, luma.pixels.data());
  cv::cvtColor(cv::Mat(480, 480, CV_8UC3, const_cast<std::uint8_t*>(colour.pixels.data())), to,
               cv::COLOR_BGR2GRAY);

  const auto of_colour = opened->detector->detect(colour);
  const auto of_luma = opened->detector->detect(luma);

  ASSERT_TRUE(of_colour) << of_colour.error();
  ASSERT_TRUE(of_luma) << of_luma.error();
  ASSERT_EQ(of_colour->size(), of_luma->size());
  for (std::size_t i = 0; i < of_luma->size(); ++i) {
    EXPECT_EQ((*of_colour)[i].box, (*of_luma)[i].box);
  }
}

TEST(Haar, AGreyPictureHasNoFace) {
  auto opened = open_face_detector({.backend = FaceBackend::Haar});
  ASSERT_TRUE(opened) << opened.error();

  const auto faces = opened->detector->detect(grey(480, 270));

  ASSERT_TRUE(faces) << faces.error();
  EXPECT_TRUE(faces->empty());
  EXPECT_EQ(opened->detector->side(), 480);
  EXPECT_EQ(opened->detector->backend().weights_sha256.size(), 64u);
}

TEST(Haar, AMissingCascadeNamesThePackage) {
  const auto opened = open_face_detector({.cascade_path = "/nowhere/cascade.xml"});

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::NotAvailable);
  EXPECT_NE(opened.error().hint.find("opencv-data"), std::string::npos);
}

TEST(Haar, AFileThatIsNoCascadeIsRefused) {
  for (const char* text :
       {"<?xml version=\"1.0\"?><opencv_storage><a>1</a></opencv_storage>", "no markup"}) {
    const TemporaryFile file("cascade.xml", text);
    const auto opened = open_haar(file.path());
    ASSERT_FALSE(opened) << text;
    EXPECT_EQ(opened.error().code, ErrorCode::UnusableInput) << opened.error();
  }
}

}  // namespace
}  // namespace gv::detectors
