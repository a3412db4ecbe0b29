#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/identities.h"
#include "app/ports/principal.h"

namespace gv::app {

/// What a role may do: viewer, analyst, operator, admin, owner, each one more than the one before.
/// Nothing for a name that is none.
[[nodiscard]] std::optional<Scopes> scopes_of_role(std::string_view role);

/// As an API key's row holds them: ["read","ingest"]. A scope that this program does not know is
/// left out when read.
[[nodiscard]] std::string scopes_as_json(const Scopes& scopes);
[[nodiscard]] Scopes scopes_from_json(std::string_view json);
[[nodiscard]] std::vector<std::string> names_of(const Scopes& scopes);

/// Gives `principal` the accounts of the memberships, with what both role and `most` allow.
void admit(Principal& principal, const std::vector<Membership>& memberships, const Scopes& most);

}  // namespace gv::app
