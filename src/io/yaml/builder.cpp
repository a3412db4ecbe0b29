#include "io/yaml/builder.h"

#include <algorithm>
#include <utility>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/utf8.h"
#include "io/yaml/scalar.h"

namespace gv::yaml {
namespace {

using json::Value;

constexpr std::string_view kTagPrefix = "tag:yaml.org,2002:";

/// A long key is part of the path of every value below it: without a bound a file of a megabyte
/// could ask for gigabytes of paths.
constexpr std::size_t kPathBytesMax = 32u << 20;

[[noreturn]] void refuse(const YAML::Mark& mark, std::string message) {
  throw Refusal{ErrorCode::ConfigRange, mark.line + 1, std::move(message)};
}

std::size_t count_values(const Value& value) {
  std::size_t count = 1;
  if (value.is_array()) {
    for (const Value& element : value.get_array()) count += count_values(element);
  } else if (value.is_object()) {
    for (const auto& member : value.get_object()) count += count_values(member.value());
  }
  return count;
}

/// Levels of lists and objects.
std::size_t depth_of(const Value& value) {
  std::size_t deepest = 0;
  if (value.is_array()) {
    for (const Value& element : value.get_array()) deepest = std::max(deepest, depth_of(element));
    return deepest + 1;
  }
  if (!value.is_object()) return 0;
  for (const auto& member : value.get_object()) {
    deepest = std::max(deepest, depth_of(member.value()));
  }
  return deepest + 1;
}

/// Whether a core schema tag names what the scalar under it is anyway.
bool matches(std::string_view tag, const Value& value) {
  if (!tag.starts_with(kTagPrefix)) return false;
  tag.remove_prefix(kTagPrefix.size());
  return (tag == "null" && value.is_null()) || (tag == "bool" && value.is_bool()) ||
         (tag == "int" && (value.is_int64() || value.is_uint64())) ||
         (tag == "float" && value.is_number());
}

}  // namespace

void Builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (expects_key()) refuse(mark, "a key is missing before the ':'");
  add(nullptr, mark, anchor);
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& text) {
  if (expects_key()) {
    take_key(mark, anchor, text);
  } else {
    add(resolve(mark, tag, text), mark, anchor);
  }
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (expects_key()) refuse(mark, "a key must be a text, got an alias");
  const auto anchored = anchored_.find(anchor);
  if (anchored == anchored_.end()) refuse(mark, "an alias refers to what it is part of");
  count(mark, count_values(anchored->second));
  check_depth(mark, depth_of(anchored->second));
  note_line(mark);
  finish(anchored->second, YAML::NullAnchor);
}

void Builder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value) {
  begin(mark, tag, "seq", anchor);
  tree_.begin_list();
}

void Builder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) {
  begin(mark, tag, "map", anchor);
  tree_.begin_object();
}

std::string Builder::next_path() const {
  if (open_.empty()) return {};
  return tree_.in_object() ? open_.back().key
                           : json::element_path(open_.back().path, open_.back().elements);
}

void Builder::take_key(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& text) {
  if (text == "<<") refuse(mark, "merge keys (<<) are not supported: repeat the keys");
  if (anchor != YAML::NullAnchor) refuse(mark, "a key may not carry an anchor");
  const std::string path = json::member_path(open_.back().path, text);
  if (!tree_.key(text)) {
    refuse(mark,
           fmt::format("the key \"{}\" is given twice, first on line {}", text, lines_.at(path)));
  }
  open_.back().key = path;
  open_.back().has_key = true;
  note_line(mark);
}

json::Value Builder::resolve(const YAML::Mark& mark, const std::string& tag,
                             const std::string& text) const {
  if (tag == "!" || tag == std::string(kTagPrefix) + "str") return Value(text);  // "!": quoted
  auto value = resolve_plain(text);
  if (!value) {
    refuse(mark, fmt::format("must be a number that a double can hold, got {}", excerpt(text, 60)));
  }
  if (tag.empty() || tag == "?" || matches(tag, *value)) return *std::move(value);
  refuse(mark, fmt::format("the tag {} does not fit {}", tag, excerpt(text, 60)));
}

void Builder::begin(const YAML::Mark& mark, const std::string& tag, std::string_view kind,
                    YAML::anchor_t anchor) {
  if (expects_key()) refuse(mark, "a key must be a text, got a list or a map");
  if (!tag.empty() && tag != "?" && tag != "!" && tag != std::string(kTagPrefix).append(kind)) {
    refuse(mark, fmt::format("the tag {} is not supported", tag));
  }
  count(mark, 1);
  check_depth(mark, 1);
  note_line(mark);
  open_.push_back({.path = next_path(), .anchor = anchor});
}

void Builder::add(Value value, const YAML::Mark& mark, YAML::anchor_t anchor) {
  count(mark, 1);
  note_line(mark);
  finish(std::move(value), anchor);
}

void Builder::end() {
  const YAML::anchor_t anchor = open_.back().anchor;
  if (anchor != YAML::NullAnchor) anchored_.insert_or_assign(anchor, tree_.innermost());
  open_.pop_back();
  tree_.end();
  value_is_there();
}

void Builder::finish(Value value, YAML::anchor_t anchor) {
  if (anchor != YAML::NullAnchor) anchored_.insert_or_assign(anchor, value);
  tree_.add(std::move(value));
  value_is_there();
}

void Builder::value_is_there() {
  if (open_.empty()) return;
  ++open_.back().elements;
  open_.back().has_key = false;
}

void Builder::note_line(const YAML::Mark& mark) {
  const std::string path = next_path();
  path_bytes_ += path.size();
  if (path_bytes_ > kPathBytesMax) refuse(mark, "has keys too long for so many values");
  lines_.emplace(path, mark.line + 1);
}

void Builder::count(const YAML::Mark& mark, std::size_t values) {
  values_ += values;
  if (values_ > limits_.values_max) {
    refuse(mark, fmt::format("holds more than {} values, aliases included", limits_.values_max));
  }
}

void Builder::check_depth(const YAML::Mark& mark, std::size_t more) {
  if (tree_.depth() + more > limits_.depth_max) {
    refuse(mark, fmt::format("nests deeper than {} levels", limits_.depth_max));
  }
}

}  // namespace gv::yaml
