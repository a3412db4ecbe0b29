#include "adapters/store/person_rows.h"

#include "adapters/store/hash_column.h"

namespace gv::store {
namespace {

const sql::Statement kClicksOfPerson{
    "touchpoints.clicks_of_person",
    "SELECT click_id FROM touchpoints WHERE account_id = $1 AND person_id = $2 "
    "AND click_id IS NOT NULL"};
// Also clicks that were never matched have a cookie: machines' clicks, and those of somebody who
// was erased before.
const sql::Statement kVisitorOfClick{
    "click_tracking.visitor",
    "SELECT visitor_id FROM click_tracking WHERE account_id = $1 AND click_id = $2 "
    "AND visitor_id IS NOT NULL"};
const sql::Statement kClicksOfVisitor{
    "click_tracking.of_visitor",
    "SELECT click_id FROM click_tracking WHERE account_id = $1 AND visitor_id = $2"};
const sql::Statement kConversionsOfContact{
    "conversion_tracking.of_contact",
    "SELECT conversion_id FROM conversion_tracking WHERE account_id = $1 AND contact_hash = $2"};
const sql::Statement kConversionsOfClick{
    "conversion_tracking.of_click",
    "SELECT conversion_id FROM conversion_tracking WHERE account_id = $1 AND click_id = $2"};
const sql::Statement kCreditsOfClick{
    "attribution_tracking.of_click",
    "SELECT conversion_id FROM attribution_tracking WHERE account_id = $1 AND click_id = $2"};

Result<void> collect(app::Transaction& transaction, const sql::Statement& statement,
                     const sql::Param& key, std::set<std::string>& into) {
  return connection_of(transaction)
      .each(statement, {account_of(transaction), key}, [&](const sql::Row& row) -> Result<void> {
        into.insert(row.get<std::string>(0));
        return {};
      });
}

}  // namespace

Result<PersonRows> rows_of(app::Transaction& transaction, const app::Subjects& subjects) {
  PersonRows rows;
  rows.clicks.insert(subjects.click_ids.begin(), subjects.click_ids.end());
  for (const auto& person : subjects.persons) {
    GV_TRY(collect(transaction, kClicksOfPerson, person, rows.clicks));
  }
  std::set<std::string> visitors(subjects.visitor_ids.begin(), subjects.visitor_ids.end());
  for (const auto& click : rows.clicks) {
    GV_TRY(collect(transaction, kVisitorOfClick, click, visitors));
  }
  for (const auto& visitor : visitors) {
    GV_TRY(collect(transaction, kClicksOfVisitor, visitor, rows.clicks));
  }
  for (const Digest& contact : subjects.contacts) {
    GV_TRY(collect(transaction, kConversionsOfContact, blob_of(contact), rows.conversions));
  }
  for (const auto& click : rows.clicks) {
    GV_TRY(collect(transaction, kConversionsOfClick, click, rows.conversions));
    GV_TRY(collect(transaction, kCreditsOfClick, click, rows.conversions));
  }
  return rows;
}

}  // namespace gv::store
