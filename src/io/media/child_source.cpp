#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "io/media/channel.h"
#include "io/media/child_process.h"
#include "io/media/deadline.h"
#include "io/media/input_file.h"
#include "io/media/shared_slots.h"
#include "io/media/source.h"

namespace gv::media {
namespace {

constexpr double kCancelLook_s =
    0.1;  ///< how often a waiting parent looks whether it is called off

struct Sockets {
  Channel parent;
  Channel child;
  int child_descriptor;
};

Result<Sockets> socket_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return fail(ErrorCode::NotAvailable, "socket",
                fmt::format("cannot be made: {}", std::strerror(errno)));
  }
  return Sockets{Channel(ends[0]), Channel(ends[1]), ends[1]};
}

/// The parent's side: takes events out of shared memory, keeps time, and believes nothing.
class ChildSource final : public Source {
 public:
  ChildSource(std::string name, const SourceOptions& options, SharedSlots slots, Channel channel,
              ChildProcess process)
      : name_(std::move(name)),
        options_(options),
        slots_(std::move(slots)),
        channel_(std::move(channel)),
        process_(std::move(process)),
        deadline_(options.limits.open_s, options.cancel),
        total_(options.limits.open_s) {}

  Result<void> start(const InputFile& file) {
    SetupMessage setup{name_,
                       ::getpid(),
                       options_.limits,
                       options_.decoder_threads,
                       options_.salvage,
                       options_.audio_only,
                       options_.want_audio,
                       options_.probe_only};
    if (!channel_.send(setup)) return dead();
    std::string sha256;
    // The child needs about as long to load its libraries.
    if (options_.want_sha256) {
      GV_TRY(sha256, file.sha256());
      deadline_.restart(options_.limits.open_s);
    }
    GV_TRY(auto message, wait(options_.limits.open_s));
    if (auto* failure = std::get_if<FailureMessage>(&message)) return error_of(*failure);
    auto* opened = std::get_if<OpenedMessage>(&message);
    if (opened == nullptr) return garbled();
    probe_ = std::move(opened->probe);
    probe_.sha256 = std::move(sha256);
    held_frames_ = std::clamp(opened->held_frames, 5, 8);
    const auto& limits = options_.limits;
    budget_s_ = std::max(limits.total_min_s, limits.total_per_s * probe_.duration_s);
    total_.restart(budget_s_);
    timed_ = true;
    return {};
  }

  const ProbeResult& probe() const override { return probe_; }
  int held_frames() const override { return held_frames_; }

  Result<Event> next() override {
    if (failure_) return tl::unexpected<Error>(*failure_);
    if (end_) return Event(*end_);
    auto event = next_event();
    if (!event) failure_ = event.error();
    return event;
  }

  Result<Image> sample(std::int64_t index, int longer_side) override {
    if (failure_) return tl::unexpected<Error>(*failure_);
    if (index > newest_ || index <= newest_ - held_frames_ || index < 0) {
      return fail(ErrorCode::InvalidInput, "sample.index",
                  fmt::format("frame {} is not held; the last {} are", index, held_frames_));
    }
    deadline_.restart(options_.limits.stall_s);
    if (!channel_.send(WantedMessage{index, longer_side})) return dead();
    while (true) {
      GV_TRY(auto message, wait(options_.limits.stall_s));
      if (const auto* sample = std::get_if<SampleMessage>(&message)) {
        Image image;
        if (!slots_.take(*sample, image)) return garbled();
        return image;
      }
      auto* failure = std::get_if<FailureMessage>(&message);
      if (failure != nullptr && failure->of_sample) return error_of(*failure);
      waiting_.push_back(std::move(message));  // an event that was under way
    }
  }

 private:
  Result<Event> next_event() {
    if (total_.passed()) return timed_out();
    deadline_.restart(options_.limits.stall_s);
    Message message;
    if (!waiting_.empty()) {
      message = std::move(waiting_.front());
      waiting_.pop_front();
      if (deadline_.cancelled()) return called_off();
    } else {
      GV_TRY(message, wait(options_.limits.stall_s));
    }
    if (auto* failure = std::get_if<FailureMessage>(&message)) return error_of(*failure);
    if (const auto* made = std::get_if<FrameMessage>(&message)) return take_frame(*made);
    if (const auto* made = std::get_if<SoundMessage>(&message)) return take_sound(*made);
    if (auto* end = std::get_if<End>(&message)) {
      end_ = std::move(*end);
      return Event(*end_);
    }
    return garbled();
  }

  Result<Event> take_frame(const FrameMessage& message) {
    Frame frame;
    if (message.index != newest_ + 1 || !slots_.take(message, frame)) return garbled();
    newest_ = frame.index;
    (void)channel_.send(FreedMessage{message.slot, false});
    return Event(std::move(frame));
  }

  Result<Event> take_sound(const SoundMessage& message) {
    Sound sound;
    if (!slots_.take(message, sound)) return garbled();
    (void)channel_.send(FreedMessage{message.slot, true});
    return Event(std::move(sound));
  }

  /// The next message, within what is left of `deadline_`. `limit_s` is for the sentence.
  Result<Message> wait(double limit_s) {
    while (true) {
      if (deadline_.cancelled()) return called_off();
      if (timed_ && total_.passed()) return timed_out();
      const double left = deadline_.left_s();
      if (left <= 0.0) {
        return fail(ErrorCode::Stalled, name_,
                    fmt::format("gave no decoded picture or sound for {:g} s", limit_s));
      }
      auto received = channel_.receive(std::min(left, kCancelLook_s));
      if (received.state == Channel::State::Nothing) continue;
      if (received.state == Channel::State::Closed) return dead();
      if (received.state == Channel::State::Garbled) return garbled();
      return *std::move(received.message);
    }
  }

  static tl::unexpected<Error> error_of(FailureMessage& failure) {
    return fail(failure.code, std::move(failure.where), std::move(failure.message),
                std::move(failure.hint));
  }
  tl::unexpected<Error> called_off() const {
    return fail(ErrorCode::Cancelled, name_, "the work was called off");
  }
  tl::unexpected<Error> timed_out() const {
    return fail(ErrorCode::TimedOut, name_, fmt::format("took longer than {:g} s", budget_s_));
  }
  tl::unexpected<Error> garbled() const {
    return fail(ErrorCode::DecodeFailed, name_,
                "the decoder process gave an answer that it cannot give");
  }
  tl::unexpected<Error> dead() {
    return fail(ErrorCode::DecodeFailed, name_,
                fmt::format("the decoder process {} while it read this file", process_.end()));
  }

  std::string name_;
  SourceOptions options_;
  SharedSlots slots_;
  Channel channel_;
  ChildProcess process_;  // after the channel: it is ended first
  Deadline deadline_;
  Deadline total_;
  double budget_s_{0.0};
  bool timed_{false};
  ProbeResult probe_;
  int held_frames_{5};
  std::int64_t newest_{-1};
  std::deque<Message> waiting_;
  std::optional<End> end_;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<Source>> open_in_child(const std::string& path, const SourceOptions& options,
                                              const std::string& decoder_executable) {
  GV_TRY(const auto file, InputFile::open(path, options.limits));
  GV_TRY(auto slots, SharedSlots::create());
  GV_TRY(auto sockets, socket_pair());
  GV_TRY(auto process,
         ChildProcess::start(decoder_executable,
                             {file.descriptor(), slots.descriptor(), sockets.child_descriptor}));
  auto source = std::make_unique<ChildSource>(path, options, std::move(slots),
                                              std::move(sockets.parent), std::move(process));
  {
    // Only the child may hold its end, or its death would not show.
    const Channel gone(std::move(sockets.child));
  }
  GV_TRY(source->start(file));
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace gv::media
