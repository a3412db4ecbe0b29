#include "hostile_look.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stop_token>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/check.h"
#include "base/text.h"

namespace gv::gvtest {
namespace {

constexpr std::size_t kSentenceMax = 400;

long descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

bool holds_shared_frames() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find("gv_frames") != std::string::npos) return true;
  }
  return false;
}

bool is_media_code(ErrorCode code) {
  return code == ErrorCode::NotFound || code == ErrorCode::UnusableInput ||
         (code >= ErrorCode::EmptyFile && code <= ErrorCode::Cancelled);
}

/// A document has to be what it says: the same after reading, and in time.
std::string fault_of(const analysis::Document& document) {
  const auto text = analysis::to_json(document);
  const auto read = analysis::from_json(text, "document");
  if (!read) return "the document cannot be read again: " + to_string(read.error());
  const auto again = analysis::to_json(*read);
  if (again != text) {
    const auto at = std::ranges::mismatch(text, again).in1 - text.begin();
    const auto from = std::max<std::ptrdiff_t>(0, at - 60);
    return "the document changes when it is read: " +
           text.substr(static_cast<std::size_t>(from), 120);
  }
  std::int64_t frame = 0;
  for (const auto& shot : document.shots.shots) {
    if (shot.start_frame != frame || shot.end_frame <= frame) return "the shots leave a gap";
    frame = shot.end_frame;
  }
  if (frame != document.frames.decoded) return "the shots do not cover the frames";
  return {};
}

}  // namespace

analysis::Plan patient_plan() {
  analysis::Plan plan{.profile = video::Profile::Fast};
  plan.analyzers = analysis::analyzers_of(plan.profile);
  plan.limits.open_s = plan.limits.stall_s = 50.0;
  return plan;
}

std::string fault_of(const Error& error) {
  if (error.message.empty()) return "an error without a sentence";
  for (const auto* text : {&error.message, &error.hint}) {
    if (text->size() > kSentenceMax) return "a sentence of " + std::to_string(text->size());
    if (printable(*text) != *text) return "control characters in a sentence";
  }
  return is_media_code(error.code) ? "" : "a code that is not of the table";
}

Bait::Bait(const media::TempFolder& folder) : path_(folder.file("bait.mp4", "secret")) {
  watch_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  GV_CHECK(watch_ >= 0 && ::inotify_add_watch(watch_, path_.c_str(), IN_OPEN | IN_ACCESS) >= 0);
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  GV_CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  GV_CHECK(::listen(listener_, 8) == 0);
}

Bait::~Bait() {
  ::close(watch_);
  ::close(listener_);
}

std::string Bait::url() const {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  return fmt::format("http://127.0.0.1:{}/bait.mp4", ntohs(address.sin_port));
}

std::string Bait::taken() const {
  std::array<char, 4096> events{};
  if (::read(watch_, events.data(), events.size()) > 0) return "another file was opened";
  const int caller = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (caller < 0) return {};
  ::close(caller);
  return "a connection was made";
}

HostileLook::HostileLook(std::string decoder, const Bait& bait)
    : decoder_(std::move(decoder)), bait_(bait) {}

HostileOutcome HostileLook::look(const HostileCase& hostile) {
  HostileOutcome outcome;
  std::stop_source stop;
  if (hostile.called_off) stop.request_stop();
  const auto start = std::chrono::steady_clock::now();
  try {
    const auto document = analysis::analyze_file(
        hostile.path, hostile.plan, {},
        {.decoder_executable = decoder_, .decoder_threads = 1, .cancel = stop.get_token()});
    if (document) {
      outcome.gave = document->status == analysis::Status::Complete ? "complete" : "partial";
      outcome.violations.push_back(fault_of(*document));
      if (hostile.check) outcome.violations.push_back(hostile.check(*document));
    } else {
      outcome.gave = to_text(document.error().code);
      outcome.violations.push_back(fault_of(document.error()));
      if (document.error().message.find("decoder process") != std::string::npos) {
        outcome.violations.push_back(document.error().message);
      }
    }
  } catch (const std::exception& bug) {
    outcome.gave = "bug";
    outcome.violations.emplace_back(bug.what());
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  outcome.wall_s = wall.count();
  const auto& accepted = hostile.may_give;
  if (!accepted.empty() && std::ranges::find(accepted, outcome.gave) == accepted.end()) {
    outcome.violations.push_back(fmt::format("accepted: {}", fmt::join(accepted, ", ")));
  }
  watch_process(outcome);
  descriptors_ = descriptors();
  std::erase(outcome.violations, "");
  return outcome;
}

void HostileLook::watch_process(HostileOutcome& outcome) const {
  // What is loaded once stays open: only the second file can show a leak.
  if (descriptors_ > 0 && descriptors() > descriptors_) {
    outcome.violations.emplace_back("a descriptor was left open");
  }
  if (::waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD) {
    outcome.violations.emplace_back("a process was left behind");
  }
  if (holds_shared_frames()) outcome.violations.emplace_back("shared memory was left mapped");
  outcome.violations.push_back(bait_.taken());
}

}  // namespace gv::gvtest
