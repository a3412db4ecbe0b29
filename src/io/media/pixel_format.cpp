#include "io/media/pixel_format.h"

namespace gv::media {

std::optional<Layout> layout_of(int format) {
  const auto* facts = av().av_pix_fmt_desc_get(static_cast<AVPixelFormat>(format));
  if (facts == nullptr) return std::nullopt;
  if (format == AV_PIX_FMT_NV12) return Layout{Layout::Kind::Nv12, 1, 1};
  if (format == AV_PIX_FMT_GRAY8) return Layout{Layout::Kind::Grey};
  const auto refused = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                       AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_FLOAT;
  const bool planar = (facts->flags & AV_PIX_FMT_FLAG_PLANAR) != 0;
  if (!planar || (facts->flags & refused) != 0 || facts->nb_components != 3) return std::nullopt;
  for (int i = 0; i < 3; ++i) {
    const auto& part = facts->comp[i];
    if (part.depth != 8 || part.step != 1 || part.offset != 0) return std::nullopt;
  }
  const bool rgb = (facts->flags & AV_PIX_FMT_FLAG_RGB) != 0;
  return Layout{rgb ? Layout::Kind::Gbr : Layout::Kind::Yuv, facts->log2_chroma_w,
                facts->log2_chroma_h};
}

AVPixelFormat readable_format(int format) {
  const auto* facts = av().av_pix_fmt_desc_get(static_cast<AVPixelFormat>(format));
  if (facts == nullptr) return AV_PIX_FMT_NONE;
  const bool rgb = (facts->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
  if (rgb) return AV_PIX_FMT_GBRP;
  if (facts->nb_components < 3) return AV_PIX_FMT_GRAY8;
  if (facts->log2_chroma_h > 0 || facts->log2_chroma_w > 1) return AV_PIX_FMT_YUV420P;
  return facts->log2_chroma_w == 0 ? AV_PIX_FMT_YUV444P : AV_PIX_FMT_YUV422P;
}

bool is_full_range(const AVFrame& frame) {
  switch (frame.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
      return true;
    default:
      break;
  }
  if (frame.color_range != AVCOL_RANGE_UNSPECIFIED) return frame.color_range == AVCOL_RANGE_JPEG;
  const auto* facts = av().av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  return facts != nullptr && facts->nb_components < 3;  // grey
}

namespace {

Matrix matrix_of(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
      return Matrix::Bt709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return Matrix::Bt2020;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_FCC:
      return Matrix::Bt601;
    default:
      break;
  }
  const bool high = frame.height >= 720 || frame.width >= 1280;
  return high && !is_full_range(frame) ? Matrix::Bt709 : Matrix::Bt601;
}

}  // namespace

ColorCoding coding_of(const AVFrame& frame) {
  auto transfer = Transfer::Sdr;
  if (frame.color_trc == AVCOL_TRC_SMPTE2084) transfer = Transfer::Pq;
  if (frame.color_trc == AVCOL_TRC_ARIB_STD_B67) transfer = Transfer::Hlg;
  return {matrix_of(frame), is_full_range(frame), transfer};
}

}  // namespace gv::media
