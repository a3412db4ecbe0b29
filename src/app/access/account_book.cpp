#include "app/access/account_book.h"

#include <mutex>
#include <set>
#include <utility>

namespace gv::app {
namespace {

constexpr int kAccountsAtOnce = 500;
constexpr int kVersionsTried = 20;

tl::unexpected<Error> unknown(const AccountId& account) {
  return fail(ErrorCode::NotFound, "account", "there is no account \"" + account.text() + "\"");
}

}  // namespace

Result<void> AccountBook::refresh() {
  std::string after;
  std::set<AccountId> open;
  for (;;) {
    GV_TRY(const auto accounts, store_.read_shared([&](SharedTransaction& transaction) {
      return accounts_.list(transaction, after, kAccountsAtOnce);
    }));
    for (const auto& account : accounts) {
      if (account.status == "archived") continue;
      open.insert(account.id);
      if (account.config_version != version_of(account.id)) GV_TRY(read(account));
    }
    if (accounts.size() < kAccountsAtOnce) break;
    after = accounts.back().id.text();
  }
  const std::unique_lock lock(mutex_);
  std::erase_if(pages_, [&](const auto& page) { return !open.contains(page.first); });
  return {};
}

Result<void> AccountBook::read(const Account& account) {
  GV_TRY(const auto currency, Currency::parse(account.currency, "currency"));
  GV_TRY(auto settings, newest_valid(account.id, currency));
  const std::unique_lock lock(mutex_);
  pages_.insert_or_assign(account.id, Page{currency, account.config_version, std::move(settings)});
  return {};
}

Result<std::shared_ptr<const AccountSettings>> AccountBook::newest_valid(const AccountId& account,
                                                                         Currency currency) {
  const auto scope = AccountScope::of_system(account, SystemTask::Settings);
  GV_TRY(const auto versions, store_.read(scope, [&](Transaction& transaction) {
    return accounts_.configurations(transaction, 0, kVersionsTried);
  }));
  for (const auto& version : versions) {
    auto settings = rules_.settings(version.document, currency);
    if (!settings) continue;
    settings->version = version.version;
    return std::make_shared<const AccountSettings>(*std::move(settings));
  }
  return std::shared_ptr<const AccountSettings>();
}

std::int64_t AccountBook::version_of(const AccountId& account) const {
  const std::shared_lock lock(mutex_);
  const auto found = pages_.find(account);
  return found != pages_.end() ? found->second.version : -1;
}

Result<AccountFacts> AccountBook::find(const AccountId& account) const {
  const std::shared_lock lock(mutex_);
  const auto found = pages_.find(account);
  if (found == pages_.end()) return unknown(account);
  return AccountFacts{account, found->second.currency};
}

Result<std::shared_ptr<const AccountSettings>> AccountBook::settings(
    const AccountId& account) const {
  const std::shared_lock lock(mutex_);
  const auto found = pages_.find(account);
  if (found == pages_.end()) return unknown(account);
  if (found->second.settings == nullptr) {
    return fail(ErrorCode::Conflict, "configuration",
                "The account has no configuration that is valid; correct it first.");
  }
  return found->second.settings;
}

}  // namespace gv::app
