#include "io/http/registry.h"

namespace gv::http {

Registry::Admission Registry::admit(const std::string& address, std::size_t total_max,
                                    std::size_t per_address_max) {
  const std::lock_guard lock(mutex_);
  if (admitted_ >= total_max) return Admission::ServerFull;
  auto& count = by_address_[address];
  if (count >= per_address_max) return Admission::AddressFull;
  ++count;
  ++admitted_;
  return Admission::Welcome;
}

void Registry::add(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  connections_.emplace(connection.get(), connection);
}

void Registry::remove(const Connection* connection, const std::string& address) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
  const auto count = by_address_.find(address);
  if (count != by_address_.end() && --count->second == 0) by_address_.erase(count);
  if (--admitted_ == 0) emptied_.notify_all();
}

std::vector<std::shared_ptr<Connection>> Registry::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Connection>> alive;
  for (const auto& [key, weak] : connections_) {
    if (auto connection = weak.lock()) alive.push_back(std::move(connection));
  }
  return alive;
}

bool Registry::wait_until_empty(Millis patience) const {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, patience, [this] { return admitted_ == 0; });
}

std::size_t Registry::size() const {
  const std::lock_guard lock(mutex_);
  return admitted_;
}

}  // namespace gv::http
