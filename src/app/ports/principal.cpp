#include "app/ports/principal.h"

#include <algorithm>
#include <array>

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 12> kScopes{"read",   "ingest",  "predict", "media",
                                                   "decide", "approve", "execute", "publish",
                                                   "learn",  "config",  "admin",   "metrics"};

}  // namespace

std::string_view to_text(Scope scope) { return kScopes[static_cast<std::size_t>(scope)]; }

std::optional<Scope> scope_of(std::string_view text) {
  const auto found = std::find(kScopes.begin(), kScopes.end(), text);
  if (found == kScopes.end()) return std::nullopt;
  return static_cast<Scope>(found - kScopes.begin());
}

Scopes Scopes::all() {
  Scopes scopes;
  for (std::size_t i = 0; i < kScopes.size(); ++i) scopes.add(static_cast<Scope>(i));
  return scopes;
}

bool Principal::may_name(const AccountId& account) const {
  return std::binary_search(accounts.begin(), accounts.end(), account);
}

Scopes Principal::scopes_in(const AccountId& account) const {
  if (!may_name(account)) return {};
  const auto found = narrower.find(account);
  return found != narrower.end() ? found->second : scopes;
}

}  // namespace gv::app
