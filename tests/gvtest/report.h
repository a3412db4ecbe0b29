#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/result.h"

namespace gv::gvtest {

enum class Verdict { Goal, Floor, Failed, Shown, NotMeasured };
BOOST_DESCRIBE_ENUM(Verdict, Goal, Floor, Failed, Shown, NotMeasured)

/// One row of the table: what was measured against what is asked.
struct Measure {
  std::string name;
  std::optional<double> floor{};  ///< worse fails
  std::optional<double> goal{};
  std::optional<double> ours{};
  std::optional<double> peer{};
  std::string peer_name{};
  std::map<std::string, double> peers{};  ///< all that are known, by tool and version
  bool higher_is_better{true};
  bool peer_is_goal{false};  ///< the goal is at least the best peer's value
  std::string why_not{};     ///< it was not measured
  std::string shortfall{};   ///< why the goal is missed; of no interest when it is not
  Verdict verdict{Verdict::Shown};
  std::map<std::string, std::map<std::string, double>> clips{};  ///< numbers of each clip
  std::vector<std::string> remarks{};                            ///< what went wrong where
};
BOOST_DESCRIBE_STRUCT(Measure, (),
                      (name, floor, goal, ours, peer, peer_name, peers, higher_is_better,
                       peer_is_goal, why_not, shortfall, verdict, clips, remarks))

/// Sets `verdict` from the numbers.
void judge(Measure& measure);

[[nodiscard]] Measure not_measured(std::string name, std::string why);

struct Report {
  std::string version;
  std::string config_hash;  ///< of the default thresholds
  bool quick{false};
  std::vector<Measure> measures;

  [[nodiscard]] bool failed() const;
};
BOOST_DESCRIBE_STRUCT(Report, (), (version, config_hash, quick, measures))

void print(const Report& report);
[[nodiscard]] Result<void> write(const Report& report, const std::string& path);

}  // namespace gv::gvtest
