#include "io/json/tree_builder.h"

#include <utility>

#include "base/check.h"

namespace gv::json {

bool TreeBuilder::key(std::string_view key) {
  GV_CHECK(in_object());
  if (open_.back().value.get_object().contains(key)) return false;
  open_.back().key = key;
  return true;
}

void TreeBuilder::add(boost::json::value value) {
  if (open_.empty()) {
    root_ = std::move(value);
  } else if (in_object()) {
    open_.back().value.get_object().emplace(open_.back().key, std::move(value));
  } else {
    open_.back().value.get_array().push_back(std::move(value));
  }
}

void TreeBuilder::end() {
  GV_CHECK(!open_.empty());
  boost::json::value done = std::move(open_.back().value);
  open_.pop_back();
  add(std::move(done));
}

}  // namespace gv::json
