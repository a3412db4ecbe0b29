#include "program_run.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gv::gvtest {
namespace {

constexpr std::chrono::milliseconds kLookEvery{25};
constexpr std::chrono::milliseconds kWait{1};

/// The process and everything below it.
std::vector<pid_t> family(pid_t parent) {
  std::vector<pid_t> all{parent};
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::ifstream children(fmt::format("/proc/{0}/task/{0}/children", all[i]));
    for (pid_t child = 0; children >> child;) all.push_back(child);
  }
  return all;
}

double memory_mb(pid_t process) {
  std::ifstream rollup(fmt::format("/proc/{}/smaps_rollup", process));
  for (std::string line; std::getline(rollup, line);) {
    if (line.starts_with("Pss:")) return std::stod(line.substr(4)) * 1024.0 / 1e6;
  }
  return 0.0;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

Result<RunCost> run_program(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  }
  pid_t child = 0;
  const auto start = std::chrono::steady_clock::now();
  const int error =
      posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return fail(ErrorCode::NotAvailable, command.front(),
                fmt::format("cannot be started: {}", std::strerror(error)));
  }
  RunCost cost;
  int status = 0;
  rusage usage{};
  auto look_at = start + kLookEvery;
  while (wait4(child, &status, WNOHANG, &usage) == 0) {
    if (std::chrono::steady_clock::now() >= look_at) {
      double memory = 0.0;
      for (const pid_t process : family(child)) memory += memory_mb(process);
      cost.memory_mb = std::max(cost.memory_mb, memory);
      look_at += kLookEvery;
    }
    std::this_thread::sleep_for(kWait);
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  cost.wall_s = wall.count();
  cost.cpu_s = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  cost.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return cost;
}

}  // namespace gv::gvtest
