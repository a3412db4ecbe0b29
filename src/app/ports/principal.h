#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace gv::app {

/// What a credential may do. A route asks for one of them.
enum class Scope {
  Read,
  Ingest,
  Predict,
  Media,
  Decide,
  Approve,
  Execute,
  Publish,
  Learn,
  Config,
  Admin,
  Metrics,
};

/// "read", as routes, keys and messages name it.
[[nodiscard]] std::string_view to_text(Scope scope);
[[nodiscard]] std::optional<Scope> scope_of(std::string_view text);

/// A set of scopes.
class Scopes {
 public:
  Scopes() = default;
  Scopes(std::initializer_list<Scope> scopes) {
    for (const Scope scope : scopes) add(scope);
  }
  static Scopes all();

  void add(Scope scope) { bits_ |= bit(scope); }
  [[nodiscard]] bool has(Scope scope) const { return (bits_ & bit(scope)) != 0; }
  /// What is in both, and what is in either.
  friend Scopes operator&(Scopes a, const Scopes& b) { return a.bits_ &= b.bits_, a; }
  friend Scopes operator|(Scopes a, const Scopes& b) { return a.bits_ |= b.bits_, a; }
  friend bool operator==(const Scopes&, const Scopes&) = default;

 private:
  static std::uint32_t bit(Scope scope) { return 1u << static_cast<unsigned>(scope); }
  std::uint32_t bits_{0};
};

enum class PrincipalKind {
  Session,  ///< a signed-in user: unsafe methods need a CSRF token
  ApiKey,
  Setup,  ///< the single-use token of an installation without users
};

/// Who asks, as an `Authenticator` found it.
struct Principal {
  PrincipalKind kind{PrincipalKind::ApiKey};
  std::string id;                   ///< of the user or the key; never secret
  std::string user_id{};            ///< the user, or who made the key; may be empty
  std::vector<AccountId> accounts;  ///< that it may name, ascending
  Scopes scopes;                    ///< in any of them
  /// Of accounts where it may not do all of `scopes`: a viewer here may be an owner there.
  std::map<AccountId, Scopes> narrower{};
  std::string csrf_token;  ///< of a session: what X-CSRF-Token has to be

  /// Whether `account` is one of its own.
  [[nodiscard]] bool may_name(const AccountId& account) const;
  /// What it may do there; nothing where it may not even name it.
  [[nodiscard]] Scopes scopes_in(const AccountId& account) const;
};

}  // namespace gv::app
