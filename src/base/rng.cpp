#include "base/rng.h"

#include <cmath>

#include <Random123/philox.h>

#include "base/check.h"

namespace gv {
namespace {

constexpr std::size_t kLayers = 256;
constexpr double kTailStart = 3.6541528853610088;  // r of the 256-layer normal ziggurat
constexpr double kLayerArea = 0.00492867323399;    // v: area of each layer

/// x[i]: right edge of layer i (x[0] the virtual base width); ratio[i] = x[i + 1] / x[i].
struct Ziggurat {
  std::array<double, kLayers + 1> x{};
  std::array<double, kLayers> ratio{};

  Ziggurat() {
    double density = std::exp(-0.5 * kTailStart * kTailStart);
    x[0] = kLayerArea / density;
    x[1] = kTailStart;
    x[kLayers] = 0.0;
    for (std::size_t i = 2; i < kLayers; ++i) {
      x[i] = std::sqrt(-2.0 * std::log(kLayerArea / x[i - 1] + density));
      density = std::exp(-0.5 * x[i] * x[i]);
    }
    for (std::size_t i = 0; i < kLayers; ++i) ratio[i] = x[i + 1] / x[i];
  }
};

const Ziggurat kZiggurat;

constexpr std::size_t kLanes = 16;
using Lanes = std::array<std::uint32_t, kLanes>;

/// Blocks `counter` to `counter + 15` of a stream, two 64-bit values each: the rounds of
/// `philox_block` with one lane a block, a loop shape that compilers turn into vector code.
void philox_lanes(std::uint64_t key, std::uint64_t stream, std::uint64_t counter,
                  std::array<std::uint64_t, 2 * kLanes>& out) {
  Lanes a{};
  Lanes b{};
  Lanes c{};
  Lanes d{};
  for (std::size_t i = 0; i < kLanes; ++i) {
    a[i] = static_cast<std::uint32_t>(counter + i);
    b[i] = static_cast<std::uint32_t>((counter + i) >> 32);
    c[i] = static_cast<std::uint32_t>(stream);
    d[i] = static_cast<std::uint32_t>(stream >> 32);
  }
  auto key_0 = static_cast<std::uint32_t>(key);
  auto key_1 = static_cast<std::uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      const std::uint64_t p = std::uint64_t{PHILOX_M4x32_0} * a[i];
      const std::uint64_t q = std::uint64_t{PHILOX_M4x32_1} * c[i];
      a[i] = static_cast<std::uint32_t>(q >> 32) ^ b[i] ^ key_0;
      c[i] = static_cast<std::uint32_t>(p >> 32) ^ d[i] ^ key_1;
      b[i] = static_cast<std::uint32_t>(q);
      d[i] = static_cast<std::uint32_t>(p);
    }
    key_0 += PHILOX_W32_0;
    key_1 += PHILOX_W32_1;
  }
  for (std::size_t i = 0; i < kLanes; ++i) {
    out[2 * i] = (static_cast<std::uint64_t>(b[i]) << 32) | a[i];
    out[2 * i + 1] = (static_cast<std::uint64_t>(d[i]) << 32) | c[i];
  }
}

double signed_unit(std::uint64_t bits) {
  return (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-52 - 1.0;
}

}  // namespace

std::array<std::uint32_t, 4> philox_block(std::uint64_t key, std::uint64_t stream,
                                          std::uint64_t counter) {
  const r123::Philox4x32::ctr_type at{
      {static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32),
       static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}};
  const r123::Philox4x32::key_type keys{
      {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
  const auto block = r123::Philox4x32{}(at, keys);
  return {block[0], block[1], block[2], block[3]};
}

double philox_uniform(std::uint64_t key, std::uint64_t stream, std::uint64_t counter) {
  const auto block = philox_block(key, stream, counter);
  const std::uint64_t bits = (static_cast<std::uint64_t>(block[1]) << 32) | block[0];
  return (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53;
}

void Rng::refill() {
  // The first blocks come one at a time: many streams need only a few values.
  at_ = 0;
  if (counter_ >= 4) {
    philox_lanes(key_, stream_, counter_, buffer_);
    counter_ += kLanes;
    filled_ = kBufferSize;
    return;
  }
  const auto block = philox_block(key_, stream_, counter_++);
  buffer_[0] = (static_cast<std::uint64_t>(block[1]) << 32) | block[0];
  buffer_[1] = (static_cast<std::uint64_t>(block[3]) << 32) | block[2];
  filled_ = 2;
}

std::uint64_t Rng::below(std::uint64_t n) {
  GV_CHECK(n > 0);
  const std::uint64_t limit = (~std::uint64_t{0} / n) * n;
  std::uint64_t bits = next_u64();
  while (bits >= limit) bits = next_u64();
  return bits % n;
}

double Rng::normal() {
  const std::uint64_t bits = next_u64();
  const double u = signed_unit(bits);
  const std::size_t layer = bits & (kLayers - 1);
  if (std::abs(u) < kZiggurat.ratio[layer]) return u * kZiggurat.x[layer];
  return normal_slow(bits);
}

double Rng::normal_slow(std::uint64_t bits) {
  for (;; bits = next_u64()) {
    const double u = signed_unit(bits);
    const std::size_t layer = bits & (kLayers - 1);
    const double x = u * kZiggurat.x[layer];
    if (std::abs(u) < kZiggurat.ratio[layer]) return x;
    if (layer == 0) {
      double beyond = 0.0;
      double height = 0.0;
      do {
        beyond = -std::log(uniform()) / kTailStart;
        height = -std::log(uniform());
      } while (2.0 * height < beyond * beyond);
      return u < 0.0 ? -kTailStart - beyond : kTailStart + beyond;
    }
    const double outer = std::exp(-0.5 * (kZiggurat.x[layer] * kZiggurat.x[layer] - x * x));
    const double inner = std::exp(-0.5 * (kZiggurat.x[layer + 1] * kZiggurat.x[layer + 1] - x * x));
    if (inner + uniform() * (outer - inner) < 1.0) return x;
  }
}

GammaShape::GammaShape(double shape) {
  GV_CHECK(shape > 0.0);
  if (shape < 1.0) inverse_ = 1.0 / shape;
  d_ = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
  c_ = 1.0 / std::sqrt(9.0 * d_);
}

double Rng::gamma(double shape) { return gamma(GammaShape(shape)); }

double Rng::gamma(const GammaShape& shape) {
  const double d = shape.d_;
  for (;;) {
    const double x = normal();
    const double root = 1.0 + shape.c_ * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double u = uniform();
    const double x2 = x * x;
    if (u < 1.0 - 0.0331 * x2 * x2 || std::log(u) < 0.5 * x2 + d * (1.0 - v + std::log(v))) {
      if (shape.inverse_ == 0.0) return d * v;
      return std::exp(std::log(d * v) + std::log(uniform()) * shape.inverse_);
    }
  }
}

double Rng::beta(double a, double b) {
  const double x = gamma(a);
  const double y = gamma(b);
  return x + y > 0.0 ? x / (x + y) : a / (a + b);
}

double Rng::exponential() { return -std::log(uniform()); }

std::int64_t Rng::poisson(double mean) {
  GV_CHECK(mean >= 0.0);
  if (mean < 30.0) {
    const double limit = std::exp(-mean);
    std::int64_t count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) ++count;
    return count;
  }
  const double root = std::sqrt(mean);
  const double b = 0.931 + 2.53 * root;
  const double a = -0.059 + 0.02483 * b;
  const double log_mean = std::log(mean);
  const double inverse_alpha = std::log(1.1239 + 1.1328 / (b - 3.4));
  const double v_r = 0.9277 - 3.6224 / (b - 2.0);
  for (;;) {
    const double u = uniform() - 0.5;
    const double v = uniform();
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2.0 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= v_r) return static_cast<std::int64_t>(k);
    if (k < 0.0 || (us < 0.013 && v > us)) continue;
    int sign = 0;
    if (std::log(v) + inverse_alpha - std::log(a / (us * us) + b) <=
        k * log_mean - mean - ::lgamma_r(k + 1.0, &sign)) {
      return static_cast<std::int64_t>(k);
    }
  }
}

}  // namespace gv
