#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/time.h"

namespace gv::http {

class Connection;

/// The connections of one server, counted by address. Thread-safe.
class Registry {
 public:
  enum class Admission { Welcome, ServerFull, AddressFull };

  /// Counts one more of `address`; only `Welcome` has to be given back by `remove`.
  [[nodiscard]] Admission admit(const std::string& address, std::size_t total_max,
                                std::size_t per_address_max);
  void add(const std::shared_ptr<Connection>& connection);
  void remove(const Connection* connection, const std::string& address);

  [[nodiscard]] std::vector<std::shared_ptr<Connection>> all() const;
  [[nodiscard]] std::size_t size() const;
  /// False when some are left after `patience`.
  [[nodiscard]] bool wait_until_empty(Millis patience) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable emptied_;
  std::map<std::string, std::size_t> by_address_;
  std::map<const Connection*, std::weak_ptr<Connection>> connections_;
  std::size_t admitted_{0};
};

}  // namespace gv::http
