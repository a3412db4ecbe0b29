#include "adapters/api/ad_policies.h"

#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "io/http/etag.h"

namespace gv::api {
namespace {

static_assert(static_cast<int>(PolicyMode::Locked) == static_cast<int>(app::AdPolicyMode::Locked));

std::optional<Amount> bound_of(const std::optional<std::int64_t>& minor) {
  return minor ? std::optional(Amount{*minor}) : std::nullopt;
}

std::optional<std::int64_t> bound_minor(const std::optional<Amount>& bound) {
  return bound ? std::optional(bound->minor) : std::nullopt;
}

/// One that ran out is answered otherwise than while it was in force.
std::string tag_of_policy(const app::AdPolicy& policy, TimePoint now) {
  return fmt::format("\"{}{}\"", policy.revision, policy.in_force(now) ? "" : "-none");
}

Tagged<AdPolicyAnswer> policy_answer(const app::AdPolicy& policy, TimePoint now) {
  AdPolicyAnswer answer{.ad_id = policy.ad_id};
  if (policy.in_force(now)) {
    answer.mode = static_cast<PolicyMode>(policy.mode);
    answer.min_budget = bound_of(policy.min_budget_minor);
    answer.max_budget = bound_of(policy.max_budget_minor);
    answer.note = policy.note;
    answer.expires_at = policy.expires_at;
    answer.set_by = policy.set_by;
    answer.set_at = policy.set_at;
  }
  return {std::move(answer), tag_of_policy(policy, now)};
}

Result<void> check_match(const Context& context, const app::AdPolicy& current) {
  switch (http::if_match(context.http, tag_of_policy(current, context.now))) {
    case http::IfMatch::Fulfilled:
      return {};
    case http::IfMatch::Missing:
      return fail(ErrorCode::InvalidInput, "If-Match",
                  "is missing: send the ETag of the policy that you change");
    case http::IfMatch::Stale:
      break;
  }
  return fail(ErrorCode::Stale, "If-Match",
              "Another policy is in force. Read it, and make the change again.");
}

}  // namespace

void check(const AdPolicyBody& body, Binder& binder) {
  if (body.min_budget && body.min_budget->minor <= 0) {
    binder.complain_at("min_budget", "must be above 0; leave it out for no bound");
  }
  if (body.max_budget && body.max_budget->minor <= 0) {
    binder.complain_at("max_budget", "must be above 0; to spend nothing, pause the ad");
  }
  if (body.min_budget && body.max_budget && *body.min_budget > *body.max_budget) {
    binder.complain_at("min_budget", "must be at most max_budget");
  }
}

Result<Tagged<AdPolicyAnswer>> ShowAdPolicy::operator()(const Context& context,
                                                        const AdPolicyName& name) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto policy, services.policies.find(scope, name.id));
  return policy_answer(policy, context.now);
}

Result<Tagged<AdPolicyAnswer>> SetAdPolicy::operator()(const Context& context,
                                                       const AdPolicyBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto current, services.policies.find(scope, body.id));
  GV_TRY(check_match(context, current));
  const app::AdPolicy wanted{.ad_id = body.id,
                             .mode = static_cast<app::AdPolicyMode>(body.mode),
                             .min_budget_minor = bound_minor(body.min_budget),
                             .max_budget_minor = bound_minor(body.max_budget),
                             .note = body.note,
                             .expires_at = body.expires_at,
                             .revision = current.revision + 1};
  GV_TRY(const auto policy, services.policies.set(scope, wanted, actor_of(context)));
  return policy_answer(policy, context.now);
}

http::Problem SetAdPolicy::problem(const Error& error) {
  auto problem = problem_of(error);
  if (error.where == "If-Match" && error.code == ErrorCode::InvalidInput) {
    problem.status = 428;
    problem.code = "precondition_required";
  }
  return problem;
}

}  // namespace gv::api
