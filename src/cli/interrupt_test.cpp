#include "cli/interrupt.h"

#include <csignal>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gv::cli {
namespace {

TEST(Interrupt, EveryWayToEndIsARequest) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Interrupt interrupt;
    EXPECT_FALSE(interrupt.requested());
    ::kill(::getpid(), signal);
    interrupt.wait();
    EXPECT_TRUE(interrupt.requested()) << signal;
  }
}

TEST(Interrupt, AClosedTerminalIsNoneUnderNohup) {
  auto* const before = std::signal(SIGHUP, SIG_IGN);
  {
    const Interrupt interrupt;
    ::kill(::getpid(), SIGHUP);
    ::kill(::getpid(), SIGTERM);
    interrupt.wait();
    sigset_t pending;
    sigpending(&pending);
    EXPECT_FALSE(sigismember(&pending, SIGHUP));
  }
  std::signal(SIGHUP, before);
}

}  // namespace
}  // namespace gv::cli
