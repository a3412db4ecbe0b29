#pragma once

#include "report.h"

#include <map>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/result.h"

namespace gv::gvtest {

/// What other tools reached on the same clips: `scripts/peers` measures it once per version of a
/// tool, so that the evaluation needs none of them.
struct Peers {
  std::map<std::string, std::string> sets;  ///< SHA-256 of truth.json of the clips they saw
  /// Name of a measure -> tool with its version -> value.
  std::map<std::string, std::map<std::string, double>> measures;
};
BOOST_DESCRIBE_STRUCT(Peers, (), (sets, measures))

/// Errors: NotFound, UnusableInput, InvalidInput when the file is not one.
[[nodiscard]] Result<Peers> read_peers(const std::string& path);

/// Whether `peers` saw the clips of `set` in `folder`.
[[nodiscard]] bool saw_clips(const Peers& peers, const std::string& set, const std::string& folder);

/// Writes beside each measure what the peers reached, the best of them in its column.
void show_peers(const Peers& peers, std::vector<Measure>& measures);

}  // namespace gv::gvtest
