#include "app/execute/ad_policy_desk.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/ports/unit_name.h"

namespace gv::app {
namespace {

constexpr std::int64_t kPolicyBudgetMax = 1'000'000'000'000;
constexpr std::size_t kPolicyNoteMax = 500;

Result<void> check_bound(const std::optional<std::int64_t>& minor, std::string_view field) {
  if (!minor || (*minor > 0 && *minor <= kPolicyBudgetMax)) return {};
  return fail(ErrorCode::InvalidInput, std::string(field),
              fmt::format("must lie in [1, {}] minor units, got {}; to spend nothing, pause the ad",
                          kPolicyBudgetMax, *minor));
}

Result<void> check_policy(const AdPolicy& policy, TimePoint now) {
  GV_TRY(check_bound(policy.min_budget_minor, "min_budget"));
  GV_TRY(check_bound(policy.max_budget_minor, "max_budget"));
  if (policy.min_budget_minor.value_or(0) > policy.max_budget_minor.value_or(kPolicyBudgetMax)) {
    return fail(ErrorCode::InvalidInput, "min_budget",
                fmt::format("must be at most max_budget ({} minor units), got {}",
                            *policy.max_budget_minor, *policy.min_budget_minor));
  }
  if (policy.expires_at && *policy.expires_at <= now) {
    return fail(ErrorCode::InvalidInput, "expires_at",
                fmt::format("must lie after now ({}), got {}", format_time(now),
                            format_time(*policy.expires_at)));
  }
  if (policy.note && policy.note->size() > kPolicyNoteMax) {
    return fail(
        ErrorCode::InvalidInput, "note",
        fmt::format("must have at most {} bytes, got {}", kPolicyNoteMax, policy.note->size()));
  }
  return {};
}

std::string minor_json(const std::optional<std::int64_t>& minor) {
  return minor ? fmt::format("{}", *minor) : "null";
}

std::string policy_json(const AdPolicy& policy) {
  return fmt::format(
      R"({{"mode":{},"min_budget_minor":{},"max_budget_minor":{},"note":{},"expires_at":{}}})",
      quoted(to_text(policy.mode)), minor_json(policy.min_budget_minor),
      minor_json(policy.max_budget_minor), policy.note ? quoted(*policy.note) : "null",
      policy.expires_at ? quoted(format_time(*policy.expires_at)) : "null");
}

NewEvent policy_event(const AdPolicy& policy) {
  return {.type = "ad.policy_set",
          .occurred_at = policy.set_at,
          .subject_type = "ad",
          .subject_id = policy.ad_id,
          .source = "api",
          .source_key = fmt::format("ad-policy|{}|{}", policy.ad_id, policy.revision),
          .payload = policy_json(policy)};
}

}  // namespace

Result<AdPolicy> AdPolicyDesk::current(Transaction& transaction, const std::string& ad_id) {
  GV_TRY(auto found, ports_.policies.find(transaction, ad_id));
  if (found) return *std::move(found);
  GV_TRY(const auto running, ports_.running.find(transaction, ad_id));
  if (running) return AdPolicy{.ad_id = ad_id};
  GV_TRY(const auto told, told_.find(transaction, ad_id));
  if (told) return AdPolicy{.ad_id = ad_id};
  return fail(ErrorCode::NotFound, "id", "There is no ad \"" + ad_id + "\".");
}

Result<void> AdPolicyDesk::check_minimums(Transaction& transaction, const AdPolicy& wanted,
                                          const AccountSettings& settings) {
  const auto& total = settings.daily_budget_minor;
  if (!total || !wanted.min_budget_minor) return {};
  GV_TRY(auto policies, ports_.policies.in_force(transaction));
  std::erase_if(policies, [&](const AdPolicy& one) { return one.ad_id == wanted.ad_id; });
  policies.push_back(wanted);
  std::map<std::string, std::int64_t> least;  // by what carries the money
  for (const auto& policy : policies) {
    GV_TRY(const auto ad, ports_.running.find(transaction, policy.ad_id));
    const auto platform = policy.ad_id.substr(0, policy.ad_id.find(':'));
    auto& unit = least[ad ? unit_name(platform, {ad->unit_level, ad->unit_id}) : policy.ad_id];
    unit = std::max(unit, policy.min_budget_minor.value_or(0));
  }
  std::int64_t sum = 0;
  for (const auto& [unit, minor] : least) sum += minor;
  if (sum <= *total) return {};
  return fail(
      ErrorCode::InvalidInput, "min_budget",
      fmt::format("the minimums of all ads would sum to {} minor units a day, and there are "
                  "{} to share (business.daily_budget)",
                  sum, *total));
}

Result<AdPolicy> AdPolicyDesk::find(const AccountScope& scope, const std::string& ad_id) {
  return ports_.store.read(scope,
                           [&](Transaction& transaction) { return current(transaction, ad_id); });
}

Result<AdPolicy> AdPolicyDesk::set(const AccountScope& scope, AdPolicy wanted, const Actor& actor) {
  wanted.set_by = actor.type + ":" + actor.id;
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<AdPolicy> {
    GV_TRY(check_policy(wanted, transaction.now()));
    GV_TRY(check_minimums(transaction, wanted, *settings));
    GV_TRY(ports_.ledger.lock(transaction));  // what is authorised now was allowed
    GV_TRY(const auto before, current(transaction, wanted.ad_id));
    GV_TRY(const bool written, ports_.policies.put(transaction, wanted));
    if (!written) {
      return fail(ErrorCode::Stale, "If-Match",
                  "The policy was changed meanwhile. Read it, and make the change again.");
    }
    AdPolicy after = wanted;
    after.set_at = transaction.now();
    const auto told = policy_event(after);
    GV_TRY(ports_.events.append(transaction, {&told, 1}));
    auto entry = entry_by(actor, "ad_policy.set", "ad", wanted.ad_id);
    if (before.revision > 0) entry.before = policy_json(before);
    entry.after = policy_json(after);
    GV_TRY(ports_.audit.append(transaction, entry));
    return after;
  });
}

}  // namespace gv::app
