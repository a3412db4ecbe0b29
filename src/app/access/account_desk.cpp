#include "app/access/account_desk.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::app {
namespace {

constexpr std::size_t kIdLengthMax = 64;
constexpr std::size_t kTextLengthMax = 200;

bool is_of(std::string_view text, std::string_view marks) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

}  // namespace

Result<PatchedConfiguration> AccountDesk::check(const AccountDraft& draft) const {
  if (!is_of(draft.id.text(), "-_") || draft.id.text().size() > kIdLengthMax) {
    return fail(ErrorCode::InvalidInput, "id",
                "must be 1 to 64 letters, digits, '-' and '_', got \"" + draft.id.text() + "\"");
  }
  if (draft.name.empty() || draft.name.size() > kTextLengthMax) {
    return fail(ErrorCode::InvalidInput, "name", "must have 1 to 200 bytes");
  }
  if (!is_of(draft.time_zone, "/_+-") || draft.time_zone.size() > kIdLengthMax) {
    return fail(ErrorCode::InvalidInput, "time_zone",
                "must be a name such as \"Asia/Dubai\", got \"" + draft.time_zone + "\"");
  }
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
  if (!account) return fail(ErrorCode::NotFound, "account", "There is no such account.");
  return *account;
}

}  // namespace gv::app
