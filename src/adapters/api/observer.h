#pragma once

#include <array>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>

#include "io/http/server.h"
#include "io/log/log.h"
#include "io/metrics/metrics.h"

namespace gv::api {

/// Counts and logs every answered request: one line each, without its query, which may hold what
/// must not be kept. Thread-safe; what it refers to outlives it.
class Observer {
 public:
  Observer(metrics::Metrics& metrics, const log::Logger& logger)
      : metrics_(metrics), logger_(logger) {}

  void operator()(const http::Exchange& exchange);

 private:
  /// The series of one route: by class of status, 1xx to 5xx.
  struct Series {
    std::array<std::optional<metrics::Counter>, 5> requests;
    std::array<std::optional<metrics::Histogram>, 5> seconds;
  };
  void count(const http::Exchange& exchange, std::size_t status_class);
  void log(const http::Exchange& exchange) const;

  metrics::Metrics& metrics_;
  const log::Logger& logger_;
  std::shared_mutex mutex_;
  std::map<const http::Route*, Series> series_;
};

}  // namespace gv::api
