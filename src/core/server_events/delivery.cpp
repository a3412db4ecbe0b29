#include "core/server_events/delivery.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::server_events {
namespace {

using execute::ErrorClass;

/// Whether something in the request is wrong, so that a part of it may be right.
bool blames_content(ErrorClass error_class) {
  switch (error_class) {
    case ErrorClass::Invalid:
    case ErrorClass::QuerySize:
      return true;
    case ErrorClass::RateApp:
    case ErrorClass::RateAccount:
    case ErrorClass::RateBudget:
    case ErrorClass::Auth:
    case ErrorClass::Missing:
    case ErrorClass::Policy:
    case ErrorClass::Transient:
    case ErrorClass::UploadOffset:
    case ErrorClass::Dependency:
      break;
  }
  return false;
}

bool needs_a_person(ErrorClass error_class) {
  return error_class == ErrorClass::Auth || error_class == ErrorClass::Missing ||
         error_class == ErrorClass::Policy;
}

Delivery refused(Fate fate, const execute::PlatformError& error) {
  return {.fate = fate,
          .reason = error.code == 0 ? error.message
                                    : fmt::format("{} (code {}, subcode {})", error.message,
                                                  error.code, error.subcode),
          .trace_id = error.trace_id,
          .retry_after = error.retry_after};
}

/// The requests of one call of `deliver`. What lies before `next_` has its fate.
class Sending {
 public:
  Sending(std::size_t count, const SendBatch& send, int requests_max)
      : fates_(count), send_(send), requests_left_(requests_max) {}

  std::vector<Delivery> run() {
    while (next_ < fates_.size()) {
      const auto count = std::min(kBatchMax, fates_.size() - next_);
      if (try_next(count) == Outcome::Refused) isolate(count);
    }
    return std::move(fates_);
  }

 private:
  enum class Outcome { Settled, Refused };

  /// Of [next_, next_ + count) something is bad: everything before the first such event is sent,
  /// and it is rejected.
  void isolate(std::size_t count) {
    while (count > 1) {
      const auto half = count / 2;
      const auto began_at = next_;
      if (try_next(half) == Outcome::Refused) {
        count = half;
      } else if (next_ == fates_.size()) {
        return;
      } else {
        count -= next_ - began_at;
      }
    }
    fates_[next_++] = refused(Fate::Rejected, refusal_);
  }

  Outcome try_next(std::size_t count) {
    if (requests_left_-- <= 0) {
      settle_rest({.reason = "too many events of one sending are faulty; the rest is tried later"});
      return Outcome::Settled;
    }
    const auto answer = send_(next_, count);
    if (!answer) return take(answer.error());
    Delivery delivery{.fate = Fate::Sent, .trace_id = answer->trace_id};
    if (answer->events != static_cast<std::int64_t>(count)) {
      delivery.fate = Fate::Later;
      delivery.reason = fmt::format("the platform received {} of {} events", answer->events, count);
    }
    std::fill_n(fates_.begin() + static_cast<std::ptrdiff_t>(next_), count, delivery);
    next_ += count;
    return Outcome::Settled;
  }

  Outcome take(const execute::PlatformError& error) {
    if (blames_content(error.error_class)) {
      refusal_ = error;
      return Outcome::Refused;
    }
    settle_rest(refused(needs_a_person(error.error_class) ? Fate::Stopped : Fate::Later, error));
    return Outcome::Settled;
  }

  void settle_rest(const Delivery& delivery) {
    std::fill(fates_.begin() + static_cast<std::ptrdiff_t>(next_), fates_.end(), delivery);
    next_ = fates_.size();
  }

  std::vector<Delivery> fates_;
  const SendBatch& send_;
  int requests_left_;
  std::size_t next_{0};
  execute::PlatformError refusal_{};
};

}  // namespace

std::vector<Delivery> deliver(std::size_t count, const SendBatch& send, int requests_max) {
  return Sending(count, send, requests_max).run();
}

}  // namespace gv::server_events
