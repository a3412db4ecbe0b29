#include "core/insight/text_track.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/insight/fold.h"
#include "core/insight/measure.h"

namespace gv::insight {
namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t at = 0; at < text.size();) points.push_back(next_code_point(text, at));
  return points;
}

/// A track that grows: all readings so far, the last one being the place to continue from.
struct Growing {
  double t0{0.0};
  double start_error{0.0};
  std::vector<TextReading> readings;
  bool seen{false};  ///< in the current sample
};

bool upper_left_first(const TextReading& a, const TextReading& b) {
  return std::tie(a.box.y, a.box.x, a.box.w, a.box.h, a.text, a.conf) <
         std::tie(b.box.y, b.box.x, b.box.w, b.box.h, b.text, b.conf);
}

/// Text read most often; of equally frequent ones the more certain, then the smaller.
std::string winning_text(const std::vector<TextReading>& readings) {
  std::map<std::string, std::pair<int, double>> votes;
  for (const auto& reading : readings) {
    auto& [count, conf] = votes[reading.text];
    ++count;
    conf += reading.conf;
  }
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best->first;
}

TextTrack closed(const Growing& growing, double t1, double end_error) {
  TextTrack track;
  track.text = winning_text(growing.readings);
  std::vector<double> confidences;
  std::vector<double> contrasts;
  const TextReading* surest = nullptr;
  for (const auto& reading : growing.readings) {
    if (reading.contrast) contrasts.push_back(*reading.contrast);
    if (reading.text != track.text) continue;
    confidences.push_back(reading.conf);
    if (surest == nullptr || reading.conf > surest->conf) surest = &reading;
  }
  track.conf = mean_of(confidences);
  track.box = surest->box;
  track.height_frac = surest->box.h;
  const auto& came = growing.readings.front().came;
  const auto& went = growing.readings.back().went;
  track.t0 = came ? came->t : growing.t0;
  track.t1 = went ? went->t : t1;
  track.t_error_s =
      std::max(came ? came->error_s : growing.start_error, went ? went->error_s : end_error);
  if (!contrasts.empty()) track.contrast = percentile_of(contrasts, 0.5);
  return track;
}

/// A finished track and what speaks for it.
struct Candidate {
  TextTrack track;
  std::size_t samples{0};
  double support{0.0};  ///< letters read, by what their confidence exceeds doubt
};

double support_of(const std::vector<TextReading>& readings) {
  constexpr double kDoubt = 60.0;
  double sum = 0.0;
  for (const auto& reading : readings) {
    sum += std::max(0.0, reading.conf - kDoubt) * static_cast<double>(reading.text.size());
  }
  return sum;
}

double common_area(const vision::Box& a, const vision::Box& b) {
  const double w = std::min(a.x + a.w, b.x + b.w) - std::max(a.x, b.x);
  const double h = std::min(a.y + a.h, b.y + b.h) - std::max(a.y, b.y);
  return w > 0.0 && h > 0.0 ? w * h : 0.0;
}

/// Whether `other` is the line of `better`, read in another way: it lies over it and stands at the
/// same time, or right before or after it with a like text.
bool same_line(const TextTrack& better, const TextTrack& other, const TextTrackConfig& config) {
  constexpr double kNext = 0.01;
  const double smaller = std::min(better.box.w * better.box.h, other.box.w * other.box.h);
  if (common_area(better.box, other.box) < config.over_min * smaller) return false;
  const double together = std::min(better.t1, other.t1) - std::max(better.t0, other.t0);
  if (together < -kNext) return false;
  if (together > 0.0 && together >= 0.5 * (other.t1 - other.t0)) return true;
  return text_distance(better.text, other.text) <= config.misread_max;
}

std::vector<TextTrack> without_misreadings(std::vector<Candidate> all,
                                           const TextTrackConfig& config) {
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(b.support, a.track.t0, a.track.box.y, a.track.box.x, a.track.text) <
           std::tie(a.support, b.track.t0, b.track.box.y, b.track.box.x, b.track.text);
  });
  std::vector<Candidate> kept;
  for (auto& one : all) {
    if (one.samples == 1 && one.track.t1 - one.track.t0 <= config.lone_s_max) continue;
    const auto better = std::find_if(kept.begin(), kept.end(), [&](const Candidate& other) {
      return one.samples <= other.samples && same_line(other.track, one.track, config);
    });
    if (better == kept.end()) {
      kept.push_back(std::move(one));
    } else {
      better->track.t0 = std::min(better->track.t0, one.track.t0);
      better->track.t1 = std::max(better->track.t1, one.track.t1);
    }
  }
  std::vector<TextTrack> tracks;
  for (auto& one : kept) tracks.push_back(std::move(one.track));
  return tracks;
}

struct Pair {
  double iou{0.0};
  double distance{0.0};
  std::size_t track{0};
  std::size_t reading{0};
};

std::vector<Pair> possible_pairs(const std::vector<Growing>& open,
                                 const std::vector<TextReading>& readings,
                                 const TextTrackConfig& config) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto& last = open[i].readings.back();
    for (std::size_t j = 0; j < readings.size(); ++j) {
      const double overlap = vision::iou(last.box, readings[j].box);
      if (overlap < config.iou_min) continue;
      const double distance = text_distance(last.text, readings[j].text);
      if (distance <= config.distance_max) pairs.push_back({overlap, distance, i, j});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tie(b.iou, a.distance, a.track, a.reading) <
           std::tie(a.iou, b.distance, b.track, b.reading);
  });
  return pairs;
}

}  // namespace

double text_distance(std::string_view a, std::string_view b) {
  const auto from = code_points(a);
  const auto to = code_points(b);
  const std::size_t longer = std::max(from.size(), to.size());
  if (longer == 0) return 0.0;
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t swapped = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({swapped, row[j] + 1, row[j + 1] + 1});
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(longer);
}

std::vector<TextTrack> track_text(std::span<const TextSample> samples, double duration_s,
                                  const TextTrackConfig& config) {
  std::vector<Candidate> all;
  std::vector<Growing> open;
  const auto close = [&all](const Growing& growing, double t1, double end_error) {
    all.push_back(
        {closed(growing, t1, end_error), growing.readings.size(), support_of(growing.readings)});
  };
  double previous = 0.0;
  for (const auto& sample : samples) {
    auto readings = sample.readings;
    std::sort(readings.begin(), readings.end(), upper_left_first);
    std::vector<bool> taken(readings.size(), false);
    for (const auto& pair : possible_pairs(open, readings, config)) {
      if (open[pair.track].seen || taken[pair.reading]) continue;
      open[pair.track].seen = true;
      taken[pair.reading] = true;
      open[pair.track].readings.push_back(readings[pair.reading]);
    }
    for (const auto& growing : open) {
      if (!growing.seen) close(growing, sample.t, sample.t - previous);
    }
    std::erase_if(open, [](const Growing& growing) { return !growing.seen; });
    for (auto& growing : open) growing.seen = false;
    for (std::size_t j = 0; j < readings.size(); ++j) {
      if (!taken[j]) open.push_back({sample.t, sample.t - previous, {readings[j]}, false});
    }
    previous = sample.t;
  }
  for (const auto& growing : open) close(growing, duration_s, duration_s - previous);
  auto tracks = without_misreadings(std::move(all), config);
  std::sort(tracks.begin(), tracks.end(), [](const TextTrack& a, const TextTrack& b) {
    return std::tie(a.t0, a.box.y, a.box.x, a.t1, a.text) <
           std::tie(b.t0, b.box.y, b.box.x, b.t1, b.text);
  });
  return tracks;
}

}  // namespace gv::insight
