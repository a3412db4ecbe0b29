// What PersonalData tells of a person.
#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "adapters/store/click_row.h"
#include "adapters/store/conversions.h"
#include "adapters/store/hash_column.h"
#include "adapters/store/person_rows.h"
#include "adapters/store/personal_data.h"
#include "base/hmac.h"
#include "io/json/serialize.h"

namespace gv::store {
namespace {

using boost::json::object;

const sql::Statement kExportClick{"click_tracking.export",
                                  "SELECT " GV_CLICK_COLUMNS
                                  " FROM click_tracking WHERE account_id = $1 AND click_id = $2"};
const sql::Statement kExportLinks{
    "identity_links.export",
    "SELECT kind, value_hash, created_at, expires_at FROM identity_links WHERE account_id = $1 "
    "AND person_id = $2 ORDER BY kind, created_at"};

void put(object& into, std::string_view name, const std::string& text) {
  if (!text.empty()) into[name] = text;
}

/// Hashes of addresses and devices are left out: only we can make them, and they tell nothing.
object object_of(const attribution::Click& click) {
  object out{{"click_id", click.click_id},
             {"at", format_time(click.at)},
             {"ad_id", click.ad.text()},
             {"campaign_id", click.campaign.text()}};
  for (const auto& [name, id] : attribution::platform_ids()) put(out, name, click.ids.*id);
  put(out, "fbc", click.fbc);
  put(out, "fbp", click.fbp);
  put(out, "visitor_id", click.visitor_id);
  put(out, "landing_page_url", click.landing_page_url);
  put(out, "referrer_host", click.referrer_host);
  out["consent"] = object{{"ads", click.consent.ads}, {"analytics", click.consent.analytics}};
  out["expires_at"] = format_time(click.expires_at);
  return out;
}

object object_of(const app::ConversionRecord& record) {
  object out{{"conversion_id", record.id},
             {"type", record.type},
             {"at", format_time(record.at)},
             {"value_minor", nullptr}};
  if (record.value_minor) out["value_minor"] = *record.value_minor;
  put(out, "currency", record.currency.value_or(""));
  put(out, "click_id", record.click_id.value_or(""));
  put(out, "fbclid", record.fbclid.value_or(""));
  return out;
}

object link_of(const sql::Row& row) {
  object out{{"kind", row.get<std::string>(0)},
             {"hash", to_hex(digest_at(row, 1))},
             {"created_at", format_time(row.time(2))},
             {"expires_at", nullptr}};
  if (!row.is_null(3)) out["expires_at"] = format_time(row.time(3));
  return out;
}

}  // namespace

Result<std::string> PersonalData::gather(app::Transaction& transaction,
                                         const app::Subjects& subjects) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(const auto rows, rows_of(transaction, subjects));
  boost::json::array links;
  boost::json::array clicks;
  boost::json::array conversions;
  for (const auto& person : subjects.persons) {
    GV_TRY(const auto found, connection.all(kExportLinks, {account, person}, link_of));
    links.insert(links.end(), found.begin(), found.end());
  }
  for (const auto& id : rows.clicks) {
    GV_TRY(connection.each(kExportClick, {account, id}, [&](const sql::Row& row) -> Result<void> {
      clicks.push_back(object_of(click_of(transaction.scope().account(), row)));
      return {};
    }));
  }
  Conversions table;
  for (const auto& id : rows.conversions) {
    GV_TRY(const auto record, table.find(transaction, id));
    if (record) conversions.push_back(object_of(*record));
  }
  return json::compact(object{{"links", std::move(links)},
                              {"clicks", std::move(clicks)},
                              {"conversions", std::move(conversions)}});
}

}  // namespace gv::store
