#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ports/authenticator.h"
#include "app/ports/event_log.h"
#include "app/ports/job_board.h"
#include "app/ports/store.h"

namespace gv::app {

/// Somebody who is told what happens in an account. Called on the feed's thread.
class FeedListener {
 public:
  virtual ~FeedListener() = default;
  /// False when it has left, or was dropped because it did not take what it was told.
  [[nodiscard]] virtual bool is_there() const = 0;
  /// Whether it has taken most of what it was told. Until then it waits, and the log keeps the
  /// rest.
  [[nodiscard]] virtual bool has_room() const = 0;
  /// The next events of the log, ascending.
  virtual void tell(std::span<const Event> events) = 0;
  /// A job that says how far it is, or one of those that has ended.
  virtual void tell(const JobView& job) = 0;
  /// It is up to date with the log as of `seq`.
  virtual void go_on_after(std::int64_t seq) = 0;
  /// It has missed too much: it should read everything anew, and goes on after `seq`.
  virtual void start_over(std::int64_t seq) = 0;
  virtual void end() = 0;
};

/// Tells listeners what their accounts' logs record, from where they were, and how their jobs get
/// on. The log is the truth: what a listener was not told yet is read again from there, so that a
/// slow one costs no memory. Takes no time of its own; call `step` on one thread.
class EventFeed {
 public:
  /// Further behind, a listener starts over.
  static constexpr std::int64_t kBehindMax = 10'000;

  /// What is passed outlives the feed.
  EventFeed(Store& store, EventLog& log, JobBoard& board, Authenticator& authenticator)
      : store_(store), log_(log), board_(board), authenticator_(authenticator) {}

  struct Subscription {
    AccountScope scope;
    Credentials credentials;            ///< are looked at again: it ends with them
    std::optional<std::int64_t> after;  ///< the last event it knows; none: only what comes
    std::shared_ptr<FeedListener> listener;
  };
  /// From any thread. Errors: those of the store.
  Result<void> subscribe(Subscription subscription);

  /// Tells everybody what is new; true when somebody was told. Errors: the first of the store; the
  /// other accounts are served none the less.
  Result<bool> step();

  /// How many there are. From any thread.
  [[nodiscard]] std::size_t listeners() const { return listeners_; }

 private:
  struct Seat {
    Credentials credentials;
    std::int64_t seq{0};  ///< it knows the log up to here
    std::shared_ptr<FeedListener> listener;
  };
  /// What one account's listeners share.
  struct Room {
    AccountScope scope;
    std::vector<Seat> seats{};
    std::map<std::string, JobView> jobs{};  ///< that say how far they are, by id
  };
  /// What is new for a room.
  struct News {
    std::int64_t head{0};
    std::map<std::int64_t, std::vector<Event>> pages{};  ///< by the seq before
    std::vector<JobView> jobs{};
  };

  void let_in();
  void see_off(Room& room);
  [[nodiscard]] bool may_stay(const Room& room, const Seat& seat);
  Result<News> news_of(const Room& room);
  Result<std::vector<JobView>> jobs_of(Transaction& transaction, const Room& room);
  static bool tell(Room& room, const News& news);

  Store& store_;
  EventLog& log_;
  JobBoard& board_;
  Authenticator& authenticator_;
  std::mutex mutex_{};
  std::vector<std::pair<AccountScope, Seat>> arriving_{};
  std::map<AccountId, Room> rooms_{};  ///< of the thread that steps
  std::atomic<std::size_t> listeners_{0};
};

}  // namespace gv::app
