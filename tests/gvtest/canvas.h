#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"
#include "base/rng.h"

/// Pictures to make clips of. BGR, drawn from seeds.
namespace gv::gvtest {

enum class Pattern { Noise, Shapes, Checkers };

/// A picture whose spectrum falls like 1/f, in a colour of its own, with drawn shapes or a field of
/// checkers on it. 40 ms for 960 x 540.
[[nodiscard]] Image texture(int width, int height, Pattern pattern, Rng& rng);
/// One of the three kinds, by chance.
[[nodiscard]] Image texture(int width, int height, Rng& rng);

/// What of a texture is seen: its point (x, y) lies in the middle of the frame.
struct Camera {
  double x{0.0};
  double y{0.0};
  double zoom{1.0};
  double roll{0.0};  ///< degrees, > 0: the picture turns clockwise
};

/// The texture through a camera; it is mirrored beyond its edges. 0.7 ms for 640 x 360.
[[nodiscard]] Image look(const Image& texture, const Camera& camera, int width, int height);

[[nodiscard]] Image flat(int width, int height, std::uint8_t blue, std::uint8_t green,
                         std::uint8_t red);
/// (1 - weight) a + weight b; of one size.
[[nodiscard]] Image blend(const Image& a, const Image& b, double weight);
/// gain * level + offset.
void adjust(Image& image, double gain, double offset);
void fill_box(Image& image, int x, int y, int width, int height, std::uint8_t level);
void fill_disc(Image& image, const Image& with, double x, double y, double radius, double with_x,
               double with_y);
[[nodiscard]] Image scaled(const Image& image, int width, int height);
[[nodiscard]] Image blurred(const Image& image, double sigma);
/// The largest level within `radius` pixels.
[[nodiscard]] Image dilated(const Image& image, int radius);
/// Copies `picture` to (x, y); what lies outside is cut.
void paste(Image& image, const Image& picture, int x, int y);

/// Grain of one strength, made once.
class Grain {
 public:
  /// `sigma` in grey levels; 0: none.
  Grain(double sigma, std::uint64_t seed);
  /// Adds another piece of it for every `index`.
  void add(Image& image, std::int64_t index) const;

 private:
  std::uint64_t seed_;
  std::vector<std::int16_t> levels_;
};

}  // namespace gv::gvtest
