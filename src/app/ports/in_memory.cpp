#include "app/ports/in_memory.h"

#include "app/ports/settings_source.h"

namespace gv::app {

void InMemoryAuthenticator::add_key(std::string key, Principal principal) {
  const std::lock_guard lock(mutex_);
  by_secret_.insert_or_assign("key:" + std::move(key), std::move(principal));
}

void InMemoryAuthenticator::add_session(std::string token, Principal principal) {
  const std::lock_guard lock(mutex_);
  by_secret_.insert_or_assign("session:" + std::move(token), std::move(principal));
}

void InMemoryAuthenticator::remove(const std::string& secret) {
  const std::lock_guard lock(mutex_);
  by_secret_.erase("key:" + secret);
  by_secret_.erase("session:" + secret);
}

Result<Principal> InMemoryAuthenticator::authenticate(const Credentials& credentials) {
  const std::string secret = credentials.api_key.empty() ? "session:" + credentials.session_token
                                                         : "key:" + credentials.api_key;
  const std::lock_guard lock(mutex_);
  const auto found = by_secret_.find(secret);
  if (found != by_secret_.end()) return found->second;
  return fail(ErrorCode::Unauthenticated, "credentials",
              "Sign in, or send an API key that is valid.");
}

std::optional<Result<Principal>> InMemoryAuthenticator::recall(const Credentials& credentials) {
  return authenticate(credentials);
}

Result<AccountFacts> InMemoryAccounts::find(const AccountId& account) const {
  const auto found = accounts_.find(account);
  if (found != accounts_.end()) return AccountFacts{found->first, found->second};
  return fail(ErrorCode::NotFound, "account", "there is no account \"" + account.text() + "\"");
}

Result<std::shared_ptr<const AccountSettings>> InMemorySettings::settings(
    const AccountId& account) const {
  const auto found = settings_.find(account);
  if (found != settings_.end()) return found->second;
  return fail(ErrorCode::NotFound, "account", "there is no account \"" + account.text() + "\"");
}

}  // namespace gv::app
