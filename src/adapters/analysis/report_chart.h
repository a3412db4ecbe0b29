#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gv::analysis {

/// Where a plot of values begins and ends, and in what: three marks stand at its side.
struct PlotScale {
  double low{0.0};
  double high{1.0};  ///< > low
  std::string unit;
};

/// The least of 1, 2 and 5 times a power of ten that is not below `value`; 1 for nothing above 0.
[[nodiscard]] double round_top(double value);

/// Seconds between the marks of a time axis: at most six stretches, which have room on a phone.
[[nodiscard]] double time_step(double duration_s);

/// "2.5 s"; minutes and seconds, "2:05", where the whole lasts over two minutes.
[[nodiscard]] std::string time_label(double t, double duration_s);

/// Lanes below each other over one time axis, in HTML. Curves stretch with the page; what is to be
/// read does not, so that it is as large on a phone as on a desk.
class ReportChart {
 public:
  /// `duration_s` > 0.
  explicit ReportChart(double duration_s) : duration_s_(duration_s) {}

  /// A lane with values.
  void start_lane(std::string_view name, const PlotScale& scale);
  /// A lane that only tells when.
  void start_lane(std::string_view name);

  /// Ten values a second in the newest lane; what lies outside its scale runs along its edge.
  void curve(std::string_view style, const std::vector<double>& values);
  void span(std::string_view style, double t0, double t1, std::string_view title);
  void mark(std::string_view style, double t);
  /// In every lane there is then.
  void mark_all(std::string_view style, double t);

  [[nodiscard]] std::string finish() const;

 private:
  struct Lane {
    std::string head;
    std::string body;
    PlotScale scale;
  };
  void add_lane(std::string_view style, std::string_view name, std::string marks,
                const PlotScale& scale);
  [[nodiscard]] double x(double t) const;
  [[nodiscard]] std::vector<double> ticks() const;

  double duration_s_;
  std::vector<Lane> lanes_;
};

}  // namespace gv::analysis
