#include "adapters/api/observer.h"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>

namespace gv::api {
namespace {

const std::vector<double> kSeconds{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

/// Paths that no route has share one name: what strangers ask for must not become series.
metrics::Labels labels_of(const http::Route* route, std::size_t status_class) {
  return {{"route", route != nullptr ? route->label : "none"},
          {"method", route != nullptr ? std::string(to_text(route->method)) : "none"},
          {"status_class", fmt::format("{}xx", status_class + 1)}};
}

log::Level level_of(int status) {
  if (status >= 500 && status != 503 && status != 504) return log::Level::Error;
  return status >= 500 ? log::Level::Warn : log::Level::Info;
}

}  // namespace

void Observer::operator()(const http::Exchange& exchange) {
  const int status_class = std::clamp(exchange.status / 100, 1, 5) - 1;
  count(exchange, static_cast<std::size_t>(status_class));
  log(exchange);
}

void Observer::count(const http::Exchange& exchange, std::size_t status_class) {
  const double took = std::chrono::duration<double>(exchange.took).count();
  {
    const std::shared_lock lock(mutex_);
    const auto found = series_.find(exchange.route);
    if (found != series_.end() && found->second.requests[status_class]) {
      found->second.requests[status_class]->add();
      found->second.seconds[status_class]->observe(took);
      return;
    }
  }
  const std::unique_lock lock(mutex_);
  auto& series = series_[exchange.route];
  const auto labels = labels_of(exchange.route, status_class);
  series.requests[status_class] =
      metrics_.counter("gv_http_requests_total", "Answered requests.", labels);
  series.seconds[status_class] =
      metrics_.histogram("gv_http_request_duration_seconds",
                         "From the end of the headers to the end of the answer.", kSeconds, labels);
  series.requests[status_class]->add();
  series.seconds[status_class]->observe(took);
}

void Observer::log(const http::Exchange& exchange) const {
  const auto level = level_of(exchange.status);
  if (!logger_.writes(level)) return;
  const auto& request = exchange.request;
  const double took_ms = static_cast<double>(exchange.took.count()) / 1e3;
  const std::string_view route =
      exchange.route != nullptr ? std::string_view(exchange.route->label) : "none";
  if (exchange.detail.empty()) {
    logger_.write(level, "request",
                  {{"method", to_text(request.method)},
                   {"route", route},
                   {"status", std::int64_t{exchange.status}},
                   {"bytes", static_cast<std::int64_t>(exchange.bytes_sent)},
                   {"took_ms", took_ms},
                   {"request_id", request.id},
                   {"trace_id", request.trace.trace_id}});
  } else {
    logger_.write(level, "request",
                  {{"method", to_text(request.method)},
                   {"route", route},
                   {"status", std::int64_t{exchange.status}},
                   {"took_ms", took_ms},
                   {"request_id", request.id},
                   {"trace_id", request.trace.trace_id},
                   {"detail", exchange.detail}});
  }
}

}  // namespace gv::api
