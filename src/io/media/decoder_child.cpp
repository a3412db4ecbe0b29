#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include <sys/prctl.h>
#include <unistd.h>

#include "base/check.h"
#include "io/media/channel.h"
#include "io/media/decode_source.h"
#include "io/media/sandbox.h"
#include "io/media/shared_slots.h"

namespace gv::media {
namespace {

enum class Status : int { Done = 0, Bug = 1, NoParent = 2 };

FailureMessage failure_of(const Error& error, bool of_sample) {
  return {error.code, error.where, error.message, error.hint, of_sample};
}

/// Answers the parent until it hangs up. Decodes ahead as far as there are free slots.
class Server {
 public:
  Server(Channel& channel, SharedSlots& slots, DecodeSource& source)
      : channel_(channel), slots_(slots), source_(source) {
    // Not further ahead than frames are held: the parent asks for samples of what it has seen.
    for (int i = std::min<int>(source.held_frames(), SharedSlots::kFrameSlots); i-- > 0;) {
      free_frames_.push_back(static_cast<std::uint32_t>(i));
    }
    for (auto i = SharedSlots::kSoundSlots; i-- > 0;) free_sounds_.push_back(i);
  }

  void run() {
    while (true) {
      const bool sent = !over_ && advance();
      // With nothing to do it sleeps until the parent says something.
      const auto received = channel_.receive(sent ? 0.0 : -1.0);
      if (received.state == Channel::State::Nothing) continue;
      if (received.state != Channel::State::Arrived || !answer(*received.message)) return;
    }
  }

 private:
  /// Sends one event. False: a slot is missing.
  bool advance() {
    if (!event_) {
      auto next = source_.next();
      if (!next) {
        over_ = true;
        return channel_.send(failure_of(next.error(), false));
      }
      event_ = *std::move(next);
    }
    if (const auto* frame = std::get_if<Frame>(&*event_)) {
      if (free_frames_.empty()) return false;
      (void)channel_.send(slots_.put(*frame, take(free_frames_)));
    } else if (const auto* sound = std::get_if<Sound>(&*event_)) {
      if (free_sounds_.empty()) return false;
      (void)channel_.send(slots_.put(*sound, take(free_sounds_)));
    } else {
      over_ = true;
      (void)channel_.send(std::get<End>(*event_));
    }
    event_.reset();
    return true;
  }

  bool answer(const Message& message) {
    if (const auto* freed = std::get_if<FreedMessage>(&message)) {
      (freed->of_sound ? free_sounds_ : free_frames_).push_back(freed->slot);
      return true;
    }
    const auto* wanted = std::get_if<WantedMessage>(&message);
    if (wanted == nullptr) return false;
    const auto sample = source_.sample(wanted->index, wanted->longer_side);
    return sample ? channel_.send(slots_.put(*sample))
                  : channel_.send(failure_of(sample.error(), true));
  }

  static std::uint32_t take(std::vector<std::uint32_t>& free) {
    const auto slot = free.back();
    free.pop_back();
    return slot;
  }

  Channel& channel_;
  SharedSlots& slots_;
  DecodeSource& source_;
  std::vector<std::uint32_t> free_frames_;
  std::vector<std::uint32_t> free_sounds_;
  std::optional<Event> event_;
  bool over_{false};
};

SourceOptions options_of(const SetupMessage& setup) {
  SourceOptions options;
  options.limits = setup.limits;
  options.decoder_threads = setup.decoder_threads;
  options.salvage = setup.salvage;
  options.audio_only = setup.audio_only;
  options.want_audio = setup.want_audio;
  options.probe_only = setup.probe_only;
  options.want_sha256 = false;  // the parent does that
  // The parent keeps time: this process may sleep for as long as nobody takes its frames.
  options.limits.total_min_s = options.limits.stall_s = 1e7;
  return options;
}

Result<std::unique_ptr<DecodeSource>> open_input(const SetupMessage& setup) {
  GV_TRY(load_libav());
  GV_TRY(auto file, InputFile::adopt(kInputDescriptor, setup.name, setup.limits));
  close_sandbox();
  return DecodeSource::open(std::move(file), options_of(setup), true);
}

Status serve() {
  Channel channel(kSocketDescriptor);
  const auto first = channel.receive(-1.0);
  const auto* setup = first.message ? std::get_if<SetupMessage>(&*first.message) : nullptr;
  if (setup == nullptr) return Status::NoParent;
  enter_sandbox(setup->limits, setup->decoder_threads);
  // The parent may have died before this process asked to die with it.
  if (::getppid() != setup->parent) return Status::NoParent;
  auto slots = SharedSlots::adopt(kMemoryDescriptor);
  if (!slots) {
    (void)channel.send(FailureMessage{ErrorCode::LimitMemory, setup->name,
                                      "needs more memory than is granted for pictures on their way",
                                      "raise the limit of the memory"});
    return Status::Done;
  }
  auto source = open_input(*setup);
  if (!source) {
    (void)channel.send(failure_of(source.error(), false));
    return Status::Done;
  }
  if (!channel.send(OpenedMessage{(*source)->probe(), (*source)->held_frames()})) {
    return Status::NoParent;
  }
  if (!setup->probe_only) Server(channel, *slots, **source).run();
  return Status::Done;
}

}  // namespace

int run_decoder_child(int, char**) {
  try {
    return static_cast<int>(serve());
  } catch (const std::exception&) {
    return static_cast<int>(Status::Bug);
  }
}

}  // namespace gv::media
