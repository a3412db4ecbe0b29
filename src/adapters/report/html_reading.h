#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gv::report {

// Reads just as much HTML as our own pages use. For tests.

/// Where the tag that starts at `begin` ends: its ">" outside of quotes.
inline std::size_t tag_end(std::string_view html, std::size_t begin) {
  bool quoted = false;
  for (std::size_t at = begin; at < html.size(); ++at) {
    if (html[at] == '"') quoted = !quoted;
    if (html[at] == '>' && !quoted) return at;
  }
  return html.size();
}

/// The first tag that is closed out of turn or never; empty when all are balanced. What stands
/// inside style and script is text.
inline std::string unbalanced_tag(std::string_view html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const std::size_t end = tag_end(html, at);
    const auto tag = html.substr(at + 1, end - at - 1);
    const std::string name(tag.substr(0, tag.find_first_of(" \n")));
    at = end;
    if (name == "meta" || name.starts_with("!") || tag.ends_with("/")) continue;
    if (!name.starts_with("/")) {
      open.push_back(name);
      if (name == "style" || name == "script") at = html.find("</" + name, at);
    } else if (open.empty() || "/" + open.back() != name) {
      return name;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

/// What a reader sees: without tags, no-break spaces as plain ones.
inline std::string plain_text(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] == '<') {
      at = tag_end(html, at);
    } else if (html.substr(at, 2) == "\xC2\xA0") {
      text += ' ';
      ++at;
    } else {
      text += html[at];
    }
  }
  return text;
}

}  // namespace gv::report
