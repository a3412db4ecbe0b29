#include <utility>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "io/yaml/yaml.h"

namespace gv::yaml {

Document::Document(std::string name, json::Value root, LineTable lines)
    : name_(std::move(name)),
      root_(std::make_unique<json::Value>(std::move(root))),
      lines_(std::move(lines)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

int Document::line_of(std::string_view path) const {
  while (true) {
    const auto found = lines_.find(path);
    if (found != lines_.end()) return found->second;
    if (path.empty()) return 1;
    // Cutting at the last separator may cut inside a quoted key; no such path is in the table.
    const auto cut = path.find_last_of(".[");
    path = cut == std::string_view::npos ? std::string_view() : path.substr(0, cut);
  }
}

Error Document::locate(Error error) const {
  const std::string line = fmt::format("{}:{}", name_, line_of(error.where));
  error.where = error.where.empty() ? line : line + ": " + error.where;
  return error;
}

}  // namespace gv::yaml
