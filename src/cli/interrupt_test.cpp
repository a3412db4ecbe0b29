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

TEST(Interrupt, AHangupMayTellInstead) {
  auto* const before = std::signal(SIGHUP, SIG_IGN);  // under `nohup` too
  const Interrupt interrupt(Interrupt::Hangup::Tells);
  int told = 0;
  ::kill(::getpid(), SIGHUP);
  interrupt.wait([&] {
    ++told;
    ::kill(::getpid(), told < 2 ? SIGHUP : SIGTERM);
  });
  EXPECT_EQ(told, 2);
  std::signal(SIGHUP, before);
}

}  // namespace
}  // namespace gv::cli
