#include "app/access/roles.h"

#include <algorithm>

namespace gv::app {

std::optional<Scopes> scopes_of_role(std::string_view role) {
  Scopes scopes{Scope::Read};
  if (role == "viewer") return scopes;
  for (const auto more : {Scope::Predict, Scope::Media, Scope::Decide}) scopes.add(more);
  if (role == "analyst") return scopes;
  for (const auto more :
       {Scope::Approve, Scope::Execute, Scope::Publish, Scope::Learn, Scope::Ingest}) {
    scopes.add(more);
  }
  if (role == "operator") return scopes;
  if (role == "admin" || role == "owner") return Scopes::all();
  return std::nullopt;
}

std::vector<std::string> names_of(const Scopes& scopes) {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(Scope::Metrics); ++i) {
    const auto scope = static_cast<Scope>(i);
    if (scopes.has(scope)) names.emplace_back(to_text(scope));
  }
  return names;
}

std::string scopes_as_json(const Scopes& scopes) {
  std::string json = "[";
  for (const auto& name : names_of(scopes)) {
    json += (json.size() > 1 ? ",\"" : "\"") + name + "\"";
  }
  return json + "]";
}

Scopes scopes_from_json(std::string_view json) {
  Scopes scopes;
  // Names of scopes need no escapes, so whatever stands between two quotes is one.
  for (auto open = json.find('"'); open != std::string_view::npos; open = json.find('"', open)) {
    const auto close = json.find('"', open + 1);
    if (close == std::string_view::npos) break;
    if (const auto scope = scope_of(json.substr(open + 1, close - open - 1))) scopes.add(*scope);
    open = close + 1;
  }
  return scopes;
}

void admit(Principal& principal, const std::vector<Membership>& memberships, const Scopes& most) {
  for (const auto& membership : memberships) {
    const auto scopes = scopes_of_role(membership.role).value_or(Scopes()) & most;
    principal.accounts.push_back(membership.account);
    principal.scopes = principal.scopes | scopes;
    principal.narrower[membership.account] = scopes;
  }
  std::sort(principal.accounts.begin(), principal.accounts.end());
  std::erase_if(principal.narrower,
                [&](const auto& one) { return one.second == principal.scopes; });
}

}  // namespace gv::app
