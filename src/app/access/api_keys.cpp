#include "app/access/api_keys.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/access/roles.h"

namespace gv::app {
namespace {

constexpr std::size_t kNameMax = 100;
/// How long a key and the one that takes its place are good together.
constexpr Millis kOverlap = Days(1);

Result<void> check(const KeyRequest& request, const Scopes& own, TimePoint now) {
  if (request.name.empty() || request.name.size() > kNameMax) {
    return fail(ErrorCode::InvalidInput, "name", "must have 1 to 100 bytes");
  }
  if (request.scopes == Scopes()) {
    return fail(ErrorCode::InvalidInput, "scopes", "must name at least one scope");
  }
  if (request.expires_at && *request.expires_at <= now) {
    return fail(ErrorCode::InvalidInput, "expires_at", "must lie in the future");
  }
  if ((request.scopes & own) == request.scopes) return {};
  return fail(ErrorCode::Forbidden, "scopes", "A key may not do more than who makes it.");
}

}  // namespace

Result<MadeKey> ApiKeys::add(Transaction& transaction, const Principal& maker,
                             const KeyRequest& request, const NewKey& made, AuditEntry entry) {
  const auto& account = transaction.scope().account();
  GV_TRY(check(request, maker.scopes_in(account), transaction.now()));
  ApiKey key{.id = new_id(random_, transaction.now()),
             .account = account,
             .name = request.name,
             .prefix = made.prefix,
             .secret_hash = made.hash,
             .scopes = scopes_as_json(request.scopes),
             .created_at = transaction.now(),
             .expires_at = request.expires_at};
  if (!maker.user_id.empty()) key.created_by = maker.user_id;
  GV_TRY(identities_.add_api_key(transaction, key));
  entry.object_id = key.id;
  entry.after = fmt::format(R"({{"name":{},"key_prefix":{},"scopes":{}}})", quoted(key.name),
                            quoted(key.prefix), key.scopes);
  GV_TRY(audit_.append(transaction, entry));
  return MadeKey{std::move(key), made.text};
}

Result<ApiKey> ApiKeys::own_key(Transaction& transaction, const std::string& id) {
  GV_TRY(const auto keys, identities_.api_keys_of(transaction, transaction.scope().account()));
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const ApiKey& key) { return key.id == id; });
  if (found != keys.end()) return *found;
  return fail(ErrorCode::NotFound, "id", "There is no such key in this account.");
}

Result<MadeKey> ApiKeys::make(const AccountScope& scope, const Principal& maker,
                              const KeyRequest& request, const Actor& actor) {
  const auto made = new_key(random_);
  return store_.write(scope, [&](Transaction& transaction) {
    return add(transaction, maker, request, made,
               entry_by(actor, "api_key.create", "api_key", std::nullopt));
  });
}

Result<MadeKey> ApiKeys::rotate(const AccountScope& scope, const Principal& maker,
                                const std::string& id, const Actor& actor) {
  const auto made = new_key(random_);
  GV_TRY(auto next, store_.write(scope, [&](Transaction& transaction) -> Result<MadeKey> {
    GV_TRY(const auto old, own_key(transaction, id));
    GV_TRY(const auto live,
           identities_.expire_api_key(transaction, id, transaction.now() + kOverlap));
    if (!live || (old.expires_at && *old.expires_at <= transaction.now())) {
      return fail(ErrorCode::NotFound, "id", "This key is not valid any more; make a new one.");
    }
    auto entry = entry_by(actor, "api_key.rotate", "api_key", std::nullopt);
    entry.before = fmt::format(R"({{"id":{},"key_prefix":{}}})", quoted(id), quoted(old.prefix));
    return add(
        transaction, maker,
        {.name = old.name, .scopes = scopes_from_json(old.scopes), .expires_at = old.expires_at},
        made, std::move(entry));
  }));
  authenticator_.forget();
  return next;
}

Result<std::vector<ApiKey>> ApiKeys::list(const AccountScope& scope) {
  return store_.read(scope, [&](Transaction& transaction) {
    return identities_.api_keys_of(transaction, scope.account());
  });
}

Result<void> ApiKeys::revoke(const AccountScope& scope, const std::string& id, const Actor& actor) {
  const auto stored = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(own_key(transaction, id));
    GV_TRY(const auto revoked, identities_.revoke_api_key(transaction, id));
    if (!revoked) return {};
    GV_TRY(audit_.append(transaction, entry_by(actor, "api_key.revoke", "api_key", id)));
    return {};
  });
  GV_TRY(stored);
  authenticator_.forget();
  return {};
}

}  // namespace gv::app
