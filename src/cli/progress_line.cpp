#include "cli/progress_line.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace gv::cli {

std::string time_left(double fraction, double elapsed_s) {
  if (fraction < 0.02 || elapsed_s < 2.0) return {};
  const double left = elapsed_s * (1.0 - fraction) / fraction;
  if (left < 90.0) return fmt::format("{:.0f} s left", std::ceil(left));
  return fmt::format("{:.0f} min left", std::ceil(left / 60.0));
}

ProgressLine::ProgressLine(std::string name, bool silent)
    : name_(std::move(name)),
      silent_(silent),
      terminal_(::isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      last_(start_) {}

ProgressLine::~ProgressLine() {
  if (painted_ && terminal_) fmt::print(stderr, "\n");
}

void ProgressLine::show(double fraction) {
  if (silent_) return;
  const auto now = Clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000);
  if (now - last_ < pause) return;
  last_ = now;
  paint(fraction, now);
}

void ProgressLine::paint(double fraction, Clock::time_point now) {
  painted_ = true;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const auto left = time_left(fraction, elapsed);
  const auto text = fmt::format("{}: {:3.0f} %  {}", name_, 100.0 * fraction, left);
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[2K{}", text);
    std::fflush(stderr);
  } else {
    fmt::print(stderr, "{}\n", text);
  }
}

}  // namespace gv::cli
