#pragma once

#include <chrono>
#include <string>

namespace gv::cli {

/// Progress for people on stderr: on a terminal one line, repainted at most ten times a second;
/// elsewhere a line every ten seconds. Silent when told so.
class ProgressLine {
 public:
  ProgressLine(std::string name, bool silent);
  /// Ends the line.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// `fraction` in [0, 1].
  void show(double fraction);

 private:
  using Clock = std::chrono::steady_clock;
  void paint(double fraction, Clock::time_point now);

  std::string name_;
  bool silent_;
  bool terminal_;
  bool painted_{false};
  Clock::time_point start_;
  Clock::time_point last_;
};

/// "6 s left"; nothing below 2 % or two seconds of work, when nothing can be said.
[[nodiscard]] std::string time_left(double fraction, double elapsed_s);

}  // namespace gv::cli
