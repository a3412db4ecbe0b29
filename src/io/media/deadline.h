#pragma once

#include <chrono>
#include <stop_token>
#include <utility>

namespace gv::media {

/// How long one step may still take by the monotonic clock, and whether somebody called it off.
class Deadline {
 public:
  explicit Deadline(double seconds, std::stop_token cancel = {}) : cancel_(std::move(cancel)) {
    restart(seconds);
  }

  void restart(double seconds) { end_ = Clock::now() + std::chrono::duration<double>(seconds); }

  [[nodiscard]] double left_s() const {
    return std::chrono::duration<double>(end_ - Clock::now()).count();
  }
  [[nodiscard]] bool cancelled() const { return cancel_.stop_requested(); }
  [[nodiscard]] bool passed() const { return left_s() <= 0.0; }
  [[nodiscard]] bool over() const { return cancelled() || passed(); }

 private:
  using Clock = std::chrono::steady_clock;
  std::stop_token cancel_;
  std::chrono::time_point<Clock, std::chrono::duration<double>> end_;
};

}  // namespace gv::media
