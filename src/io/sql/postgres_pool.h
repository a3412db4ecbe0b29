#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "io/sql/postgres.h"
#include "io/sql/postgres_connection.h"

namespace gv::sql {

/// Connections to one server, each lent to one thread at a time. Broken ones are dropped when they
/// come back; new ones are made on demand, spaced out while that fails.
class PostgresPool {
 public:
  PostgresPool(PostgresOptions options, std::string url, PostgresSession session);

  /// Errors: Unavailable.
  Result<std::unique_ptr<PostgresConnection>> take();
  void give_back(std::unique_ptr<PostgresConnection> connection);

 private:
  using Steady = std::chrono::steady_clock;
  struct Idle {
    std::unique_ptr<PostgresConnection> connection;
    Steady::time_point since;
  };

  Result<std::unique_ptr<PostgresConnection>> connect();
  void forget();

  PostgresOptions options_;
  std::string url_;
  PostgresSession session_;
  std::mutex mutex_{};
  std::condition_variable returned_{};
  std::vector<Idle> idle_{};
  std::size_t lent_{0};
  Millis pause_{0};                  ///< until the next attempt after a failed one
  Steady::time_point not_before_{};  ///< of that attempt
};

}  // namespace gv::sql
