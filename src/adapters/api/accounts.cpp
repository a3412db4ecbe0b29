#include "adapters/api/accounts.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"

namespace gv::api {
namespace {

AccountAnswer account_answer(const app::Account& account) {
  return {.id = account.id.text(),
          .name = account.name,
          .currency = account.currency,
          .time_zone = account.time_zone,
          .industry = account.industry,
          .status = account.status,
          .is_demo = account.is_demo,
          .config_version = account.config_version,
          .created_at = account.created_at};
}

}  // namespace

Result<Collection<AccountAnswer>> ListAccounts::operator()(const Context& context,
                                                           const PageRequest& page) const {
  GV_TRY(const auto accounts, access.desk.list(*context.principal));
  std::vector<AccountAnswer> all;
  for (const auto& account : accounts) all.push_back(account_answer(account));
  return page_of(std::move(all), page, &AccountAnswer::id);
}

Result<Created<AccountAnswer>> OpenAccount::operator()(const Context& context,
                                                       const AccountBody& body) const {
  const auto& owner = context.principal->user_id;
  if (owner.empty()) {
    return fail(ErrorCode::Forbidden, "credentials", "An account needs a user who will own it.");
  }
  GV_TRY(const auto id, AccountId::parse(body.id, "id"));
  const app::AccountDraft draft{.id = id,
                                .name = body.name,
                                .currency = body.currency,
                                .time_zone = body.time_zone,
                                .industry = body.industry,
                                .preset = body.preset.value_or("service_business")};
  GV_TRY(const auto account, access.desk.open(draft, owner, actor_of(context)));
  access.authenticator.forget();
  return Created<AccountAnswer>{account_answer(account), "/api/v1/accounts/" + body.id};
}

Result<AccountAnswer> ShowAccount::operator()(const Context& context, const AccountName&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto account, access.desk.read(scope));
  return account_answer(account);
}

Result<AccountAnswer> ChangeAccount::operator()(const Context& context,
                                                const AccountChangesBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto account,
         access.desk.change(
             scope, {.name = body.name, .time_zone = body.time_zone, .industry = body.industry},
             actor_of(context)));
  return account_answer(account);
}

Result<NoContent> ArchiveAccount::operator()(const Context& context, const AccountName&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(access.desk.archive(scope, *context.principal, actor_of(context)));
  return NoContent{};
}

void add_account_routes(Api& api, app::Access& access) {
  add(api, ListAccounts{access});
  add(api, OpenAccount{access});
  add(api, ShowAccount{access});
  add(api, ChangeAccount{access});
  add(api, ArchiveAccount{access});
}

}  // namespace gv::api
