#include "app/access/configure.h"

#include <utility>

#include <fmt/format.h>

namespace gv::app {
namespace {

tl::unexpected<Error> stale(std::int64_t version) {
  return fail(ErrorCode::Stale, "If-Match",
              fmt::format("Version {} is in force. Read it, and make the change again.", version));
}

std::string listed(const std::vector<std::string>& keys) {
  std::string json = "[";
  for (const auto& key : keys) json += (json.size() > 1 ? "," : "") + quoted(key);
  return json + "]";
}

}  // namespace

Result<Account> Configure::account_of(Transaction& transaction) {
  GV_TRY(const auto account, accounts_.find(transaction));
  if (!account) return fail(ErrorCode::NotFound, "account", "There is no such account.");
  return *account;
}

Result<AccountConfiguration> Configure::in_force(Transaction& transaction, const Account& account) {
  GV_TRY(const auto found, accounts_.configuration(transaction, account.config_version));
  return found.value_or(AccountConfiguration{.version = account.config_version, .document = "{}"});
}

Result<AccountConfiguration> Configure::current(const AccountScope& scope) {
  return store_.read(scope, [&](Transaction& transaction) -> Result<AccountConfiguration> {
    GV_TRY(const auto account, account_of(transaction));
    return in_force(transaction, account);
  });
}

Result<EffectiveConfiguration> Configure::effective(const AccountScope& scope,
                                                    const AccountConfiguration& configuration) {
  GV_TRY(const auto facts, book_.find(scope.account()));
  return rules_.effective(configuration.document, facts.currency);
}

Result<PatchedConfiguration> Configure::validate(const AccountScope& scope,
                                                 const std::string& patch) {
  GV_TRY(const auto facts, book_.find(scope.account()));
  GV_TRY(const auto configuration, current(scope));
  return rules_.patch(configuration.document, patch, facts.currency);
}

Result<void> Configure::store_version(Transaction& transaction, std::int64_t base,
                                      const PatchedConfiguration& next,
                                      const std::optional<std::string>& note,
                                      const std::string& action, const Actor& actor) {
  GV_TRY(accounts_.configure(transaction, base,
                             {.document = next.document,
                              .hash = next.hash,
                              .changed_by = actor.type + ":" + actor.id,
                              .note = note}));
  auto entry = entry_by(actor, action, "configuration", std::to_string(base + 1));
  entry.after =
      fmt::format(R"({{"changed":{},"config_hash":{}}})", listed(next.changed), quoted(next.hash));
  GV_TRY(audit_.append(transaction, entry));
  return {};
}

Result<ConfigurationChange> Configure::patch(const AccountScope& scope, std::int64_t base,
                                             const std::string& patch,
                                             const std::optional<std::string>& note,
                                             const Actor& actor) {
  GV_TRY(const auto facts, book_.find(scope.account()));
  GV_TRY(auto change,
         store_.write(scope, [&](Transaction& transaction) -> Result<ConfigurationChange> {
           GV_TRY(const auto account, account_of(transaction));
           if (account.config_version != base) return stale(account.config_version);
           GV_TRY(const auto configuration, in_force(transaction, account));
           GV_TRY(auto next, rules_.patch(configuration.document, patch, facts.currency));
           if (!next.errors.empty() || next.changed.empty()) {
             return ConfigurationChange{std::move(next), base};
           }
           GV_TRY(store_version(transaction, base, next, note, "config.update", actor));
           return ConfigurationChange{std::move(next), base + 1};
         }));
  GV_TRY(book_.refresh());
  return change;
}

Result<ConfigurationChange> Configure::rollback(const AccountScope& scope, std::int64_t base,
                                                std::int64_t to_version, const Actor& actor) {
  GV_TRY(const auto facts, book_.find(scope.account()));
  GV_TRY(auto change,
         store_.write(scope, [&](Transaction& transaction) -> Result<ConfigurationChange> {
           GV_TRY(const auto account, account_of(transaction));
           if (account.config_version != base) return stale(account.config_version);
           GV_TRY(const auto old, accounts_.configuration(transaction, to_version));
           if (!old) {
             return fail(ErrorCode::NotFound, "to_version", "There is no such version.");
           }
           GV_TRY(const auto configuration, in_force(transaction, account));
           GV_TRY(auto next, rules_.patch("{}", old->document, facts.currency));
           GV_TRY(next.changed, rules_.changed(configuration.document, old->document));
           if (!next.errors.empty()) return ConfigurationChange{std::move(next), base};
           GV_TRY(store_version(transaction, base, next, fmt::format("back to {}", to_version),
                                "config.rollback", actor));
           return ConfigurationChange{std::move(next), base + 1};
         }));
  GV_TRY(book_.refresh());
  return change;
}

Result<std::vector<ConfigurationVersion>> Configure::history(const AccountScope& scope,
                                                             std::int64_t before, int limit) {
  GV_TRY(auto versions, store_.read(scope, [&](Transaction& transaction) {
    return accounts_.configurations(transaction, before, limit + 1);
  }));
  std::vector<ConfigurationVersion> history;
  for (std::size_t i = 0; i < versions.size() && i < static_cast<std::size_t>(limit); ++i) {
    const std::string older = i + 1 < versions.size() ? versions[i + 1].document : "{}";
    GV_TRY(auto changed, rules_.changed(older, versions[i].document));
    history.push_back({std::move(versions[i]), std::move(changed)});
  }
  return history;
}

}  // namespace gv::app
