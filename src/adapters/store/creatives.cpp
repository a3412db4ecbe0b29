#include "adapters/store/creatives.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "base/check.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

#define GV_CREATIVE_COLUMNS                                                              \
  "id, asset_id, name, cta_text, variant, status, created_at, created_by, approved_by, " \
  "approved_at, youtube_video_id"

namespace gv::store {
namespace {

const sql::Statement kAddCreative{"creatives.add",
                                  "INSERT INTO creatives (account_id, " GV_CREATIVE_COLUMNS
                                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const sql::Statement kFindCreative{"creatives.find",
                                   "SELECT " GV_CREATIVE_COLUMNS
                                   " FROM creatives WHERE account_id = $1 AND id = $2"};
const sql::Statement kListCreatives{
    "creatives.list", "SELECT " GV_CREATIVE_COLUMNS
                      " FROM creatives WHERE account_id = $1 AND ($2 = '' OR status = $2) "
                      "AND (created_at < $3 OR (created_at = $3 AND id < $4)) "
                      "ORDER BY created_at DESC, id DESC LIMIT $5"};
const sql::Statement kApproveCreative{
    "creatives.approve",
    "UPDATE creatives SET status = 'approved', approved_by = $3, approved_at = $4 "
    "WHERE account_id = $1 AND id = $2 AND status = 'draft'"};

/// Later than every row: the start of the first page.
const app::CreativeCursor kNewestCreative{TimePoint{Millis{253'402'300'799'000}},
                                          "ffffffff-ffff-ffff-ffff-ffffffffffff"};

std::string variant_of(const app::Creative& creative) {
  return json::compact(boost::json::object{
      {"message", creative.message}, {"headline", creative.headline}, {"link", creative.link}});
}

app::Creative creative_of(const sql::Row& row) {
  const auto variant = json::parse(row.text(4), "creatives.variant");
  const auto status = app::parse_creative_status(row.text(5), "creatives.status");
  GV_CHECK(variant.has_value() && variant->is_object() && status.has_value());
  const auto& words = variant->get_object();
  return {.id = row.get<std::string>(0),
          .asset_id = row.get<std::optional<std::string>>(1).value_or(""),
          .name = row.get<std::string>(2),
          .message = json::text_of(words, "message"),
          .headline = json::text_of(words, "headline"),
          .link = json::text_of(words, "link"),
          .call_to_action = row.get<std::optional<std::string>>(3).value_or(""),
          .youtube_video_id = row.get<std::optional<std::string>>(10),
          .status = *status,
          .created_by = row.get<std::string>(7),
          .approved_by = row.get<std::optional<std::string>>(8),
          .approved_at = row.get<std::optional<TimePoint>>(9),
          .created_at = row.time(6)};
}

}  // namespace

Result<void> Creatives::add(app::Transaction& transaction, const app::Creative& creative) {
  GV_TRY(connection_of(transaction)
             .execute(kAddCreative,
                      {account_of(transaction), creative.id, creative.asset_id, creative.name,
                       creative.call_to_action, variant_of(creative), app::to_text(creative.status),
                       transaction.now(), creative.created_by, creative.approved_by,
                       creative.approved_at, creative.youtube_video_id}));
  return {};
}

Result<std::optional<app::Creative>> Creatives::find(app::Transaction& transaction,
                                                     std::string_view id) {
  return connection_of(transaction)
      .first(kFindCreative, {account_of(transaction), id}, creative_of);
}

Result<std::vector<app::Creative>> Creatives::list(app::Transaction& transaction,
                                                   const app::CreativeFilter& filter) {
  const auto& from = filter.before ? *filter.before : kNewestCreative;
  const auto status = filter.status ? app::to_text(*filter.status) : std::string_view();
  return connection_of(transaction)
      .all(kListCreatives,
           {account_of(transaction), status, from.created_at, from.id, filter.limit}, creative_of);
}

Result<bool> Creatives::approve(app::Transaction& transaction, std::string_view id,
                                std::string_view by) {
  GV_TRY(const auto approved,
         connection_of(transaction)
             .execute(kApproveCreative, {account_of(transaction), id, by, transaction.now()}));
  return approved == 1;
}

}  // namespace gv::store
