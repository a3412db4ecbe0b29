#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "io/media/deadline.h"
#include "io/media/decoder.h"
#include "io/media/demuxer.h"
#include "io/media/input_file.h"
#include "io/media/planes.h"
#include "io/media/sound.h"
#include "io/media/source.h"
#include "io/media/timing.h"

namespace gv::media {

/// Decodes in this process.
///
/// Sound waits as packets until a frame comes out whose packet lies behind them in the file. A
/// decoder with several threads gives its frames later, but then the sound comes later, too: the
/// order of events is that of the file.
class DecodeSource final : public Source {
 public:
  /// `reader_lags`: whoever asks for samples may be `held_frames` behind what `next` returned last,
  /// so twice as many frames are kept.
  [[nodiscard]] static Result<std::unique_ptr<DecodeSource>> open(InputFile file,
                                                                  const SourceOptions& options,
                                                                  bool reader_lags = false);
  DecodeSource(const DecodeSource&) = delete;
  DecodeSource& operator=(const DecodeSource&) = delete;
  ~DecodeSource() override = default;

  [[nodiscard]] const ProbeResult& probe() const override { return probe_; }
  [[nodiscard]] Result<Event> next() override;
  [[nodiscard]] Result<Image> sample(std::int64_t index, int longer_side) override;
  [[nodiscard]] int held_frames() const override { return held_frames_; }

 private:
  struct WaitingSound {
    std::int64_t ordinal;
    PacketPtr packet;
  };
  struct HeldFrame {
    std::int64_t index;
    FramePtr frame;
  };

  DecodeSource(InputFile file, const SourceOptions& options, bool reader_lags);

  [[nodiscard]] Result<void> start();
  [[nodiscard]] Result<void> look();
  [[nodiscard]] Result<void> open_decoders();
  [[nodiscard]] Result<void> step();
  [[nodiscard]] Result<void> take(PacketPtr packet);
  [[nodiscard]] Result<void> receive_frames();
  [[nodiscard]] Result<void> on_frame(FramePtr frame);
  void on_first_frame(const AVFrame& frame);
  void hold(std::int64_t index, FramePtr frame);
  void release_sound(std::int64_t before_ordinal);
  void decode_sound(const AVPacket* packet);
  void take_sound();
  [[nodiscard]] Result<void> end_of_file();
  [[nodiscard]] double missing_share() const;
  [[nodiscard]] tl::unexpected<Error> nothing_decoded() const;
  void warn(const char* word);

  InputFile file_;
  SourceOptions options_;
  bool reader_lags_;
  Deadline total_;
  Deadline deadline_;
  std::unique_ptr<Demuxer> demuxer_;
  ProbeResult probe_;
  AVStream* video_stream_{nullptr};
  AVStream* audio_stream_{nullptr};
  std::optional<Decoder> video_;
  std::optional<Decoder> audio_;
  std::optional<PlaneMaker> planes_;
  std::optional<FrameClock> clock_;
  std::optional<SoundTrack> sound_;
  DupFinder dups_;
  Size frame_size_;
  int held_frames_{5};
  std::deque<HeldFrame> held_;
  std::deque<WaitingSound> waiting_;
  std::int64_t waiting_bytes_{0};
  std::int64_t ordinal_{0};        ///< of the last packet read
  std::int64_t frame_ordinal_{0};  ///< greatest of a frame so far
  double t_last_{0.0};
  std::vector<double> intervals_;
  std::deque<Event> ready_;
  End end_;
  bool finished_{false};
  std::optional<Error> failure_;
};

}  // namespace gv::media
