#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/json/field.h"
#include "io/json/json.h"

namespace gv::yaml {

struct ParseLimits {
  std::size_t bytes_max{1 << 20};   ///< of the text
  std::size_t depth_max{32};        ///< of nested lists and maps
  std::size_t values_max{100'000};  ///< in the tree, those behind aliases counted every time
};

/// Path of a key or element -> line, from 1.
using LineTable = std::map<std::string, int, std::less<>>;

/// A configuration file as a tree that still knows on which line everything stood.
class Document {
 public:
  Document(std::string name, json::Value root, LineTable lines);
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  const std::string& name() const { return name_; }
  const json::Value& root() const { return *root_; }
  json::Field field() const { return json::Field(*root_); }

  /// Line, from 1, of the key or element at `path` (`json::member_path`); for a path that the file
  /// does not have (a missing key, the inside of an alias) that of the closest one around it, at
  /// the outermost the first line of the root.
  int line_of(std::string_view path) const;

  /// `error` about a field of this document, with `where` as "gv.yaml:12: decision.kill_roas".
  [[nodiscard]] Error locate(Error error) const;

 private:
  std::string name_;
  std::unique_ptr<json::Value> root_;
  LineTable lines_;
};

/// Reads one YAML document. Unquoted scalars are resolved by the core schema of YAML 1.2
/// (`resolve_plain`), quoted ones are texts, keys are texts as written; an empty file is null.
///
/// Refused, because it surprises more than it serves: a key given twice, merge keys (<<), tags
/// other than str, int, float, bool, null, seq and map, several documents in a file, an alias
/// inside its own anchor.
///
/// Errors: UnusableInput for what is no YAML, ConfigRange for what is YAML beyond these rules and
/// limits; `where` is "gv.yaml:12". Cost: O(bytes + values).
[[nodiscard]] Result<Document> parse(std::string_view text, std::string_view name,
                                     const ParseLimits& limits = {});

}  // namespace gv::yaml
