#include "app/portal_accounts.h"

namespace gv::app {
namespace {

constexpr int kAccountsAtOnce = 500;

}  // namespace

Result<std::optional<AccountId>> PortalAccounts::account_of(std::string_view provider,
                                                            std::string_view external_id) {
  const std::scoped_lock lock(mutex_);
  auto known = by_provider_.find(provider);
  if (known == by_provider_.end() || clock_.now() - known->second.first >= kept_for_) {
    GV_TRY(auto claims, gather(provider));
    known = by_provider_
                .insert_or_assign(std::string(provider), std::pair(clock_.now(), std::move(claims)))
                .first;
  }
  const auto& claims = known->second.second;
  const auto claim = claims.find(external_id);
  return claim == claims.end() ? std::optional<AccountId>() : claim->second.account;
}

void PortalAccounts::forget() {
  const std::scoped_lock lock(mutex_);
  by_provider_.clear();
}

Result<PortalAccounts::Claims> PortalAccounts::gather(std::string_view provider) {
  Claims claims;
  std::string after;
  while (true) {
    GV_TRY(const auto page, store_.read_shared([&](SharedTransaction& transaction) {
      return accounts_.list(transaction, after, kAccountsAtOnce);
    }));
    if (page.empty()) return claims;
    for (const auto& account : page) {
      if (account.status == "archived") continue;
      const auto scope = AccountScope::of_system(account.id, SystemTask::Webhook);
      GV_TRY(const auto connections, store_.read(scope, [&](Transaction& transaction) {
        return connections_.list(transaction, provider);
      }));
      for (const auto& connection : connections) {
        const Claim claim{account.id, connection.created_at};
        const auto [held, fresh] = claims.emplace(connection.external_id, claim);
        if (!fresh && claim.since < held->second.since) held->second = claim;
      }
    }
    after = page.back().id.text();
  }
}

}  // namespace gv::app
