#include "app/access/store_authenticator.h"

#include <algorithm>
#include <utility>

#include "app/access/roles.h"
#include "app/access/secrets.h"
#include "base/hash.h"
#include "base/hmac.h"

namespace gv::app {
namespace {

constexpr Millis kKept{5'000};
constexpr Millis kTouchedEvery{60'000};
constexpr std::size_t kKeptMax = 10'000;

tl::unexpected<Error> nobody() {
  return fail(ErrorCode::Unauthenticated, "credentials",
              "Sign in, or send an API key that is valid.");
}

/// Keys and sessions cannot be taken for each other.
std::string cache_key(const Credentials& credentials) {
  if (!credentials.api_key.empty()) return sha256_bytes("key:" + credentials.api_key);
  return sha256_bytes("session:" + credentials.session_token);
}

Scopes scopes_there(const std::vector<Membership>& memberships, const AccountId& account) {
  for (const auto& one : memberships) {
    if (one.account == account) return scopes_of_role(one.role).value_or(Scopes());
  }
  return {};
}

Result<Principal> principal_of(SharedTransaction& transaction, Identities& identities,
                               const ApiKey& key) {
  Principal principal{.kind = PrincipalKind::ApiKey,
                      .id = key.id,
                      .user_id = key.created_by.value_or(std::string())};
  const auto scopes = scopes_from_json(key.scopes);
  if (key.account) {
    principal.accounts = {*key.account};
    principal.scopes = scopes;
    if (key.created_by) {  // no more than who made it may do by now
      GV_TRY(const auto memberships, identities.memberships_of(transaction, *key.created_by));
      principal.scopes = scopes & scopes_there(memberships, *key.account);
    }
  } else if (key.created_by) {  // all accounts of who made it, with what they may do there
    GV_TRY(const auto memberships, identities.memberships_of(transaction, *key.created_by));
    admit(principal, memberships, scopes);
  }
  return principal;
}

}  // namespace

std::string csrf_token_of(const Session& session) {
  return to_hex(hmac_sha256(session.csrf_secret, {session.id_hash}));
}

Result<Principal> StoreAuthenticator::authenticate(const Credentials& credentials) {
  if (const auto known = recall(credentials)) return *known;
  const auto forgotten_before = forgotten();
  auto principal = credentials.api_key.empty() ? by_session(credentials.session_token)
                                               : by_key(credentials.api_key);
  if (!principal) return principal;
  GV_TRY(book_.catch_up());
  const std::lock_guard lock(mutex_);
  if (forgotten_ != forgotten_before) return principal;
  if (kept_.size() >= kKeptMax) kept_.clear();
  kept_.insert_or_assign(cache_key(credentials), Kept{*principal, clock_.now() + kKept});
  return principal;
}

std::optional<Result<Principal>> StoreAuthenticator::recall(const Credentials& credentials) {
  const auto key = cache_key(credentials);
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end() || found->second.until <= clock_.now()) return std::nullopt;
  return Result<Principal>(found->second.principal);
}

void StoreAuthenticator::forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
  ++forgotten_;
}

std::uint64_t StoreAuthenticator::forgotten() {
  const std::lock_guard lock(mutex_);
  return forgotten_;
}

Result<Principal> StoreAuthenticator::by_key(const std::string& text) {
  const auto prefix = prefix_of(text);
  if (!prefix) return nobody();
  ApiKey key;
  GV_TRY(auto principal,
         store_.read_shared([&](SharedTransaction& transaction) -> Result<Principal> {
           GV_TRY(const auto found, identities_.api_key(transaction, *prefix));
           if (!found || !equal_in_constant_time(found->secret_hash, sha256_bytes(text))) {
             return nobody();
           }
           key = *found;
           return principal_of(transaction, identities_, key);
         }));
  // What reaches no account or may do nothing is the setup token, a link to sign in by, or a key
  // whose maker left.
  if (principal.accounts.empty() || principal.scopes == Scopes()) return nobody();
  if (!key.last_used_at || clock_.now() - *key.last_used_at >= kTouchedEvery) {
    GV_TRY(store_.write_shared([&](SharedTransaction& transaction) {
      return identities_.touch_api_key(transaction, key.id);
    }));
  }
  return principal;
}

Result<Principal> StoreAuthenticator::by_session(const std::string& token) {
  const auto id_hash = sha256_bytes(token);
  Session session;
  GV_TRY(auto principal,
         store_.read_shared([&](SharedTransaction& transaction) -> Result<Principal> {
           GV_TRY(const auto found, identities_.session(transaction, id_hash));
           if (!found) return nobody();
           GV_TRY(const auto user, identities_.user_by_id(transaction, found->user_id));
           if (!user || user->status != "active") return nobody();
           GV_TRY(const auto memberships, identities_.memberships_of(transaction, user->id));
           session = *found;
           Principal known{.kind = PrincipalKind::Session, .id = user->id, .user_id = user->id};
           known.csrf_token = csrf_token_of(session);
           admit(known, memberships, Scopes::all());
           return known;
         }));
  const auto now = clock_.now();
  if (now - session.last_seen_at >= kTouchedEvery) {
    const auto expires_at = std::min(now + kSessionIdle, session.created_at + kSessionMax);
    GV_TRY(store_.write_shared([&](SharedTransaction& transaction) {
      return identities_.touch_session(transaction, id_hash, expires_at);
    }));
  }
  return principal;
}

}  // namespace gv::app
