#include "io/media/decode_source.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/media/stream_facts.h"

namespace gv::media {
namespace {

/// Sound that waits for its frame is compressed; more than this is a file whose pictures lie far
/// from their sound, and then the sound goes first.
constexpr std::int64_t kWaitingMax = 256LL << 20;
constexpr std::int64_t kHeldBytes = 256LL << 20;
constexpr double kCoveredMin = 0.95;

double tick_of(const AVStream& stream) {
  return static_cast<double>(stream.time_base.num) / stream.time_base.den;
}

std::optional<std::int64_t> stamp_of(const AVFrame& frame) {
  if (frame.best_effort_timestamp == AV_NOPTS_VALUE) return std::nullopt;
  return frame.best_effort_timestamp;
}

/// How many frames of this size are kept: max(4, min(8, 256 MiB / frame)), and 5 where that says 4,
/// because a reader asks for frames up to four back.
int frames_to_hold(const AVFrame& frame) {
  std::int64_t bytes = 0;
  for (const auto* buffer : frame.buf) {
    if (buffer != nullptr) bytes += static_cast<std::int64_t>(buffer->size);
  }
  return static_cast<int>(
      std::clamp<std::int64_t>(kHeldBytes / std::max<std::int64_t>(bytes, 1), 5, 8));
}

}  // namespace

Result<Event> DecodeSource::next() {
  if (failure_) return tl::unexpected<Error>(*failure_);
  deadline_.restart(options_.limits.stall_s);
  while (ready_.empty()) {
    if (finished_) return Event(end_);
    auto stepped = step();
    if (!stepped) {
      failure_ = std::move(stepped).error();
      return tl::unexpected<Error>(*failure_);
    }
  }
  if (deadline_.cancelled() || total_.passed()) {
    const auto& limits = options_.limits;
    failure_ = deadline_.cancelled()
                   ? over_error(deadline_, file_.name(), 0.0).value()
                   : Error{ErrorCode::TimedOut, file_.name(),
                           fmt::format("took longer than {:g} s",
                                       std::max(limits.total_min_s,
                                                limits.total_per_s * probe_.duration_s))};
    return tl::unexpected<Error>(*failure_);
  }
  Event event = std::move(ready_.front());
  ready_.pop_front();
  return event;
}

Result<Image> DecodeSource::sample(std::int64_t index, int longer_side) {
  if (longer_side < kSampleSideMin || longer_side > kSampleSideMax) {
    return fail(
        ErrorCode::InvalidInput, "sample.longer_side",
        fmt::format("must lie in [{}, {}], got {}", kSampleSideMin, kSampleSideMax, longer_side));
  }
  const auto held = std::ranges::find(held_, index, &HeldFrame::index);
  if (held == held_.end()) {
    return fail(ErrorCode::InvalidInput, "sample.index",
                fmt::format("frame {} is not held; the last {} are", index, held_frames_));
  }
  return planes_->sample(*held->frame, longer_side);
}

Result<void> DecodeSource::step() {
  PacketPtr packet(av().av_packet_alloc());
  switch (demuxer_->read(*packet)) {
    case Demuxer::Read::Over:
      return over_error(deadline_, file_.name(),
                        clock_ ? options_.limits.stall_s : options_.limits.open_s);
    case Demuxer::Read::Damaged:
      ++end_.decode_errors;
      return {};
    case Demuxer::Read::End:
      return end_of_file();
    case Demuxer::Read::Packet:
      return take(std::move(packet));
  }
  return {};
}

Result<void> DecodeSource::take(PacketPtr packet) {
  ++ordinal_;
  // An empty packet would tell the decoder that the stream is over. In AVI it repeats a picture.
  if (video_stream_ != nullptr && packet->stream_index == video_stream_->index) {
    if (packet->size == 0) return {};
    if (!video_->send(packet.get(), ordinal_)) ++end_.decode_errors;
    return receive_frames();
  }
  if (!audio_ || packet->stream_index != audio_stream_->index || packet->size == 0) return {};
  waiting_bytes_ += packet->size;
  waiting_.push_back({ordinal_, std::move(packet)});
  if (video_stream_ == nullptr || (sound_ && waiting_bytes_ > kWaitingMax)) {
    release_sound(ordinal_ + 1);
  }
  return {};
}

Result<void> DecodeSource::receive_frames() {
  while (true) {
    FramePtr frame(av().av_frame_alloc());
    switch (video_->receive(*frame)) {
      case Decoder::Got::Nothing:
        return {};
      case Decoder::Got::Damaged:
        ++end_.decode_errors;
        break;
      case Decoder::Got::NoMemory:
        return fail(ErrorCode::LimitMemory, file_.name(),
                    fmt::format("needs more memory than {} bytes to be decoded",
                                options_.limits.memory_bytes));
      case Decoder::Got::Frame:
        GV_TRY(on_frame(std::move(frame)));
        break;
    }
  }
}

void DecodeSource::on_first_frame(const AVFrame& frame) {
  describe_frame(frame, *demuxer_, probe_);
  const auto& video = *probe_.video;
  auto sar = frame.sample_aspect_ratio;
  if (sar.num <= 0) {
    sar = av().av_guess_sample_aspect_ratio(&demuxer_->context(), video_stream_, nullptr);
  }
  const double shape = sar.num > 0 && sar.den > 0 ? static_cast<double>(sar.num) / sar.den : 1.0;
  planes_.emplace(Geometry{frame.width, frame.height, shape, video.rotation_deg});
  const double tick = tick_of(*video_stream_);
  clock_.emplace(tick, 1.0 / video.fps_nominal, options_.limits.duration_s);
  std::optional<double> origin;
  if (const auto stamp = stamp_of(frame)) origin = static_cast<double>(*stamp) * tick;
  sound_.emplace(origin, options_.limits.duration_s);
  frame_size_ = {frame.width, frame.height};
  held_frames_ = frames_to_hold(frame);
}

Result<void> DecodeSource::on_frame(FramePtr frame) {
  GV_TRY(check_pixels(frame->width, frame->height, options_.limits, file_.name()));
  if (!clock_) on_first_frame(*frame);
  if (Size{frame->width, frame->height} != frame_size_) {
    warn("size_changed");
    frame_size_ = {frame->width, frame->height};
  }
  const bool concealed =
      frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0;
  if (concealed) ++end_.decode_errors;

  Frame made;
  made.index = end_.decoded++;
  made.t = clock_->next(stamp_of(*frame));
  if (made.t > options_.limits.duration_s) {
    return fail(ErrorCode::LimitDuration, file_.name(),
                fmt::format("goes on after {:g} s, which is the most that is accepted",
                            options_.limits.duration_s));
  }
  SmallPlanes small;
  GV_TRY(planes_->make(*frame, small));
  const auto found = dups_.next(made.t, small.l320);
  made.dup = found.dup;
  made.dt = found.dt;
  made.l320 = std::move(small.l320);
  made.c320 = std::move(small.c320);
  made.a64 = std::move(small.a64);
  made.t48 = std::move(small.t48);

  if (made.index > 0) intervals_.push_back(made.t - t_last_);
  t_last_ = made.t;
  const double length = static_cast<double>(frame->pkt_duration) * tick_of(*video_stream_);
  end_.covered_s =
      made.t + (length > 0.0 && length < 60.0 ? length : 1.0 / probe_.video->fps_nominal);
  frame_ordinal_ = std::max(frame_ordinal_, frame->reordered_opaque);
  release_sound(frame_ordinal_);
  hold(made.index, std::move(frame));
  ready_.emplace_back(std::move(made));
  return {};
}

void DecodeSource::hold(std::int64_t index, FramePtr frame) {
  held_.push_back({index, std::move(frame)});
  const int kept = reader_lags_ ? 2 * held_frames_ + 1 : held_frames_;
  while (held_.size() > static_cast<std::size_t>(kept)) held_.pop_front();
}

void DecodeSource::release_sound(std::int64_t before_ordinal) {
  while (!waiting_.empty() && waiting_.front().ordinal < before_ordinal) {
    const auto packet = std::move(waiting_.front().packet);
    waiting_.pop_front();
    waiting_bytes_ -= packet->size;
    decode_sound(packet.get());
  }
}

void DecodeSource::decode_sound(const AVPacket* packet) {
  if (!audio_) return;
  if (!audio_->send(packet, 0)) ++end_.decode_errors;
  const FramePtr frame(av().av_frame_alloc());
  while (true) {
    const auto got = audio_->receive(*frame);
    if (got == Decoder::Got::Nothing) break;
    if (got != Decoder::Got::Frame) {
      ++end_.decode_errors;
      continue;
    }
    std::optional<double> t;
    if (const auto stamp = stamp_of(*frame))
      t = static_cast<double>(*stamp) * tick_of(*audio_stream_);
    if (!sound_->add(*frame, t)) {
      warn("audio_unreadable");
      audio_.reset();
      return take_sound();
    }
  }
  take_sound();
}

void DecodeSource::take_sound() {
  auto& blocks = sound_->ready();
  while (!blocks.empty()) {
    ready_.emplace_back(std::move(blocks.front()));
    blocks.pop_front();
  }
}

Result<void> DecodeSource::end_of_file() {
  if (video_) {
    (void)video_->send(nullptr, ordinal_);
    GV_TRY(receive_frames());
    if (end_.decoded == 0) return nothing_decoded();
  }
  if (audio_) {
    release_sound(ordinal_ + 1);
    decode_sound(nullptr);
  }
  if (sound_) {
    if (!sound_->finish()) warn("audio_unreadable");
    take_sound();
    end_.sound_s = sound_->seconds();
  }
  if (!video_ && end_.sound_s == 0.0) return nothing_decoded();
  if (clock_) end_.pts_repaired = clock_->repaired();
  end_.dup = dups_.dups();
  end_.vfr = is_vfr(intervals_);
  if (probe_.is_still) end_.covered_s = 0.0;
  if (end_.decode_errors > 0) warn("decode_errors");
  if (end_.pts_repaired > 0) warn("pts_repaired");
  if (missing_share() > 1.0 - kCoveredMin) end_.truncated = true;
  if (end_.truncated) warn("truncated");
  if (end_.truncated && !options_.salvage && !options_.probe_only) {
    return fail(ErrorCode::Truncated, file_.name(),
                fmt::format("only {:.1f} of {:.1f} s can be decoded",
                            video_ ? end_.covered_s : end_.sound_s, probe_.duration_s),
                "--salvage analyses what is there");
  }
  ready_.emplace_back(end_);
  finished_ = true;
  return {};
}

/// Share of the announced time that did not come; 0 where nothing is announced.
double DecodeSource::missing_share() const {
  const std::string_view format = demuxer_->context().iformat->name;
  const bool silent = demuxer_->is_broadcast() || format == "ogg" || format == "gif";
  if (probe_.is_still || silent || probe_.duration_s <= 0.0) return 0.0;
  double announced = probe_.duration_s;
  double covered = end_.sound_s;
  if (video_) {
    covered = probe_.start_offset_s + end_.covered_s;
    if (const auto own = announced_video_s(*video_stream_)) {
      announced = *own;
    } else {
      covered = std::max(covered, probe_.start_offset_s + end_.sound_s);
    }
  }
  return announced > 0.0 ? 1.0 - covered / announced : 0.0;
}

tl::unexpected<Error> DecodeSource::nothing_decoded() const {
  return fail(ErrorCode::DecodeFailed, file_.name(),
              fmt::format("not one {} of it can be decoded ({} damaged parts)",
                          video_ ? "picture" : "sound", end_.decode_errors));
}

void DecodeSource::warn(const char* word) {
  if (std::ranges::find(end_.warnings, word) == end_.warnings.end())
    end_.warnings.emplace_back(word);
}

}  // namespace gv::media
