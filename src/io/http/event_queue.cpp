#include "io/http/event_queue.h"

#include <algorithm>

namespace gv::http {
namespace {

std::string one_line(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
  return text;
}

}  // namespace

std::string to_text(const Event& event) {
  std::string text;
  if (!event.id.empty()) text += "id: " + one_line(event.id) + "\n";
  if (!event.name.empty()) text += "event: " + one_line(event.name) + "\n";
  if (event.name.empty() && event.data.empty()) return text + "\n";
  text += "data: ";
  for (const char c : event.data) {
    if (c == '\r') continue;
    text += c;
    if (c == '\n') text += "data: ";
  }
  return text + "\n\n";
}

bool EventQueue::push(const Event& event) {
  const std::lock_guard lock(mutex_);
  if (left_ || state_ != State::Open) return false;
  waiting_.push_back(to_text(event));
  bytes_ += waiting_.back().size();
  if (bytes_ > kBytesMax || waiting_.size() > kEventsMax) {
    state_ = State::Behind;
    waiting_.clear();
  }
  if (wake_) wake_();
  return state_ == State::Open;
}

void EventQueue::finish() {
  const std::lock_guard lock(mutex_);
  if (state_ == State::Open) state_ = State::Finished;
  if (wake_) wake_();
}

bool EventQueue::is_gone() const {
  const std::lock_guard lock(mutex_);
  return left_ || state_ != State::Open;
}

std::size_t EventQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

std::string EventQueue::take() {
  const std::lock_guard lock(mutex_);
  std::string text;
  text.reserve(bytes_);
  for (const auto& event : waiting_) text += event;
  waiting_.clear();
  bytes_ = 0;
  return text;
}

EventQueue::State EventQueue::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void EventQueue::on_wake(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void EventQueue::leave() {
  const std::lock_guard lock(mutex_);
  left_ = true;
  wake_ = nullptr;
}

}  // namespace gv::http
