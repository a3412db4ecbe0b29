#include "adapters/store/ad_policies.h"

#include <string>

#include "adapters/store/access.h"
#include "adapters/store/change_row.h"

#define GV_AD_POLICY_COLUMNS                                                            \
  "ad_id, mode, min_budget_minor, max_budget_minor, note, set_by, set_at, expires_at, " \
  "revision"

namespace gv::store {
namespace {

const sql::Statement kFindPolicy{"ad_policies.find",
                                 "SELECT " GV_AD_POLICY_COLUMNS
                                 " FROM ad_policies WHERE account_id = $1 AND ad_id = $2"};
const sql::Statement kPoliciesInForce{
    "ad_policies.in_force",
    "SELECT " GV_AD_POLICY_COLUMNS
    " FROM ad_policies WHERE account_id = $1 AND (expires_at IS NULL OR expires_at > $2) "
    "ORDER BY ad_id"};
const sql::Statement kAddPolicy{"ad_policies.add",
                                "INSERT INTO ad_policies (account_id, " GV_AD_POLICY_COLUMNS
                                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                                "ON CONFLICT (account_id, ad_id) DO NOTHING"};
const sql::Statement kReplacePolicy{
    "ad_policies.replace",
    "UPDATE ad_policies SET mode = $3, min_budget_minor = $4, max_budget_minor = $5, note = $6, "
    "set_by = $7, set_at = $8, expires_at = $9, revision = $10 "
    "WHERE account_id = $1 AND ad_id = $2 AND revision = $10 - 1"};

app::AdPolicy ad_policy_of(const sql::Row& row) {
  return {.ad_id = row.get<std::string>(0),
          .mode = sound(app::parse_ad_policy_mode(row.text(1), "mode")),
          .min_budget_minor = row.get<std::optional<std::int64_t>>(2),
          .max_budget_minor = row.get<std::optional<std::int64_t>>(3),
          .note = row.get<std::optional<std::string>>(4),
          .set_by = row.get<std::string>(5),
          .set_at = row.time(6),
          .expires_at = row.get<std::optional<TimePoint>>(7),
          .revision = row.get<std::int64_t>(8)};
}

}  // namespace

Result<std::optional<app::AdPolicy>> AdPolicies::find(app::Transaction& transaction,
                                                      std::string_view ad_id) {
  return connection_of(transaction)
      .first(kFindPolicy, {account_of(transaction), ad_id}, ad_policy_of);
}

Result<std::vector<app::AdPolicy>> AdPolicies::in_force(app::Transaction& transaction) {
  return connection_of(transaction)
      .all(kPoliciesInForce, {account_of(transaction), transaction.now()}, ad_policy_of);
}

Result<bool> AdPolicies::put(app::Transaction& transaction, const app::AdPolicy& policy) {
  const auto& statement = policy.revision == 1 ? kAddPolicy : kReplacePolicy;
  GV_TRY(const auto written,
         connection_of(transaction)
             .execute(statement,
                      {account_of(transaction), policy.ad_id, app::to_text(policy.mode),
                       policy.min_budget_minor, policy.max_budget_minor, policy.note, policy.set_by,
                       transaction.now(), policy.expires_at, policy.revision}));
  return written == 1;
}

}  // namespace gv::store
