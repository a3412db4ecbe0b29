#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/asset_routes.h"
#include "adapters/api/binder.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

struct TimelineScene {
  double t0{0.0};  ///< s
  double t1{0.0};
};
BOOST_DESCRIBE_STRUCT(TimelineScene, (), (t0, t1))

struct TimelineWord {
  double t0{0.0};
  double t1{0.0};
  std::string text;
};
BOOST_DESCRIBE_STRUCT(TimelineWord, (), (t0, t1, text))

struct TimelineObjects {
  double t{0.0};
  std::vector<std::string> names;  ///< each once
};
BOOST_DESCRIBE_STRUCT(TimelineObjects, (), (t, names))

/// What happens when, column by column. A column that was not measured is empty.
struct VideoTimeline {
  std::string asset_id;
  double resolution{0.1};          ///< seconds a point stands for
  std::vector<double> t;           ///< where each of them begins
  std::vector<double> attention;   ///< mean, [0, 1]
  std::vector<double> motion;      ///< mean
  std::vector<std::int64_t> face;  ///< the most at once
  std::vector<double> loudness;    ///< mean, LUFS
  std::vector<double> beats;       ///< s
  std::vector<TimelineScene> scenes;
  std::vector<TimelineWord> words;
  std::vector<TimelineObjects> objects;
};
BOOST_DESCRIBE_STRUCT(VideoTimeline, (),
                      (asset_id, resolution, t, attention, motion, face, loudness, beats, scenes,
                       words, objects))

struct TimelineRequest {
  std::string id;
  std::optional<double> resolution;  ///< s, in [0.1, 60]; 0.1
};
BOOST_DESCRIBE_STRUCT(TimelineRequest, (), (id, resolution))
void check(const TimelineRequest& request, Binder& binder);

struct ShowTimeline {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets/{id}/timeline",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What happens in a video when"};
  AssetServices services;
  Result<Tagged<VideoTimeline>> operator()(const Context& context,
                                           const TimelineRequest& request) const;
};

}  // namespace gv::api
