#include "io/media/sandbox.h"

#include <cstdlib>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gv::media {
namespace {

/// Ends the process with 0 if `allowed` is false once the sandbox is shut.
template <class Try>
void expect_refused(const Try& allowed) {
  if (!sandbox_is_whole()) GTEST_SKIP() << "the sanitizers need what the sandbox forbids";
  EXPECT_EXIT(
      {
        enter_sandbox({}, 1);
        close_sandbox();
        std::_Exit(allowed() ? 1 : 0);
      },
      testing::ExitedWithCode(0), "");
}

TEST(Sandbox, NoFileCanBeOpened) {
  expect_refused([] { return ::open("/etc/passwd", O_RDONLY) >= 0; });
}

TEST(Sandbox, NoFileCanBeOpenedInAFreePlaceEither) {
  expect_refused([] {
    ::close(0);
    return ::open("/etc/passwd", O_RDONLY) >= 0;
  });
}

TEST(Sandbox, NoSocketCanBeMade) {
  expect_refused([] {
    ::close(0);
    return ::socket(AF_INET, SOCK_STREAM, 0) >= 0;
  });
}

TEST(Sandbox, NoProgramCanBeStarted) {
  expect_refused([] {
    ::execl("/bin/false", "false", nullptr);  // ends with 1 if it may run
    return false;
  });
}

TEST(Sandbox, MemoryIsBounded) {
  expect_refused([] {
    const auto size = std::size_t{3} << 30;
    return ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
  });
}

TEST(Sandbox, NoCoreIsWritten) {
  expect_refused([] {
    rlimit core{};
    ::getrlimit(RLIMIT_CORE, &core);
    return core.rlim_max != 0;
  });
}

}  // namespace
}  // namespace gv::media
