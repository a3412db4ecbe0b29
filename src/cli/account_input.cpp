#include "cli/account_input.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/rejects.h"
#include "cli/threads.h"

namespace gv::cli {
namespace {

constexpr std::int64_t kThreadsMax = 256;

}  // namespace

void add_account_options(CLI::App& command, AccountOptions& options, BudgetOption budget) {
  command
      .add_option("--ads", options.ads,
                  "Ads file: native CSV or an Ads Manager export; - reads stdin")
      ->type_name("FILE")
      ->required();
  command.add_option("--deals", options.deals, "Deals file: one row per stage event of the CRM")
      ->type_name("FILE");
  if (budget != BudgetOption::None) {
    command.add_option("--budget", options.budget, "Total to share, major units a day")
        ->type_name("N")
        ->required(budget == BudgetOption::Required);
  }
  command
      .add_option("--currency", options.currency,
                  "ISO 4217 code of the account (default: what the file names, else USD)")
      ->type_name("C");
  command
      .add_option("--map", options.map,
                  "Columns of another layout: field=Column,... (`date`: the day of start and end)")
      ->type_name("MAP");
  command.add_option("--date-format", options.date_format, "As of strptime: %d/%m/%Y")
      ->type_name("F");
  command.add_option("--timezone", options.timezone, "Of the dates: UTC, +04:00, Asia/Dubai")
      ->type_name("Z");
  command.add_option("--threads", options.threads, "Changes nothing but time")->type_name("N");
}

Result<int> threads_of(const std::string& text) {
  if (text.empty()) return threads_default();
  GV_TRY(const auto threads, whole_option("--threads", text, 1, kThreadsMax));
  return static_cast<int>(threads);
}

Result<files::AdsOptions> AccountReader::ads_options() {
  files::AdsOptions out;
  if (!options_.map.empty()) {
    GV_TRY(const auto items, list_option("--map", options_.map));
    for (const auto& item : items) {
      GV_TRY(auto pair, files::parse_mapping(item));
      out.map.push_back(std::move(pair));
    }
  }
  if (!options_.date_format.empty()) {
    GV_TRY(out.date_format, files::DateFormat::parse(options_.date_format, "--date-format"));
  }
  GV_TRY(out.zone, files::TimeZone::parse(options_.timezone, "--timezone"));
  if (!options_.currency.empty()) {
    GV_TRY(out.currency, Currency::parse(options_.currency, "--currency"));
  }
  out.now = session_.globals.now;
  return out;
}

/// Thresholds and the worth of a deal depend on the currency, which without --currency only the
/// file knows; what comes once cannot be asked beforehand.
Result<Currency> AccountReader::currency(const files::AdsOptions& options) {
  if (options.currency) return *options.currency;
  std::error_code error;
  const bool comes_once = options_.ads == "-" || std::filesystem::is_fifo(options_.ads, error);
  if (comes_once) return Currency::usd();
  return files::currency_of_file(options_.ads, options);
}

Result<settings::Settings> AccountReader::read_settings(Currency currency) {
  const auto& path = session_.globals.config;
  return path.empty() ? settings::defaults(currency) : settings::load_file(path, currency);
}

Result<void> AccountReader::read_deals(const files::AdsOptions& options, files::AdsTable& table,
                                       Account& account) {
  files::DealsOptions how;
  how.mode = account.settings.decision.mode;
  how.date_format = options.date_format;
  how.zone = options.zone;
  how.now = account.inputs.cycle.now;
  GV_TRY(auto deals, files::read_deals_file(options_.deals, table, account.settings.pipeline, how));
  list_rejects(session_, options_.deals, deals.rejected_rows);
  files::replace_deals(table, deals);
  for (const auto& row : deals.canonical_rows) table.canonical_rows.add(row);
  account.rows.read += deals.counts.read;
  account.rows.used += deals.counts.used;
  account.rows.rejected += deals.counts.rejected;
  auto& notes = account.inputs.notes;
  notes.insert(notes.end(), deals.notes.begin(), deals.notes.end());
  return {};
}

Result<void> AccountReader::set_budget(Account& account) {
  auto& total = account.inputs.cycle.total_budget_minor;
  if (options_.budget.empty()) {
    total = app::budget_now_minor(account.inputs);
    return {};
  }
  GV_TRY(total, amount_option("--budget", options_.budget, account.inputs.currency));
  return {};
}

Result<Account> AccountReader::read() {
  source_ = Source::Option;
  GV_TRY(auto options, ads_options());
  source_ = Source::Input;
  GV_TRY(options.currency, currency(options));
  source_ = Source::Configuration;
  GV_TRY(auto settings, read_settings(*options.currency));
  options.deal_value_minor = settings.priors.count_value_minor;
  Account account{.settings = std::move(settings)};
  auto& inputs = account.inputs;
  inputs.currency = *options.currency;
  inputs.config_hash = account.settings.config_hash;
  if (options_.amounts_matter) inputs.notes = account.settings.warnings;
  source_ = Source::Input;
  GV_TRY(auto table, files::read_ads_file(options_.ads, options));
  list_rejects(session_, options_.ads, table.rejected_rows);
  if (table.ads.empty()) {
    return tl::unexpected<Error>(files::none_usable(options_.ads, table.rejected_rows));
  }
  inputs.cycle.account = AccountId("local");
  inputs.cycle.now = session_.globals.now.value_or(table.newest_end);
  inputs.cycle.cycle_id = format_time(inputs.cycle.now);
  inputs.cycle.seed = session_.globals.seed;
  inputs.cycle.priors = account.settings.priors;
  account.rows = table.counts;
  inputs.notes.insert(inputs.notes.end(), table.notes.begin(), table.notes.end());
  if (!options_.deals.empty()) GV_TRY(read_deals(options, table, account));
  inputs.inputs_hash = table.canonical_rows.hex();
  if (account.rows.rejected > 0) {
    inputs.notes.push_back(fmt::format("{} of {} {} no use", account.rows.rejected,
                                       counted(account.rows.read, "row"),
                                       account.rows.rejected == 1 ? "is" : "are"));
  }
  for (auto& ad : table.rejected_ads) inputs.lost_ads.push_back({ad.ad_id, ad.reason});
  inputs.cycle.ads = std::move(table.ads);
  inputs.cycle.units = std::move(table.units);
  source_ = Source::Option;
  GV_TRY(set_budget(account));
  source_ = Source::Decision;
  return account;
}

}  // namespace gv::cli
