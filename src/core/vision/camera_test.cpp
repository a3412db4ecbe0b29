#include "core/vision/camera.h"

#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "core/vision/test_texture.h"

namespace gv::vision {
namespace {

/// The exact field of a similarity about the centre.
FlowField field_of(const CameraShift& shift, int width = 320, int height = 180) {
  FlowField field{.width = width, .height = height};
  const double angle = shift.roll * std::numbers::pi / 180.0;
  const double a = (1.0 + shift.zoom) * std::cos(angle) - 1.0;
  const double b = (1.0 + shift.zoom) * std::sin(angle);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = x - (width - 1) / 2.0;
      const double v = y - (height - 1) / 2.0;
      field.vectors.push_back(static_cast<float>(a * u - b * v + shift.pan_x));
      field.vectors.push_back(static_cast<float>(b * u + a * v + shift.pan_y));
    }
  }
  return field;
}

void disturb(FlowField& field, int from_column, int to_column, float dx) {
  for (int y = 0; y < field.height; ++y) {
    for (int x = from_column; x < to_column; ++x) {
      field.vectors[2 * static_cast<std::size_t>(y * field.width + x)] += dx;
    }
  }
}

RC_GTEST_PROP(CameraProperty, FindsAnySimilarityBehindAMovingThing, ()) {
  const CameraShift truth{.pan_x = *rc::gen::inRange(-50, 50) / 10.0,
                          .pan_y = *rc::gen::inRange(-50, 50) / 10.0,
                          .zoom = *rc::gen::inRange(-20, 20) / 1000.0,
                          .roll = *rc::gen::inRange(-20, 20) / 10.0};
  FlowField field = field_of(truth, 112, 64);
  disturb(field, 60, 90, 9.0F);  // over a quarter of the picture goes its own way

  const auto camera = fit_camera(field, *rc::gen::inRange<std::uint64_t>(0, 1000));

  RC_ASSERT(camera.has_value());
  RC_ASSERT(std::abs(camera->pan_x - truth.pan_x) < 0.05);
  RC_ASSERT(std::abs(camera->pan_y - truth.pan_y) < 0.05);
  RC_ASSERT(std::abs(camera->zoom - truth.zoom) < 1e-3);
  RC_ASSERT(std::abs(camera->roll - truth.roll) < 0.05);
}

TEST(Camera, IsUnknownWhenVectorsAgreeOnNothing) {
  FlowField field = field_of({});
  for (std::size_t i = 0; i < field.vectors.size(); ++i) {
    field.vectors[i] = static_cast<float>((i * 7919) % 201) / 10.0F - 10.0F;
  }

  EXPECT_FALSE(fit_camera(field, 1));
}

TEST(Camera, TheSameSeedGivesTheSameAnswer) {
  FlowField field = field_of({.pan_x = 1.0, .zoom = 0.01});
  disturb(field, 0, 150, 2.0F);

  const auto once = fit_camera(field, 7);
  const auto again = fit_camera(field, 7);

  ASSERT_TRUE(once && again);
  EXPECT_EQ(once->pan_x, again->pan_x);
  EXPECT_EQ(once->zoom, again->zoom);
}

// Spec 60, section 20, G5: zoom 1 % and roll .5 degrees per frame.
TEST(Camera, SeesZoomAndRollOfAPicture) {
  FlowEstimator dis(FlowMethod::Dis);
  FlowField field;

  dis.estimate(texture(320, 180), texture(320, 180, {.zoom = 1.01}), field);
  const auto zoomed = fit_camera(field, 1);
  dis.estimate(texture(320, 180), texture(320, 180, {.roll = 0.5}), field);
  const auto rolled = fit_camera(field, 1);

  ASSERT_TRUE(zoomed && rolled);
  EXPECT_NEAR(zoomed->zoom, 0.01, 0.001);
  EXPECT_NEAR(zoomed->roll, 0.0, 0.05);
  EXPECT_NEAR(rolled->roll, 0.5, 0.05);
  EXPECT_NEAR(rolled->zoom, 0.0, 0.001);
}

}  // namespace
}  // namespace gv::vision
