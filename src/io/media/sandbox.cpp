#include "io/media/sandbox.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstddef>
#include <vector>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GV_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define GV_SANITIZED 1
#endif
#endif
#ifndef GV_SANITIZED
#define GV_SANITIZED 0
#endif

namespace gv::media {
namespace {

void limit(__rlimit_resource what, rlim_t most) {
  rlimit now{};
  ::getrlimit(what, &now);
  most = std::min(most, now.rlim_max);
  const rlimit wanted{most, most};
  ::setrlimit(what, &wanted);
}

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;  // no filter
#endif

constexpr std::array kRefused = {
    SYS_socket, SYS_socketpair,   SYS_connect,  SYS_bind,
    SYS_execve, SYS_execveat,     SYS_openat,   SYS_openat2,
    SYS_ptrace, SYS_memfd_create, SYS_unlinkat, SYS_renameat2,
    SYS_mount,  SYS_bpf,          SYS_kill,     SYS_process_vm_writev,
#if defined(__x86_64__)
    SYS_open,   SYS_creat,        SYS_fork,     SYS_vfork,
    SYS_unlink, SYS_rename,
#endif
};

/// Refuses a list of calls with EPERM, and every call of another architecture's numbering.
void filter_calls() {
  if (kArchitecture == 0) return;
  const auto load = [](std::size_t offset) {
    return sock_filter(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
  };
  const sock_filter refuse = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  std::vector<sock_filter> program;
  program.push_back(load(offsetof(seccomp_data, arch)));
  program.push_back(sock_filter(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0)));
  program.push_back(refuse);
  program.push_back(load(offsetof(seccomp_data, nr)));
#if defined(__x86_64__)
  // The x32 numbers of the same architecture would slip past the list.
  program.push_back(sock_filter(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000U, 0, 1)));
  program.push_back(refuse);
#endif
  for (const auto call : kRefused) {
    program.push_back(
        sock_filter(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1)));
    program.push_back(refuse);
  }
  program.push_back(sock_filter(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)));
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

}  // namespace

bool sandbox_is_whole() { return GV_SANITIZED == 0; }

void enter_sandbox(const Limits& limits, int threads) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  std::signal(SIGPIPE, SIG_IGN);
  limit(RLIMIT_CORE, 0);
  // Twice the whole budget on every thread: the parent's clock ends it long before.
  const double seconds = std::max(limits.total_min_s, limits.total_per_s * limits.duration_s);
  limit(RLIMIT_CPU,
        static_cast<rlim_t>(std::ceil(std::min(2.0 * seconds * (threads + 1), 1e8))) + 1);
  if (sandbox_is_whole()) {
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_AS, static_cast<rlim_t>(limits.memory_bytes));
    // Every arena reserves 64 MiB of addresses, which count.
    ::mallopt(M_ARENA_MAX, 2);
    // Without privileges a network of one's own needs a user namespace of one's own.
    if (::unshare(CLONE_NEWNET) != 0) ::unshare(CLONE_NEWUSER | CLONE_NEWNET);
  }
}

void close_sandbox() {
  if (!sandbox_is_whole()) return;
  limit(RLIMIT_NOFILE, 1);  // 0 is taken, and poll() wants one
  filter_calls();
}

}  // namespace gv::media
