#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <utility>
#include <vector>

#include "app/ports/account_directory.h"
#include "app/ports/accounts.h"
#include "app/ports/configuration_rules.h"
#include "app/ports/foreign_origins.h"
#include "app/ports/pipeline_versions.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"

namespace gv::app {

/// The open accounts of the store and their settings in force, in memory. A version is read and
/// checked once. When a stored one does not validate any more, after an upgrade, the newest that
/// does stays in force. Thread-safe; what it is built with outlives it.
class AccountBook final : public AccountDirectory,
                          public SettingsSource,
                          public PipelineVersions,
                          public ForeignOrigins {
 public:
  /// Hears of an account that cannot be read. From any thread.
  using Unreadable = std::function<void(const AccountId&, const Error&)>;

  AccountBook(Store& store, Accounts& accounts, const ConfigurationRules& rules,
              Unreadable unreadable = {})
      : store_(store), accounts_(accounts), rules_(rules), unreadable_(std::move(unreadable)) {}

  /// Reads what changed since the last time. May block. An account that cannot be read stays as it
  /// was, or is left out when it is new; it is told of once until it can be read again.
  /// Errors: those of listing the accounts.
  Result<void> refresh();

  /// The same, unless nothing has changed, which costs one row. For whoever asks often.
  Result<void> catch_up();

  [[nodiscard]] Result<AccountFacts> find(const AccountId& account) const override;
  [[nodiscard]] Result<std::shared_ptr<const AccountSettings>> settings(
      const AccountId& account) const override;
  /// From memory, as `settings`: it may be asked within a transaction.
  [[nodiscard]] Result<revenue::PipelineHistory> pipelines(const AccountId& account) const override;
  [[nodiscard]] bool allows(const AccountId& account, std::string_view origin,
                            bool landing) const override;
  /// O(accounts).
  [[nodiscard]] bool anyone_allows(std::string_view origin, bool landing) const override;

 private:
  struct Page {
    Currency currency{Currency::usd()};
    std::int64_t version{-1};  ///< that was looked at
    std::shared_ptr<const AccountSettings> settings{};
    std::shared_ptr<const revenue::PipelineHistory> pipelines{};
  };

  Result<void> read_all();
  void look_at(const Account& account);
  Result<void> read(const Account& account);
  Result<std::vector<AccountConfiguration>> versions_of(const AccountId& account);
  [[nodiscard]] Result<Page> page_of(const AccountId& account) const;
  [[nodiscard]] std::int64_t version_of(const AccountId& account) const;

  Store& store_;
  Accounts& accounts_;
  const ConfigurationRules& rules_;
  const Unreadable unreadable_;
  std::mutex refreshing_{};                      ///< held while the store is read, before `mutex_`
  std::optional<AccountsRevision> caught_up_{};  ///< under `refreshing_`
  mutable std::shared_mutex mutex_{};
  std::map<AccountId, Page> pages_{};
  std::set<AccountId> told_{};  ///< that could not be read, and somebody knows
};

}  // namespace gv::app
