#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

namespace gv::json {

/// Puts a tree together from the events of a parser, inner values first. Shared by the readers of
/// JSON and YAML; whoever drives it keeps begin and end in balance.
class TreeBuilder {
 public:
  void begin_list() { open_.push_back({boost::json::array(), {}}); }
  void begin_object() { open_.push_back({boost::json::object(), {}}); }

  /// Names the next value of the innermost object; false when the object has that key already.
  [[nodiscard]] bool key(std::string_view key);

  void add(boost::json::value value);
  /// Closes the innermost list or object and adds it to the one around it.
  void end();

  std::size_t depth() const { return open_.size(); }
  bool in_object() const { return !open_.empty() && open_.back().value.is_object(); }
  const boost::json::value& innermost() const { return open_.back().value; }
  boost::json::value take_root() { return std::move(root_); }

 private:
  struct Open {
    boost::json::value value;
    std::string key;  ///< of the member that is being read
  };

  std::vector<Open> open_;
  boost::json::value root_;
};

}  // namespace gv::json
