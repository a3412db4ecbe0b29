#pragma once

#include <string>
#include <vector>

#include <boost/json/fwd.hpp>

namespace gv::json {

/// A place where two documents differ, with what stands there in each; "nothing" where absent.
struct Difference {
  std::string path;
  std::string recorded;
  std::string recomputed;
};

/// Appends the first differences between two JSON trees, in document order, up to `count_max` in
/// `out` altogether. Members are met by key, whatever their order. O(size).
void find_differences(const boost::json::value& recorded, const boost::json::value& recomputed,
                      const std::string& path, std::size_t count_max, std::vector<Difference>& out);

}  // namespace gv::json
