#include "app/access/account_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/ports/authentication.h"

namespace gv::app {
namespace {

constexpr std::size_t kIdLengthMax = 63;
constexpr std::size_t kZoneLengthMax = 64;
constexpr std::size_t kTextLengthMax = 200;

bool is_small_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= kIdLengthMax && is_small_or_digit(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_small_or_digit(c) || c == '_' || c == '-'; });
}

bool looks_like_zone(std::string_view text) {
  constexpr std::string_view kMarks = "/_+-";
  return !text.empty() && text.size() <= kZoneLengthMax &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_small_or_digit(c) || (c >= 'A' && c <= 'Z') ||
                  kMarks.find(c) != std::string_view::npos;
         });
}

Result<void> check_name(std::string_view name) {
  if (!name.empty() && name.size() <= kTextLengthMax) return {};
  return fail(ErrorCode::InvalidInput, "name", "must have 1 to 200 bytes");
}

Result<void> check_zone(std::string_view time_zone, const ConfigurationRules& rules) {
  if (looks_like_zone(time_zone) && rules.knows_zone(time_zone)) return {};
  return fail(ErrorCode::InvalidInput, "time_zone",
              fmt::format("must be a name such as \"Asia/Dubai\", got \"{}\"", time_zone));
}

/// What of an account may change, for the record.
std::string as_json(const Account& account) {
  return fmt::format(R"({{"name":{},"time_zone":{},"industry":{},"status":{}}})",
                     quoted(account.name), quoted(account.time_zone),
                     account.industry ? quoted(*account.industry) : "null", quoted(account.status));
}

tl::unexpected<Error> no_account() {
  return fail(ErrorCode::NotFound, "account", "There is no such account.");
}

}  // namespace

Result<PatchedConfiguration> AccountDesk::check(const AccountDraft& draft) const {
  if (!is_slug(draft.id.text())) {
    return fail(
        ErrorCode::InvalidInput, "id",
        "must be 1 to 63 of a-z, 0-9, '_' and '-' and begin with a letter or digit, got \"" +
            draft.id.text() + "\"");
  }
  GV_TRY(check_name(draft.name));
  GV_TRY(check_zone(draft.time_zone, rules_));
  GV_TRY(const auto currency, Currency::parse(draft.currency, "currency"));
  GV_TRY(auto first, rules_.initial(draft.preset, currency));
  if (!first.errors.empty()) return tl::unexpected<Error>(first.errors.front());
  return first;
}

Result<void> AccountDesk::add(Transaction& transaction, const AccountDraft& draft,
                              const PatchedConfiguration& first, const std::string& owner,
                              const Actor& actor) {
  GV_TRY(accounts_.add(transaction, {.id = draft.id,
                                     .name = draft.name,
                                     .currency = draft.currency,
                                     .time_zone = draft.time_zone,
                                     .industry = draft.industry}));
  GV_TRY(accounts_.configure(transaction, 0,
                             {.document = first.document,
                              .hash = first.hash,
                              .changed_by = actor.type + ":" + actor.id,
                              .note = "preset " + draft.preset}));
  GV_TRY(identities_.set_member(
      transaction, {.account = draft.id, .user_id = owner, .role = "owner", .created_at = {}}));
  auto entry = entry_by(actor, "account.create", "account", draft.id.text());
  entry.after = fmt::format(R"({{"name":{},"currency":{},"preset":{}}})", quoted(draft.name),
                            quoted(draft.currency), quoted(draft.preset));
  GV_TRY(audit_.append(transaction, entry));
  return {};
}

Result<Account> AccountDesk::open(const AccountDraft& draft, const std::string& owner,
                                  const Actor& actor) {
  GV_TRY(const auto first, check(draft));
  const auto scope = AccountScope::of_system(draft.id, SystemTask::Onboarding);
  GV_TRY(auto account, store_.write(scope, [&](Transaction& transaction) -> Result<Account> {
    GV_TRY(const auto taken, accounts_.find(transaction));
    if (taken) return fail(ErrorCode::Conflict, "id", "This id is taken; choose another one.");
    GV_TRY(add(transaction, draft, first, owner, actor));
    GV_TRY(const auto made, accounts_.find(transaction));
    return *made;
  }));
  GV_TRY(book_.refresh());
  return account;
}

Result<Account> AccountDesk::read(const AccountScope& scope) {
  GV_TRY(const auto account,
         store_.read(scope, [&](Transaction& transaction) { return accounts_.find(transaction); }));
  if (!account) return no_account();
  return *account;
}

Result<std::vector<Account>> AccountDesk::list(const Principal& principal) {
  std::vector<Account> accounts;
  for (const auto& id : principal.accounts) {
    const bool open = book_.find(id).has_value();
    if (!open || !principal.scopes_in(id).has(Scope::Read)) continue;
    GV_TRY(const auto scope, Authentication::scope_of(principal, id, Scope::Read));
    GV_TRY(auto account, read(scope));
    accounts.push_back(std::move(account));
  }
  return accounts;
}

Result<Account> AccountDesk::change(const AccountScope& scope, const AccountChanges& changes,
                                    const Actor& actor) {
  return store_.write(scope, [&](Transaction& transaction) -> Result<Account> {
    GV_TRY(const auto before, accounts_.find(transaction));
    if (!before) return no_account();
    Account after = *before;
    after.name = changes.name.value_or(before->name);
    after.time_zone = changes.time_zone.value_or(before->time_zone);
    if (changes.industry) after.industry = *changes.industry;
    GV_TRY(check_name(after.name));
    // One that stays may be of another machine's database.
    if (changes.time_zone) GV_TRY(check_zone(after.time_zone, rules_));
    GV_TRY(accounts_.update(transaction, after));
    auto entry = entry_by(actor, "account.update", "account", after.id.text());
    entry.before = as_json(*before);
    entry.after = as_json(after);
    GV_TRY(audit_.append(transaction, entry));
    return after;
  });
}

Result<void> AccountDesk::archive(const AccountScope& scope, const Principal& principal,
                                  const Actor& actor) {
  const auto stored = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto memberships, identities_.memberships_of(transaction, principal.user_id));
    const bool owns = principal.kind == PrincipalKind::Session &&
                      std::any_of(memberships.begin(), memberships.end(), [&](const auto& one) {
                        return one.account == scope.account() && one.role == "owner";
                      });
    if (!owns) {
      return fail(ErrorCode::Forbidden, "role", "Only an owner who is signed in may do this.");
    }
    GV_TRY(auto account, accounts_.find(transaction));
    if (!account) return no_account();
    if (account->status == "archived") return {};
    account->status = "archived";
    account->archived_at = transaction.now();
    GV_TRY(accounts_.update(transaction, *account));
    GV_TRY(audit_.append(transaction,
                         entry_by(actor, "account.archive", "account", account->id.text())));
    return {};
  });
  GV_TRY(stored);
  return book_.refresh();
}

}  // namespace gv::app
