#include "adapters/store/search.h"

#include <iterator>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/name_pattern.h"

namespace gv::store {
namespace {

// $2 a pattern of the name, $3 an id, $4 how many; columns as in `Finding`.
const sql::Statement kAds{
    "ads.search",
    "SELECT 'ad', platform || ':' || external_id, name, status FROM ads WHERE account_id = $1 "
    "AND external_id IS NOT NULL AND (lower(name) LIKE lower($2) ESCAPE '!' OR external_id = $3 "
    "OR platform || ':' || external_id = $3) ORDER BY name, external_id LIMIT $4"};
const sql::Statement kCampaigns{
    "campaigns.search",
    "SELECT 'campaign', platform || ':' || external_id, name, status FROM campaigns "
    "WHERE account_id = $1 AND external_id IS NOT NULL AND (lower(name) LIKE lower($2) ESCAPE '!' "
    "OR external_id = $3 OR platform || ':' || external_id = $3) "
    "ORDER BY name, external_id LIMIT $4"};
const sql::Statement kAssets{
    "assets.search",
    "SELECT 'asset', id, original_name, status FROM assets WHERE account_id = $1 "
    "AND deleted_at IS NULL AND (lower(original_name) LIKE lower($2) ESCAPE '!' OR CAST(id AS "
    "TEXT) = $3) "
    "ORDER BY created_at DESC, id LIMIT $4"};
const sql::Statement kDecisions{
    "decisions.search",
    "SELECT 'decision', id, ad_id, decision || ': ' || reason FROM decisions "
    "WHERE account_id = $1 AND (lower(ad_id) LIKE lower($2) ESCAPE '!' OR CAST(id AS TEXT) = $3 "
    "OR reason_code = $3) "
    "ORDER BY created_at DESC, id LIMIT $4"};

app::Finding finding_of(const sql::Row& row) {
  return {.kind = row.get<std::string>(0),
          .id = row.get<std::string>(1),
          .title = row.get<std::string>(2),
          .detail = row.get<std::string>(3)};
}

}  // namespace

Result<std::vector<app::Finding>> Search::find(app::Transaction& transaction, std::string_view part,
                                               int each) {
  std::vector<app::Finding> all;
  for (const auto* statement : {&kAds, &kCampaigns, &kAssets, &kDecisions}) {
    GV_TRY(auto some, connection_of(transaction)
                          .all(*statement,
                               {account_of(transaction), pattern_of(part), std::string(part), each},
                               finding_of));
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace gv::store
