#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/files/ads_file.h"
#include "adapters/files/deals_file.h"
#include "adapters/settings/settings.h"
#include "app/decide_budgets.h"
#include "cli/exit_code.h"
#include "cli/session.h"

namespace gv::cli {

/// The options with which `decide` and its kin are told about an account.
struct AccountOptions {
  std::string ads;
  std::string deals;
  std::string budget;  ///< major units a day; empty: what the units spend now
  std::string currency;
  std::string map;
  std::string date_format;
  std::string timezone{"UTC"};
  std::string threads;
  bool amounts_matter{true};  ///< false: what was taken for an amount left out is not told
};

/// Whether a command shares a budget out: where it does not, there is no --budget.
enum class BudgetOption { Required, Optional, None };

void add_account_options(CLI::App& command, AccountOptions& options, BudgetOption budget);

/// An account as its files and options tell it.
struct Account {
  settings::Settings settings;
  app::RunInputs inputs;
  files::RowCounts rows;  ///< of all files together
};

/// Reads the configuration and the files and lists their rejected rows, see `list_rejects`. After
/// an error `source` tells whose fault it was.
class AccountReader {
 public:
  AccountReader(const Session& session, const AccountOptions& options)
      : session_(session), options_(options) {}

  [[nodiscard]] Result<Account> read();
  [[nodiscard]] Source source() const { return source_; }

 private:
  Result<files::AdsOptions> ads_options();
  Result<Currency> currency(const files::AdsOptions& options);
  Result<settings::Settings> read_settings(Currency currency);
  Result<void> read_deals(const files::AdsOptions& options, files::AdsTable& table,
                          Account& account);
  Result<void> set_budget(Account& account);

  const Session& session_;
  const AccountOptions& options_;
  Source source_{Source::Option};
};

/// Threads as asked for. Errors: InvalidInput.
[[nodiscard]] Result<int> threads_of(const std::string& text);

}  // namespace gv::cli
