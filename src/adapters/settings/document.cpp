#include "adapters/settings/document.h"

#include <boost/json/value.hpp>

#include "adapters/settings/build.h"
#include "adapters/settings/effective.h"
#include "adapters/settings/tree.h"
#include "base/hash.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

/// Leaves by path, lists as a whole; nulls and empty sections say nothing.
void flatten(const json::Value& value, const std::string& path, Values& into) {
  if (const auto* const object = value.if_object()) {
    for (const auto& member : *object) {
      flatten(member.value(), json::member_path(path, member.key()), into);
    }
  } else if (!value.is_null()) {
    into.insert_or_assign(path, value);
  }
}

}  // namespace

Validation validate(const json::Value& document, Currency currency) {
  Validation result;
  Given given = read_all(json::Field(document));
  result.errors = std::move(given.errors);
  if (!result.errors.empty()) return result;
  auto settings = build(given.values, currency);
  if (settings) {
    result.warnings = settings->warnings;
    result.settings = *std::move(settings);
  } else {
    result.errors = std::move(settings.error());
  }
  return result;
}

json::Value merge_patch(json::Value target, const json::Value& patch) {
  const auto* const members = patch.if_object();
  if (members == nullptr) return patch;
  if (!target.is_object()) target.emplace_object();
  auto& object = target.get_object();
  for (const auto& member : *members) {
    if (member.value().is_null()) {
      object.erase(member.key());
    } else {
      auto& held = object[member.key()];
      held = merge_patch(std::move(held), member.value());
    }
  }
  return target;
}

Patched apply_patch(const json::Value& document, const json::Value& patch, Currency currency) {
  Patched patched{.document = merge_patch(document, patch)};
  patched.changed = changed_keys(document, patched.document);
  patched.validation = validate(patched.document, currency);
  return patched;
}

std::vector<std::string> changed_keys(const json::Value& before, const json::Value& after) {
  Values old_values;
  Values new_values;
  flatten(before, "", old_values);
  flatten(after, "", new_values);
  Values all = old_values;
  all.insert(new_values.begin(), new_values.end());
  std::vector<std::string> changed;
  for (const auto& [path, value] : all) {
    const auto was = old_values.find(path);
    const auto is = new_values.find(path);
    const bool same = was != old_values.end() && is != new_values.end() &&
                      json::canonical(was->second) == json::canonical(is->second);
    if (!same) changed.push_back(path);
  }
  return changed;
}

std::string document_hash(const json::Value& document) {
  return sha256_hex(json::canonical(document));
}

Result<EffectiveView> effective_view(const json::Value& document, Currency currency) {
  const Given given = read_all(json::Field(document));
  if (!given.errors.empty()) return tl::unexpected<Error>(given.errors.front());
  GV_TRY(const auto effective, fill_in(given.values, currency));
  boost::json::object sources;
  for (const auto& [path, source] : effective.sources) sources[path] = source;
  return EffectiveView{nested(effective.values, currency), std::move(sources)};
}

}  // namespace gv::settings
