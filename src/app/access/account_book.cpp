#include "app/access/account_book.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <set>
#include <utility>

namespace gv::app {
namespace {

constexpr int kAccountsAtOnce = 500;
constexpr std::size_t kVersionsAtOnce = 100;

tl::unexpected<Error> unknown(const AccountId& account) {
  return fail(ErrorCode::NotFound, "account", "there is no account \"" + account.text() + "\"");
}

tl::unexpected<Error> no_configuration() {
  return fail(ErrorCode::Conflict, "configuration",
              "The account has no configuration that is valid; correct it first.");
}

/// The pipeline of a version, in force from when that was stored.
Result<void> add_pipeline(std::shared_ptr<revenue::PipelineHistory>& history,
                          const AccountId& account, const AccountConfiguration& version,
                          const AccountSettings& settings) {
  auto spec = settings.pipeline.spec();
  spec.account = account;
  spec.version = version.version;
  spec.effective_from = version.created_at;
  auto pipeline = revenue::PipelineConfig::validate(std::move(spec));
  if (!pipeline) {
    const auto& [field, code, message] = pipeline.error().front();
    return fail(ErrorCode::ConfigRange, "pipeline." + field, message);
  }
  if (history != nullptr) return history->add(*std::move(pipeline));
  history = std::make_shared<revenue::PipelineHistory>(*std::move(pipeline));
  return {};
}

bool lists(const AccountSettings& settings, std::string_view origin, bool landing) {
  const auto in = [&](const std::vector<std::string>& origins) {
    return std::find(origins.begin(), origins.end(), origin) != origins.end();
  };
  return in(settings.origins.all) || (landing && in(settings.origins.landing));
}

}  // namespace

Result<void> AccountBook::refresh() {
  // One at a time: what is left out below was listed before others' accounts were opened.
  const std::lock_guard one(refreshing_);
  return read_all();
}

Result<void> AccountBook::catch_up() {
  const std::lock_guard one(refreshing_);
  GV_TRY(const auto now, store_.read_shared([&](SharedTransaction& transaction) {
    return accounts_.revision(transaction);
  }));
  if (caught_up_ == now) return {};
  GV_TRY(read_all());
  const std::shared_lock lock(mutex_);
  // As of before: what changed meanwhile, or could not be read, is looked at again.
  caught_up_ = told_.empty() ? std::optional(now) : std::nullopt;
  return {};
}

Result<void> AccountBook::read_all() {
  std::string after;
  std::set<AccountId> open;
  for (;;) {
    GV_TRY(const auto accounts, store_.read_shared([&](SharedTransaction& transaction) {
      return accounts_.list(transaction, after, kAccountsAtOnce);
    }));
    for (const auto& account : accounts) {
      if (account.status == "archived") continue;
      open.insert(account.id);
      if (account.config_version != version_of(account.id)) look_at(account);
    }
    if (accounts.size() < kAccountsAtOnce) break;
    after = accounts.back().id.text();
  }
  const std::unique_lock lock(mutex_);
  std::erase_if(pages_, [&](const auto& page) { return !open.contains(page.first); });
  std::erase_if(told_, [&](const auto& account) { return !open.contains(account); });
  return {};
}

/// What is wrong with one account is no reason to refuse the others.
void AccountBook::look_at(const Account& account) {
  const auto done = read(account);
  bool first = false;
  {
    const std::unique_lock lock(mutex_);
    if (done) {
      told_.erase(account.id);
    } else {
      first = told_.insert(account.id).second;
    }
  }
  if (first && unreadable_) unreadable_(account.id, done.error());
}

Result<void> AccountBook::read(const Account& account) {
  GV_TRY(const auto currency, Currency::parse(account.currency, "currency"));
  GV_TRY(const auto versions, versions_of(account.id));
  Page page{.currency = currency, .version = account.config_version};
  std::shared_ptr<revenue::PipelineHistory> pipelines;
  for (const auto& version : versions) {
    auto settings = rules_.settings(version.document, currency);
    if (!settings) continue;
    settings->version = version.version;
    GV_TRY(add_pipeline(pipelines, account.id, version, *settings));
    page.settings = std::make_shared<const AccountSettings>(*std::move(settings));
  }
  page.pipelines = std::move(pipelines);
  const std::unique_lock lock(mutex_);
  pages_.insert_or_assign(account.id, std::move(page));
  return {};
}

/// Oldest first.
Result<std::vector<AccountConfiguration>> AccountBook::versions_of(const AccountId& account) {
  const auto scope = AccountScope::of_system(account, SystemTask::Settings);
  std::vector<AccountConfiguration> all;
  for (;;) {
    const auto before = all.empty() ? 0 : all.back().version;
    GV_TRY(auto page, store_.read(scope, [&](Transaction& transaction) {
      return accounts_.configurations(transaction, before, static_cast<int>(kVersionsAtOnce));
    }));
    const bool last = page.size() < kVersionsAtOnce;
    std::move(page.begin(), page.end(), std::back_inserter(all));
    if (last) break;
  }
  std::reverse(all.begin(), all.end());
  return all;
}

std::int64_t AccountBook::version_of(const AccountId& account) const {
  const std::shared_lock lock(mutex_);
  const auto found = pages_.find(account);
  return found != pages_.end() ? found->second.version : -1;
}

Result<AccountBook::Page> AccountBook::page_of(const AccountId& account) const {
  const std::shared_lock lock(mutex_);
  const auto found = pages_.find(account);
  if (found == pages_.end()) return unknown(account);
  return found->second;
}

Result<AccountFacts> AccountBook::find(const AccountId& account) const {
  GV_TRY(const auto page, page_of(account));
  return AccountFacts{account, page.currency};
}

Result<std::shared_ptr<const AccountSettings>> AccountBook::settings(
    const AccountId& account) const {
  GV_TRY(const auto page, page_of(account));
  if (page.settings == nullptr) return no_configuration();
  return page.settings;
}

Result<revenue::PipelineHistory> AccountBook::pipelines(const AccountId& account) const {
  GV_TRY(const auto page, page_of(account));
  if (page.pipelines == nullptr) return no_configuration();
  return *page.pipelines;
}

bool AccountBook::allows(const AccountId& account, std::string_view origin, bool landing) const {
  const auto page = page_of(account);
  return page && page->settings != nullptr && lists(*page->settings, origin, landing);
}

bool AccountBook::anyone_allows(std::string_view origin, bool landing) const {
  const std::shared_lock lock(mutex_);
  return std::any_of(pages_.begin(), pages_.end(), [&](const auto& page) {
    return page.second.settings != nullptr && lists(*page.second.settings, origin, landing);
  });
}

}  // namespace gv::app
