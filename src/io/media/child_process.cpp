#include "io/media/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gv::media {
namespace {

constexpr int kFirstDescriptor = 3;
constexpr int kEndPatience_ms = 1000;

/// Secrets live in the environment; a decoder needs none of them.
std::vector<char*> small_environment() {
  static constexpr std::array<std::string_view, 6> kKept = {
      "LD_LIBRARY_PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=",
      "TSAN_OPTIONS=",    "LSAN_OPTIONS=", "LLVM_PROFILE_FILE="};
  std::vector<char*> kept;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    for (const auto name : kKept) {
      if (std::string_view(*entry).starts_with(name)) kept.push_back(*entry);
    }
  }
  kept.push_back(nullptr);
  return kept;
}

/// Owns the list of what happens to descriptors between fork and exec.
class Actions {
 public:
  Actions() { posix_spawn_file_actions_init(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }

  void place(const std::vector<int>& descriptors) {
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
    // First out of the way, since a target may be the number of another one.
    const int count = static_cast<int>(descriptors.size());
    const int aside =
        1 + std::max(kFirstDescriptor + count, *std::ranges::max_element(descriptors));
    for (int i = 0; i < count; ++i) {
      posix_spawn_file_actions_adddup2(&actions_, descriptors[static_cast<std::size_t>(i)],
                                       aside + i);
    }
    for (int i = 0; i < count; ++i) {
      posix_spawn_file_actions_adddup2(&actions_, aside + i, kFirstDescriptor + i);
    }
    posix_spawn_file_actions_addclosefrom_np(&actions_, kFirstDescriptor + count);
  }

  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::string& executable,
                                         const std::vector<int>& descriptors) {
  Actions actions;
  actions.place(descriptors);
  auto environment = small_environment();
  std::string path = executable;
  std::string command = "__decode";
  std::array<char*, 3> arguments = {path.data(), command.data(), nullptr};
  pid_t id = 0;
  const int error = ::posix_spawn(&id, path.c_str(), actions.get(), nullptr, arguments.data(),
                                  environment.data());
  if (error != 0) {
    return fail(ErrorCode::NotAvailable, executable,
                fmt::format("the decoder cannot be started: {}", std::strerror(error)));
  }
  return ChildProcess(id);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept : id_(std::exchange(other.id_, 0)) {}

ChildProcess::~ChildProcess() {
  if (id_ == 0) return;
  ::kill(id_, SIGKILL);
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
}

std::string ChildProcess::end() {
  if (id_ == 0) return "had ended before";
  const auto handle = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
  if (handle >= 0) {
    pollfd waiting{handle, POLLIN, 0};
    (void)::poll(&waiting, 1, kEndPatience_ms);
    ::close(handle);
  }
  ::kill(id_, SIGKILL);
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = 0;
  if (WIFSIGNALED(status)) {
    return fmt::format("was ended by signal {} ({})", WTERMSIG(status),
                       ::strsignal(WTERMSIG(status)));
  }
  return fmt::format("ended with status {}", WEXITSTATUS(status));
}

}  // namespace gv::media
