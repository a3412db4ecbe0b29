#include <algorithm>
#include <vector>

#include "io/media/stream_facts.h"
#include "io/media/timing.h"

namespace gv::media {
namespace {

constexpr int kPacketsMax = 2000;
constexpr std::int64_t kBytesMax = 32LL << 20;

/// Intervals between sorted time stamps, in units.
std::vector<double> intervals_of(std::vector<std::int64_t>& stamps) {
  std::ranges::sort(stamps);
  std::vector<double> intervals;
  for (std::size_t i = 1; i < stamps.size(); ++i) {
    intervals.push_back(static_cast<double>(stamps[i] - stamps[i - 1]));
  }
  return intervals;
}

}  // namespace

PacketFacts scan_packets(Demuxer& demuxer) {
  PacketFacts facts;
  const auto* stream = demuxer.video();
  demuxer.keep(stream, nullptr);
  const PacketPtr packet(av().av_packet_alloc());
  std::vector<std::int64_t> stamps;
  std::int64_t bytes = 0;
  std::int64_t last_length = 0;
  while (facts.frames < kPacketsMax && bytes < kBytesMax) {
    const auto read = demuxer.read(*packet);
    if (read == Demuxer::Read::Damaged) continue;
    facts.whole = read == Demuxer::Read::End;
    if (read != Demuxer::Read::Packet) break;
    if (packet->stream_index != stream->index || packet->size == 0) continue;
    bytes += packet->size;
    if ((packet->flags & AV_PKT_FLAG_DISCARD) != 0) continue;
    ++facts.frames;
    const auto stamp = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    if (stamp == AV_NOPTS_VALUE) continue;
    stamps.push_back(stamp);
    last_length = packet->duration;
  }
  const auto intervals = intervals_of(stamps);
  if (!stamps.empty()) facts.first_pts = stamps.front();
  if (intervals.empty()) return facts;
  const double tick = static_cast<double>(stream->time_base.num) / stream->time_base.den;
  const double span = static_cast<double>(stamps.back() - stamps.front());
  facts.interval_s = median(intervals) * tick;
  facts.fps = span > 0.0 ? static_cast<double>(intervals.size()) / (span * tick) : 0.0;
  facts.span_s = (span + static_cast<double>(last_length)) * tick;
  facts.vfr = is_vfr(intervals);
  return facts;
}

}  // namespace gv::media
