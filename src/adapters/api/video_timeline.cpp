#include "adapters/api/video_timeline.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "adapters/api/stored_media.h"
#include "io/http/etag.h"

namespace gv::api {
namespace {

constexpr double kResolutionMin = 0.1;  // of the document
constexpr double kResolutionMax = 60.0;

/// What `fold` makes of each `step` values; the last one of the rest.
template <class T, class Fold>
std::vector<T> thinned(const std::vector<T>& values, std::size_t step, Fold fold) {
  std::vector<T> out;
  for (std::size_t i = 0; i < values.size(); i += step) {
    out.push_back(fold(std::span(values).subspan(i, std::min(step, values.size() - i))));
  }
  return out;
}

double first_of(std::span<const double> values) { return values.front(); }
double mean_of_some(std::span<const double> values) {
  const double mean =
      std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return std::round(mean * 1e6) / 1e6;
}
std::int64_t most_of(std::span<const std::int64_t> values) {
  return *std::max_element(values.begin(), values.end());
}

std::vector<TimelineObjects> objects_of(const video::Findings& findings) {
  std::vector<TimelineObjects> objects;
  if (!findings.objects) return objects;
  for (const auto& sample : findings.objects->timeline) {
    TimelineObjects at{.t = sample.t, .names = {}};
    for (const auto& item : sample.items) at.names.push_back(item.name);
    std::sort(at.names.begin(), at.names.end());
    at.names.erase(std::unique(at.names.begin(), at.names.end()), at.names.end());
    objects.push_back(std::move(at));
  }
  return objects;
}

VideoTimeline timeline_of(const video::Findings& findings, const TimelineRequest& request) {
  const double wanted = request.resolution.value_or(kResolutionMin);
  const auto step = static_cast<std::size_t>(std::max(1L, std::lround(wanted / kResolutionMin)));
  const auto& columns = findings.frames.timeline;
  VideoTimeline timeline{.asset_id = request.id,
                         .resolution = static_cast<double>(step) / 10.0,
                         .t = thinned(columns.t, step, first_of),
                         .attention = thinned(columns.attention, step, mean_of_some),
                         .motion = thinned(columns.motion, step, mean_of_some),
                         .face = thinned(columns.face, step, most_of),
                         .loudness = thinned(columns.loudness, step, mean_of_some),
                         .beats = findings.audio.beats,
                         .objects = objects_of(findings)};
  for (const auto& scene : findings.shots.scenes) {
    timeline.scenes.push_back({scene.start_s, scene.end_s});
  }
  if (findings.audio.transcript) {
    for (const auto& word : findings.audio.transcript->words) {
      timeline.words.push_back({word.t0, word.t1, word.w});
    }
  }
  return timeline;
}

}  // namespace

void check(const TimelineRequest& request, Binder& binder) {
  const double wanted = request.resolution.value_or(kResolutionMin);
  if (wanted >= kResolutionMin && wanted <= kResolutionMax) return;
  binder.complain_at("resolution", fmt::format("must lie in [{}, {}] seconds, got {}",
                                               kResolutionMin, kResolutionMax, wanted));
}

Result<Tagged<VideoTimeline>> ShowTimeline::operator()(const Context& context,
                                                       const TimelineRequest& request) const {
  GV_TRY(const auto analysis, analysis_of(services, context, request.id, *kRoute.scope));
  GV_TRY(const auto findings, findings_of(services, analysis));
  auto timeline = timeline_of(findings, request);
  auto etag = http::etag_of(fmt::format("{} {} {}", analysis.artifact_key.value_or(""),
                                        analysis.created_at.time_since_epoch().count(),
                                        timeline.resolution));
  return Tagged<VideoTimeline>{std::move(timeline), std::move(etag)};
}

}  // namespace gv::api
