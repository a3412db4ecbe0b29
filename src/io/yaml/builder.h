#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "io/json/tree_builder.h"
#include "io/yaml/yaml.h"

namespace gv::yaml {

/// Carries a refusal out of yaml-cpp's callbacks; never leaves `parse`.
struct Refusal {
  ErrorCode code;
  int line;
  std::string message;
};

/// Builds the tree from yaml-cpp's events and notes the line of every key and element. Throws
/// `Refusal`.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const ParseLimits& limits) : limits_(limits) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override;
  void OnSequenceEnd() override { end(); }
  void OnMapEnd() override { end(); }

  json::Value take_root() { return tree_.take_root(); }
  LineTable take_lines() { return std::move(lines_); }

 private:
  /// One list or map that is being read.
  struct Open {
    std::string path;
    YAML::anchor_t anchor{YAML::NullAnchor};
    std::size_t elements{0};
    std::string key;  ///< path of the member whose value comes next
    bool has_key{false};
  };

  bool expects_key() const { return tree_.in_object() && !open_.back().has_key; }
  /// Path of the value that comes next.
  std::string next_path() const;
  void take_key(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& text);
  json::Value resolve(const YAML::Mark& mark, const std::string& tag,
                      const std::string& text) const;
  void begin(const YAML::Mark& mark, const std::string& tag, std::string_view kind,
             YAML::anchor_t anchor);
  void add(json::Value value, const YAML::Mark& mark, YAML::anchor_t anchor);
  void end();
  void finish(json::Value value, YAML::anchor_t anchor);
  void value_is_there();
  /// A member has the line of its key, an element that of its value.
  void note_line(const YAML::Mark& mark);
  void count(const YAML::Mark& mark, std::size_t values);
  void check_depth(const YAML::Mark& mark, std::size_t more);

  ParseLimits limits_;
  json::TreeBuilder tree_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, json::Value> anchored_;
  LineTable lines_;
  std::size_t values_{0};
  std::size_t path_bytes_{0};
};

}  // namespace gv::yaml
