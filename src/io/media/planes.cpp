#include "io/media/planes.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "io/media/pixel_format.h"

namespace gv::media {
namespace {

constexpr int kLongSide = 320;

// exp(-k^2 / (2 * 1.2^2)), normalised to a sum of 256.
constexpr std::array<int, 7> kTaps = {4, 21, 60, 86, 60, 21, 4};
constexpr int kRadius = 3;

/// Blurs rows by the taps, in 1/256; the first and the last pixel are repeated outwards.
std::vector<std::uint16_t> blurred_rows(const Image& image) {
  const auto channels = static_cast<std::size_t>(image.channels);
  const auto stride = image.stride();
  const auto margin = channels * kRadius;
  std::vector<std::uint8_t> line(stride + 2 * margin);
  std::vector<std::uint16_t> wide(image.pixels.size());
  for (int y = 0; y < image.height; ++y) {
    const auto* row = image.row(y);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto inner = i < margin ? i % channels : i - margin;
      line[i] = row[inner < stride ? inner : stride - channels + inner % channels];
    }
    auto* out = wide.data() + static_cast<std::size_t>(y) * stride;
    for (std::size_t i = 0; i < stride; ++i) {
      int sum = 0;
      for (std::size_t k = 0; k < kTaps.size(); ++k) sum += kTaps[k] * line[i + k * channels];
      out[i] = static_cast<std::uint16_t>(sum);
    }
  }
  return wide;
}

/// Blurs in place by a Gaussian of sigma 1.2.
void blur(Image& image) {
  const auto wide = blurred_rows(image);
  const auto stride = image.stride();
  for (int y = 0; y < image.height; ++y) {
    std::array<const std::uint16_t*, kTaps.size()> rows{};
    for (int k = -kRadius; k <= kRadius; ++k) {
      const auto from = static_cast<std::size_t>(std::clamp(y + k, 0, image.height - 1));
      rows[static_cast<std::size_t>(k + kRadius)] = wide.data() + from * stride;
    }
    auto* out = image.row(y);
    for (std::size_t i = 0; i < stride; ++i) {
      int sum = 1 << 15;
      for (std::size_t k = 0; k < kTaps.size(); ++k) sum += kTaps[k] * rows[k][i];
      out[i] = static_cast<std::uint8_t>(sum >> 16);
    }
  }
}

Image shrunk(const Image& image, int width, int height) {
  Image small(width, height, image.channels);
  const PlaneView view{image.pixels.data(), static_cast<std::ptrdiff_t>(image.stride()),
                       image.width, image.height, image.channels};
  average_area(view, AreaAxis(image.width, 1, image.width, width),
               AreaAxis(image.height, 1, image.height, height), small.pixels.data());
  return small;
}

/// One plane of a frame, or only its top field.
PlaneView plane_of(const AVFrame& frame, int plane, int width, int height, int channels) {
  PlaneView view{frame.data[plane], frame.linesize[plane], width, height, channels};
  if (frame.interlaced_frame != 0 && height > 1) {
    view.stride *= 2;
    view.height = (height + 1) / 2;
  }
  return view;
}

}  // namespace

Result<void> PlaneMaker::make(const AVFrame& frame, SmallPlanes& planes) {
  GV_TRY(average(frame, stored_size(kLongSide)));
  color(&planes.l320, planes.c320);
  planes.l320 = rotated(std::move(planes.l320), geometry_.rotation_deg);
  planes.c320 = rotated(std::move(planes.c320), geometry_.rotation_deg);
  planes.a64 = shrunk(planes.l320, 64, 36);
  planes.t48 = shrunk(planes.c320, 48, 27);
  blur(planes.t48);
  return {};
}

Result<Image> PlaneMaker::sample(const AVFrame& frame, int longer_side) {
  GV_TRY(average(frame, stored_size(longer_side)));
  Image bgr;
  color(nullptr, bgr);
  return rotated(std::move(bgr), geometry_.rotation_deg);
}

Size PlaneMaker::stored_size(int longer_side) const {
  auto size = small_size(geometry_, longer_side);
  if (geometry_.rotation_deg % 180 != 0) std::swap(size.width, size.height);
  return size;
}

Result<const AVFrame*> PlaneMaker::readable(const AVFrame& frame) {
  if (layout_of(frame.format)) return &frame;
  const auto target = readable_format(frame.format);
  const auto format = static_cast<AVPixelFormat>(frame.format);
  // Only the depth or the packing changes, never the size: no filter is needed.
  auto* scaler = target == AV_PIX_FMT_NONE
                     ? nullptr
                     : av().sws_getCachedContext(scaler_.release(), frame.width, frame.height,
                                                 format, frame.width, frame.height, target,
                                                 SWS_POINT | SWS_ACCURATE_RND | SWS_BITEXACT |
                                                     SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT,
                                                 nullptr, nullptr, nullptr);
  scaler_.reset(scaler);
  if (scaler == nullptr) {
    const char* name = av().av_get_pix_fmt_name(format);
    return fail(ErrorCode::DecodeFailed, "pixels",
                fmt::format("cannot be converted from \"{}\"", name == nullptr ? "?" : name));
  }
  const bool rgb = target == AV_PIX_FMT_GBRP;
  const int range = is_full_range(frame) || rgb ? 1 : 0;
  const auto* matrix = av().sws_getCoefficients(SWS_CS_DEFAULT);
  av().sws_setColorspaceDetails(scaler, matrix, range, matrix, range, 0, 1 << 16, 1 << 16);

  if (!converted_ || converted_->width != frame.width || converted_->height != frame.height ||
      converted_->format != target) {
    converted_.reset(av().av_frame_alloc());
    converted_->width = frame.width;
    converted_->height = frame.height;
    converted_->format = target;
    if (av().av_frame_get_buffer(converted_.get(), 0) < 0) {
      return fail(ErrorCode::LimitMemory, "pixels",
                  fmt::format("no memory for a frame of {} x {}", frame.width, frame.height));
    }
  }
  av().sws_scale(scaler, frame.data, frame.linesize, 0, frame.height, converted_->data,
                 converted_->linesize);
  converted_->color_range = is_full_range(frame) ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  converted_->colorspace = frame.colorspace;
  converted_->color_trc = frame.color_trc;
  converted_->interlaced_frame = frame.interlaced_frame;
  return converted_.get();
}

Result<void> PlaneMaker::average(const AVFrame& original, const Size& stored) {
  GV_TRY(const auto* frame, readable(original));
  const auto layout = *layout_of(frame->format);
  const auto coding = coding_of(*frame);
  if (!yuv_ || yuv_->coding() != coding) yuv_.emplace(coding);
  size_ = stored;
  is_rgb_ = layout.kind == Layout::Kind::Gbr;
  is_grey_ = layout.kind == Layout::Kind::Grey;
  chroma_step_ = layout.kind == Layout::Kind::Nv12 ? 2 : 1;

  const auto pixels =
      static_cast<std::size_t>(stored.width) * static_cast<std::size_t>(stored.height);
  const int planes = is_grey_ ? 1 : chroma_step_ == 2 ? 2 : 3;
  const int field = original.interlaced_frame != 0 && frame->height > 1 ? 2 : 1;
  for (int plane = 0; plane < planes; ++plane) {
    const int sub_w = plane == 0 ? 0 : layout.log2_w;
    const int sub_h = plane == 0 ? 0 : layout.log2_h;
    const int width = (frame->width + (1 << sub_w) - 1) >> sub_w;
    const int height = (frame->height + (1 << sub_h) - 1) >> sub_h;
    const int channels = plane == 1 ? chroma_step_ : 1;
    const auto view = plane_of(*frame, plane, width, height, channels);
    const int divisor_h = (1 << sub_h) * (view.height == height ? 1 : field);
    auto& out = averaged_[static_cast<std::size_t>(plane)];
    out.resize(pixels * static_cast<std::size_t>(channels));
    average_area(view, AreaAxis(frame->width, 1 << sub_w, view.width, stored.width),
                 AreaAxis(frame->height, divisor_h, view.height, stored.height), out.data());
  }
  return {};
}

void PlaneMaker::color(Image* l, Image& bgr) {
  if (is_rgb_) {  // planes are green, blue, red
    bgr = Image(size_.width, size_.height, 3);
    for (std::size_t i = 0; i < averaged_[0].size(); ++i) {
      bgr.pixels[3 * i] = averaged_[1][i];
      bgr.pixels[3 * i + 1] = averaged_[0][i];
      bgr.pixels[3 * i + 2] = averaged_[2][i];
    }
    if (l != nullptr) luma_of_bgr(bgr, *l);
    return;
  }
  if (is_grey_) {
    averaged_[1].assign(averaged_[0].size(), 128);
    averaged_[2] = averaged_[1];
  }
  SmallYuv planes{size_.width,         size_.height,        averaged_[0].data(),
                  averaged_[1].data(), averaged_[2].data(), chroma_step_};
  if (chroma_step_ == 2) planes.v = averaged_[1].data() + 1;
  if (l != nullptr) yuv_->luma(planes, *l);
  yuv_->bgr(planes, bgr);
}

}  // namespace gv::media
