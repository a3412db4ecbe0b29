#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace gv::metrics {

/// Handles of one series each. Cheap to copy, good as long as their `Metrics`; thread-safe.
class Counter {
 public:
  explicit Counter(prometheus::Counter& series) : series_(&series) {}
  void add(double amount = 1.0) const;  ///< amount >= 0

 private:
  prometheus::Counter* series_;
};
class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& series) : series_(&series) {}
  void set(double value) const;
  void add(double amount) const;

 private:
  prometheus::Gauge* series_;
};
class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& series) : series_(&series) {}
  void observe(double value) const;

 private:
  prometheus::Histogram* series_;
};

using Labels = std::map<std::string, std::string>;

/// The metrics of one process, kept by prometheus-cpp's core; served by our own server.
///
/// Labels are of few values known beforehand: never a user, an ad, a campaign or free text. A name
/// and labels asked for twice are the same series.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  [[nodiscard]] Counter counter(const std::string& name, const std::string& help,
                                const Labels& labels = {});
  [[nodiscard]] Gauge gauge(const std::string& name, const std::string& help,
                            const Labels& labels = {});
  /// `buckets` are upper bounds, ascending; the same for every series of a name.
  [[nodiscard]] Histogram histogram(const std::string& name, const std::string& help,
                                    const std::vector<double>& buckets, const Labels& labels = {});

  /// Prometheus text format 0.0.4.
  [[nodiscard]] std::string text() const;
  /// How many series there are, a histogram counting one for each of its lines. At most 5,000 a
  /// process is the budget.
  [[nodiscard]] std::size_t series() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gv::metrics
