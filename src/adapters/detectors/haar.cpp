#include "adapters/detectors/haar.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include "base/check.h"
#include "base/hash.h"
#include "io/file/file.h"

namespace gv::detectors {

namespace {

constexpr int kSide = 480;

cv::Mat luma_of(const Image& image) {
  GV_CHECK(!image.empty() && (image.channels == 1 || image.channels == 3));
  const cv::Mat pixels(image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1,
                       const_cast<std::uint8_t*>(image.pixels.data()));
  if (image.channels == 1) return pixels;
  cv::Mat luma;
  cv::cvtColor(pixels, luma, cv::COLOR_BGR2GRAY);
  return luma;
}

// A window may reach over the edge of the image: the part inside counts.
vision::Box box_in(const cv::Mat& image, const cv::Rect& window) {
  const cv::Rect inside = window & cv::Rect(0, 0, image.cols, image.rows);
  const double w = image.cols;
  const double h = image.rows;
  return {inside.x / w, inside.y / h, inside.width / w, inside.height / h};
}

class Haar : public app::FaceDetector {
 public:
  Haar(cv::CascadeClassifier cascade, std::string sha256, const HaarSettings& settings)
      : cascade_(std::move(cascade)), sha256_(std::move(sha256)), settings_(settings) {}

  int side() const override { return kSide; }
  app::Backend backend() const override { return {"haar", sha256_}; }

  Result<std::vector<vision::DetectionItem>> detect(const Image& image) override {
    const cv::Mat luma = luma_of(image);
    std::vector<cv::Rect> windows;
    std::vector<int> merged;
    try {
      cascade_.detectMultiScale(luma, windows, merged, settings_.scale_step,
                                settings_.neighbours_min, 0, smallest(luma));
    } catch (const cv::Exception& trouble) {
      return fail(ErrorCode::NotAvailable, "haar", "OpenCV fails: " + trouble.err);
    }
    return faces(luma, windows, merged);
  }

 private:
  cv::Size smallest(const cv::Mat& luma) const {
    const double share = settings_.side_min_share * std::min(luma.cols, luma.rows);
    const int side = std::max(settings_.side_min, static_cast<int>(std::lround(share)));
    return {side, side};
  }

  static std::vector<vision::DetectionItem> faces(const cv::Mat& luma,
                                                  const std::vector<cv::Rect>& windows,
                                                  const std::vector<int>& merged) {
    std::vector<vision::DetectionItem> found;
    for (std::size_t i = 0; i < windows.size(); ++i) {
      found.push_back({.box = box_in(luma, windows[i]),
                       .score = vision::cascade_score(merged[i]),
                       .source = vision::DetectionSource::Haar,
                       .windows = merged[i]});
    }
    const auto order = [](const auto& face) {
      return std::tuple(-face.windows, face.box.x, face.box.y, face.box.w);
    };
    std::sort(found.begin(), found.end(),
              [&](const auto& a, const auto& b) { return order(a) < order(b); });
    return found;
  }

  cv::CascadeClassifier cascade_;
  std::string sha256_;
  HaarSettings settings_;
};

}  // namespace

Result<std::unique_ptr<app::FaceDetector>> open_haar(const std::string& cascade_path,
                                                     const HaarSettings& settings) {
  GV_TRY(const std::string text, file::read(cascade_path));
  cv::CascadeClassifier cascade;
  try {
    const cv::FileStorage storage(text, cv::FileStorage::READ | cv::FileStorage::MEMORY);
    cascade.read(storage.getFirstTopLevelNode());
  } catch (const cv::Exception&) {
    // What follows tells it.
  }
  if (cascade.empty()) {
    return fail(ErrorCode::UnusableInput, cascade_path, "is not a cascade classifier of OpenCV");
  }
  return std::make_unique<Haar>(std::move(cascade), sha256_hex(text), settings);
}

}  // namespace gv::detectors
