#include "app/assets/sweep_files.h"

#include "app/assets/asset_files.h"

namespace gv::app {
namespace {

constexpr Hours kOrphanLife{24};
constexpr int kAccountsAtOnce = 200;
constexpr int kUploadsAtOnce = 500;

}  // namespace

Result<std::int64_t> SweepFiles::run() {
  std::int64_t gone = 0;
  std::string after;
  for (bool more = true; more;) {
    GV_TRY(const auto accounts, ports_.store.read_shared([&](SharedTransaction& transaction) {
      return ports_.accounts.list(transaction, after, kAccountsAtOnce);
    }));
    for (const auto& account : accounts) {
      GV_TRY(const auto ended, end_uploads(account.id));
      gone += ended;
    }
    more = accounts.size() == static_cast<std::size_t>(kAccountsAtOnce);
    if (more) after = accounts.back().id.text();
  }
  GV_TRY(const auto swept,
         ports_.objects.sweep(ports_.clock.now() - kOrphanLife,
                              [&](std::string_view key) { return is_wanted(key); }));
  return gone + swept;
}

Result<std::int64_t> SweepFiles::end_uploads(const AccountId& account) {
  const auto scope = AccountScope::of_system(account, SystemTask::Maintenance);
  GV_TRY(const auto ids, ports_.store.write(scope, [&](Transaction& transaction) {
    return ports_.uploads.remove_expired(transaction, kUploadsAtOnce);
  }));
  for (const auto& id : ids) ports_.objects.discard(account, id);
  return static_cast<std::int64_t>(ids.size());
}

Result<bool> SweepFiles::is_wanted(std::string_view key) {
  if (stop_) return fail(ErrorCode::Cancelled, "sweep", "was ended");
  const auto owner = owner_of(key);
  if (owner.account.empty()) return true;  // not ours to judge
  const auto scope = AccountScope::of_system(AccountId(owner.account), SystemTask::Maintenance);
  return ports_.store.read(scope, [&](Transaction& transaction) -> Result<bool> {
    if (!owner.sha256.empty()) return ports_.assets.is_stored(transaction, owner.sha256);
    GV_TRY(const auto asset, ports_.assets.find(transaction, owner.asset_id));
    return asset.has_value();
  });
}

}  // namespace gv::app
