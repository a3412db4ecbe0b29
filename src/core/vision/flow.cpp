#include "core/vision/flow.h"

#include <algorithm>
#include <cstdlib>

#include <opencv2/video/tracking.hpp>

#include "base/check.h"
#include "core/vision/block_match.h"

namespace gv::vision {
namespace {

/// Preset FAST searches patches of 8 x 8 at a quarter of the size; of a plane that holds none there
/// the search gives numbers that are none.
constexpr int kDisSideMin = 32;

// OpenCV has no read-only matrix: sources are only read.
cv::Mat mat_of(const Image& luma) {
  return {luma.height, luma.width, CV_8UC1, const_cast<std::uint8_t*>(luma.pixels.data())};
}

void difference_as_energy(const Image& before, const Image& after, FlowField& field) {
  field.vectors.clear();
  field.energy.resize(after.pixels.size());
  for (std::size_t i = 0; i < after.pixels.size(); ++i) {
    field.energy[i] = static_cast<float>(std::abs(int{after.pixels[i]} - int{before.pixels[i]}));
  }
}

}  // namespace

struct FlowEstimator::Engine {
  cv::Ptr<cv::DISOpticalFlow> dis{cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_FAST)};
};

FlowEstimator::FlowEstimator(FlowMethod method)
    : method_(method), engine_(std::make_unique<Engine>()) {}
FlowEstimator::~FlowEstimator() = default;
FlowEstimator::FlowEstimator(FlowEstimator&&) noexcept = default;
FlowEstimator& FlowEstimator::operator=(FlowEstimator&&) noexcept = default;

double reference_scale(int side_short, double dt) {
  GV_CHECK(side_short >= 1 && dt > 0.0);
  return (1080.0 / side_short) * ((1.0 / 30.0) / dt);
}

void FlowEstimator::estimate(const Image& before, const Image& after, FlowField& field) {
  GV_CHECK(before.channels == 1 && after.channels == 1);
  GV_CHECK(before.width == after.width && before.height == after.height);
  GV_CHECK(after.width >= 16 && after.height >= 16);
  field.width = after.width;
  field.height = after.height;
  if (method_ == FlowMethod::FrameDiff) return difference_as_energy(before, after, field);
  if (method_ == FlowMethod::Block) {
    field.vectors = match_blocks(before, after);
    return;
  }

  field.vectors.resize(2 * after.pixels.size());
  cv::Mat flow(after.height, after.width, CV_32FC2, field.vectors.data());
  const bool thin = std::min(after.width, after.height) < kDisSideMin;
  if (method_ == FlowMethod::Farneback || thin) {
    cv::calcOpticalFlowFarneback(mat_of(before), mat_of(after), flow, 0.5, 3, 15, 3, 5, 1.2, 0);
  } else {
    engine_->dis->calc(mat_of(before), mat_of(after), flow);
  }
  GV_CHECK(flow.ptr<float>() == field.vectors.data());  // written in place
}

}  // namespace gv::vision
