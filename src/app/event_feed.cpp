#include "app/event_feed.h"

#include <algorithm>
#include <utility>

namespace gv::app {
namespace {

constexpr int kEventsAtOnce = 250;
constexpr int kJobsShown = 50;

bool is_same(const JobView& a, const JobView& b) {
  return a.state == b.state && a.progress == b.progress && a.progress_note == b.progress_note;
}

bool has_ended(JobState state) {
  return state == JobState::Completed || state == JobState::Failed || state == JobState::Cancelled;
}

bool is_lost(std::int64_t seq, std::int64_t head) {
  return seq > head || head - seq > EventFeed::kBehindMax;  // beyond: of another log
}

/// Whether the log no longer holds what follows `seq`.
bool is_torn(const std::vector<Event>& page, std::int64_t seq) {
  return page.empty() || page.front().seq != seq + 1;
}

}  // namespace

Result<void> EventFeed::subscribe(Subscription subscription) {
  Seat seat{.credentials = std::move(subscription.credentials),
            .seq = subscription.after.value_or(0),
            .listener = std::move(subscription.listener)};
  if (!subscription.after) {
    GV_TRY(seat.seq, store_.read(subscription.scope, [&](Transaction& transaction) {
      return log_.last_seq(transaction);
    }));
    seat.listener->go_on_after(seat.seq);
  }
  const std::lock_guard lock(mutex_);
  arriving_.emplace_back(std::move(subscription.scope), std::move(seat));
  ++listeners_;
  return {};
}

Result<bool> EventFeed::step() {
  let_in();
  Result<bool> told = false;
  for (auto room = rooms_.begin(); room != rooms_.end();) {
    see_off(room->second);
    if (room->second.seats.empty()) {
      room = rooms_.erase(room);
      continue;
    }
    const auto news = news_of(room->second);
    if (!news && told) told = tl::unexpected<Error>(news.error());
    if (news && tell(room->second, *news) && told) told = true;
    ++room;
  }
  return told;
}

void EventFeed::let_in() {
  std::vector<std::pair<AccountScope, Seat>> arriving;
  {
    const std::lock_guard lock(mutex_);
    arriving.swap(arriving_);
  }
  for (auto& [scope, seat] : arriving) {
    auto& room = rooms_.try_emplace(scope.account(), Room{.scope = scope}).first->second;
    room.seats.push_back(std::move(seat));
  }
}

/// Those who left, and those whose credentials are good no more.
void EventFeed::see_off(Room& room) {
  const auto gone = std::erase_if(room.seats, [&](const Seat& seat) {
    if (!seat.listener->is_there()) return true;
    if (may_stay(room, seat)) return false;
    seat.listener->end();
    return true;
  });
  listeners_ -= gone;
}

bool EventFeed::may_stay(const Room& room, const Seat& seat) {
  const auto principal = authenticator_.authenticate(seat.credentials);
  if (principal) return principal->scopes_in(room.scope.account()).has(Scope::Read);
  return principal.error().code != ErrorCode::Unauthenticated;  // else the store is out of reach
}

Result<EventFeed::News> EventFeed::news_of(const Room& room) {
  return store_.read(room.scope, [&](Transaction& transaction) -> Result<News> {
    News news;
    GV_TRY(news.head, log_.last_seq(transaction));
    for (const auto& seat : room.seats) {
      const bool reads = seat.seq != news.head && !is_lost(seat.seq, news.head) &&
                         seat.listener->has_room() && !news.pages.contains(seat.seq);
      if (!reads) continue;
      GV_TRY(auto page, log_.after(transaction, seat.seq, kEventsAtOnce));
      news.pages.emplace(seat.seq, std::move(page));
    }
    GV_TRY(news.jobs, jobs_of(transaction, room));
    return news;
  });
}

/// Those that say how far they are, and those that did and have ended.
Result<std::vector<JobView>> EventFeed::jobs_of(Transaction& transaction, const Room& room) {
  GV_TRY(auto jobs, board_.reporting(transaction, kJobsShown));
  for (const auto& [id, known] : room.jobs) {
    const auto is_it = [&id = id](const JobView& job) { return job.id == id; };
    if (std::any_of(jobs.begin(), jobs.end(), is_it)) continue;
    GV_TRY(const auto now, board_.find(transaction, id));
    if (now) jobs.push_back(*now);
  }
  return jobs;
}

bool EventFeed::tell(Room& room, const News& news) {
  bool told = false;
  std::vector<JobView> changed;
  std::map<std::string, JobView> reporting;
  for (const auto& job : news.jobs) {
    const auto known = room.jobs.find(job.id);
    if (known == room.jobs.end() || !is_same(known->second, job)) changed.push_back(job);
    if (!has_ended(job.state)) reporting.emplace(job.id, job);
  }
  room.jobs = std::move(reporting);
  for (auto& seat : room.seats) {
    const auto page = news.pages.find(seat.seq);
    const bool has_page = page != news.pages.end();
    if (is_lost(seat.seq, news.head) || (has_page && is_torn(page->second, seat.seq))) {
      seat.listener->start_over(news.head);
      seat.seq = news.head;
      told = true;
    } else if (has_page && seat.listener->has_room()) {
      seat.listener->tell(page->second);
      seat.seq = page->second.back().seq;
      told = true;
    }
    for (const auto& job : changed) {
      if (seat.listener->has_room()) seat.listener->tell(job);
    }
  }
  return told;
}

}  // namespace gv::app
