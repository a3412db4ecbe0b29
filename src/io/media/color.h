#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/image.h"

namespace gv::media {

/// Luma weights of red and blue; green has the rest.
enum class Matrix { Bt601, Bt709, Bt2020 };
/// How light was coded. `Sdr` stays as it is.
enum class Transfer { Sdr, Pq, Hlg };

struct ColorCoding {
  Matrix matrix{Matrix::Bt709};
  bool full_range{false};
  Transfer transfer{Transfer::Sdr};
  friend bool operator==(const ColorCoding&, const ColorCoding&) = default;
};

/// 8-bit tone curve from a full-range HDR luma value to a BT.709 one: light relative to the
/// reference white of 203 cd/m2 (ITU-R BT.2408), extended Reinhard x (1 + x / w^2) / (1 + x) with
/// w = 1000 / 203, then the BT.709 transfer. PQ: SMPTE ST 2084. HLG: ITU-R BT.2100, peak
/// 1,000 cd/m2, system gamma 1.2.
[[nodiscard]] std::array<std::uint8_t, 256> tone_curve(Transfer transfer);

/// Small planes of one picture, all of the same size. Chroma samples stand `chroma_step` apart.
struct SmallYuv {
  int width{0};
  int height{0};
  const std::uint8_t* y{nullptr};
  const std::uint8_t* u{nullptr};
  const std::uint8_t* v{nullptr};
  int chroma_step{1};
};

/// A matrix without a tone curve, in 1/65536.
struct LinearColor {
  std::int32_t black{0};
  std::int32_t y{0};
  std::int32_t blue_u{0};
  std::int32_t green_u{0};
  std::int32_t green_v{0};
  std::int32_t red_v{0};
};

/// Turns averaged YUV samples into full-range luma and BGR. Tables are built once.
///
///   L = (Y - 16) 255 / 219 for limited range, Y for full range, rounded and clamped
///   B, G, R by the matrix, chroma expanded by 255 / 224 in limited range
///
/// HDR luma goes through `tone_curve`; chroma is scaled by the same gain.
class YuvColor {
 public:
  explicit YuvColor(const ColorCoding& coding);

  [[nodiscard]] const ColorCoding& coding() const { return coding_; }
  void luma(const SmallYuv& planes, Image& l) const;
  void bgr(const SmallYuv& planes, Image& bgr) const;

 private:
  void bgr_plain(const SmallYuv& planes, std::uint8_t* out) const;
  void bgr_toned(const SmallYuv& planes, std::uint8_t* out) const;

  ColorCoding coding_;
  LinearColor linear_;                     ///< for SDR
  std::array<std::uint8_t, 256> luma_{};   ///< stored Y to L, tone curve included
  std::array<std::int32_t, 256> y_{};      ///< Y in 1/65536, plus one half for rounding
  std::array<std::int32_t, 256> red_v_{};  ///< what V adds to red, in 1/65536
  std::array<std::int32_t, 256> green_u_{};
  std::array<std::int32_t, 256> green_v_{};
  std::array<std::int32_t, 256> blue_u_{};
  std::array<double, 256> gain_{};  ///< of the tone curve, by stored Y
};

/// Luma of BGR pixels by BT.601: (299 R + 587 G + 114 B) / 1000, rounded.
void luma_of_bgr(const Image& bgr, Image& l);

/// The picture turned clockwise by 0, 90, 180 or 270 degrees.
[[nodiscard]] Image rotated(Image image, int rotation_deg);

}  // namespace gv::media
