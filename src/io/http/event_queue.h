#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace gv::http {

/// One server-sent event (HTML standard, §9.2).
struct Event {
  std::string id;    ///< empty: not durable, a reader cannot resume from it
  std::string name;  ///< "decisions.made"
  std::string data;  ///< JSON
};

/// "id: 7\nevent: decisions.made\ndata: {...}\n\n". Line ends in the data become data lines of
/// their own, those in id and name are dropped. An id alone is no event: it only moves where the
/// reader would go on.
[[nodiscard]] std::string to_text(const Event& event);

/// What one subscriber has not been sent yet. The producer pushes from any thread; the server
/// takes. A subscriber that is too far behind is dropped rather than waited for.
class EventQueue {
 public:
  static constexpr std::size_t kBytesMax = 1u << 20;
  static constexpr std::size_t kEventsMax = 1'000;

  /// False when the subscriber is gone, or dropped by this very event: stop pushing.
  bool push(const Event& event);
  /// No more events: the server sends what is there, then ends the stream.
  void finish();
  [[nodiscard]] bool is_gone() const;
  /// How many events were not taken yet.
  [[nodiscard]] std::size_t waiting() const;

  /// For the server: everything that waits, as text. Empty: nothing.
  [[nodiscard]] std::string take();
  enum class State { Open, Finished, Behind };
  [[nodiscard]] State state() const;
  /// `wake` is called, under the queue's lock, whenever there is something to take or to end.
  void on_wake(std::function<void()> wake);
  /// The connection ended.
  void leave();

 private:
  mutable std::mutex mutex_;
  std::deque<std::string> waiting_;
  std::size_t bytes_{0};
  State state_{State::Open};
  bool left_{false};
  std::function<void()> wake_;
};

}  // namespace gv::http
