#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/ports/connections.h"
#include "app/ports/sealer.h"

namespace gv::app {

using Secrets = std::map<std::string, std::string>;  ///< by name: "access_token"

/// Where credentials of connections are sealed for.
inline constexpr std::string_view kCredentialsPlace = "platform_connections.credentials_enc";

/// One line each. Neither names nor secrets have an end of line in them.
[[nodiscard]] std::string text_of(const Secrets& secrets);
/// The way back. What is incomplete at the end is left out.
[[nodiscard]] Secrets secrets_in(std::string_view text);

/// The secrets of a connection; none when none were given. Errors: those of `Sealer::open`.
[[nodiscard]] Result<Secrets> opened(const Sealer& sealer, const AccountId& account,
                                     const Connection& connection);

}  // namespace gv::app
