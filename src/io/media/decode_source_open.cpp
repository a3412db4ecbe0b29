#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "io/media/decode_source.h"
#include "io/media/stream_facts.h"

namespace gv::media {

DecodeSource::DecodeSource(InputFile file, const SourceOptions& options, bool reader_lags)
    : file_(std::move(file)),
      options_(options),
      reader_lags_(reader_lags),
      total_(options.limits.open_s, options.cancel),
      deadline_(options.limits.open_s, options.cancel) {}

Result<std::unique_ptr<DecodeSource>> DecodeSource::open(InputFile file,
                                                         const SourceOptions& options,
                                                         bool reader_lags) {
  GV_TRY(load_libav());
  std::unique_ptr<DecodeSource> source(new DecodeSource(std::move(file), options, reader_lags));
  GV_TRY(source->start());
  return source;
}

Result<void> DecodeSource::start() {
  GV_TRY(look());
  GV_TRY(open_decoders());
  while (ready_.empty()) GV_TRY(step());
  if (options_.want_sha256) {
    GV_TRY(probe_.sha256, file_.sha256());
  }
  const auto& limits = options_.limits;
  total_.restart(std::max(limits.total_min_s, limits.total_per_s * probe_.duration_s));
  return {};
}

/// Finds out what the file is, before any decoder of ours is opened.
Result<void> DecodeSource::look() {
  GV_TRY(demuxer_, Demuxer::open(file_, options_.limits, deadline_));
  PacketFacts packets;
  if (demuxer_->video() != nullptr && !options_.audio_only) {
    GV_TRY(auto scanned, Demuxer::open(file_, options_.limits, deadline_));
    packets = scan_packets(*scanned);
  }
  GV_TRY(probe_, describe(file_, *demuxer_, packets, options_.limits, options_.audio_only));
  if (!options_.audio_only) video_stream_ = demuxer_->video();
  if (options_.want_audio || options_.audio_only) audio_stream_ = demuxer_->audio();
  const bool short_file = std::ranges::find(probe_.warnings, "truncated") != probe_.warnings.end();
  const bool nothing =
      video_stream_ == nullptr && (!options_.audio_only || audio_stream_ == nullptr);
  if (short_file && (nothing || (!options_.salvage && !options_.probe_only))) {
    return fail(ErrorCode::Truncated, file_.name(),
                "is shorter than its header announces: the end is missing",
                nothing ? "fetch the file again" : "--salvage analyses what is there");
  }
  if (nothing && options_.audio_only) {
    return fail(ErrorCode::DecodeFailed, file_.name(), "holds no sound; audio-only needs some");
  }
  if (nothing) {
    return fail(
        ErrorCode::NoVideoStream, file_.name(),
        fmt::format("holds no pictures that move, only {}", probe_.audio ? "sound" : "other data"),
        probe_.audio ? "--audio-only analyses the sound" : "");
  }
  end_.truncated = short_file;
  demuxer_->keep(video_stream_, audio_stream_);
  return {};
}

Result<void> DecodeSource::open_decoders() {
  if (video_stream_ != nullptr) {
    GV_TRY(video_,
           Decoder::open(*video_stream_, options_.decoder_threads, options_.limits, file_.name()));
  }
  if (audio_stream_ == nullptr) return {};
  auto audio = Decoder::open(*audio_stream_, 1, options_.limits, file_.name());
  if (audio) {
    audio_.emplace(*std::move(audio));
  } else {
    if (video_stream_ == nullptr) return tl::unexpected<Error>(audio.error());
    probe_.warnings.emplace_back("audio_unreadable");
    probe_.audio.reset();
    audio_stream_ = nullptr;
    demuxer_->keep(video_stream_, nullptr);
  }
  if (video_stream_ == nullptr) sound_.emplace(std::nullopt, options_.limits.duration_s);
  return {};
}

}  // namespace gv::media
