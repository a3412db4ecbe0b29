#include "adapters/settings/tree.h"

#include <string>

#include <boost/json/value.hpp>

#include "adapters/settings/registry.h"
#include "base/check.h"
#include "io/json/serialize.h"

namespace gv::settings {

json::Value nested(const Values& values) {
  boost::json::object root;
  for (const auto& [path, value] : values) {
    boost::json::object* section = &root;
    std::string_view rest = path;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      auto& inner = (*section)[rest.substr(0, dot)];
      if (!inner.is_object()) inner.emplace_object();
      section = &inner.get_object();
      rest.remove_prefix(dot + 1);
    }
    (*section)[rest] = value;
  }
  return root;
}

json::Value nested(const Values& values, Currency currency) {
  json::Value root = nested(values);
  root.get_object()["currency"] = currency.code();
  return root;
}

Values telling(const Values& values) {
  Values kept = values;
  for (const Key& key : keys()) {
    const auto found = kept.find(key.path);
    if (found == kept.end()) continue;
    if (!decides(key.path)) {
      kept.erase(found);
      continue;
    }
    if (key.since == 1) continue;
    if (json::canonical(found->second) == json::canonical(fallback_of(key.path))) {
      kept.erase(found);
    }
  }
  return kept;
}

boost::json::value fallback_of(std::string_view path) {
  const Key* const key = find_key(path);
  GV_CHECK(key != nullptr);
  const auto value = json::parse(key->fallback, key->path);
  GV_CHECK(value.has_value());
  return *value;
}

}  // namespace gv::settings
