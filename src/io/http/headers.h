#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gv::http {

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

/// Header fields in the order they came. Names are compared without regard to case. A handful of
/// fields: looking one up is a walk, O(fields).
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  void add(std::string name, std::string value);
  /// Replaces what is there under this name.
  void set(std::string name, std::string value);

  /// The first value under this name.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// The first value, empty when there is none.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  /// True when one of the comma-separated members of the fields under this name is `token`, without
  /// regard to case and to parameters: `has_token("Accept-Encoding", "gzip")`. A member that says
  /// `q=0` is none.
  [[nodiscard]] bool has_token(std::string_view name, std::string_view token) const;

  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace gv::http
