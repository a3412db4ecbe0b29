#include "adapters/store/personal_data.h"

#include "adapters/store/conversions.h"
#include "adapters/store/credit_evidence.h"
#include "adapters/store/hash_column.h"
#include "adapters/store/person_rows.h"

namespace gv::store {
namespace {

const sql::Statement kEraseLinks{
    "identity_links.erase_person",
    "DELETE FROM identity_links WHERE account_id = $1 AND person_id = $2"};
const sql::Statement kEraseLink{
    "identity_links.erase_hash",
    "DELETE FROM identity_links WHERE account_id = $1 AND kind IN ('em', 'ph') "
    "AND value_hash = $2"};
const sql::Statement kEraseTouches{
    "touchpoints.erase_person", "DELETE FROM touchpoints WHERE account_id = $1 AND person_id = $2"};
const sql::Statement kEraseTouch{"touchpoints.erase_click",
                                 "DELETE FROM touchpoints WHERE account_id = $1 AND click_id = $2"};
const sql::Statement kEraseClick{
    "click_tracking.erase", "DELETE FROM click_tracking WHERE account_id = $1 AND click_id = $2"};
const sql::Statement kEraseClickKey{"event_keys.erase_click",
                                    "DELETE FROM event_keys WHERE account_id = $1 "
                                    "AND source = 'click' AND source_key = $2"};
const sql::Statement kEraseFromConversion{
    "conversion_tracking.erase_person",
    "UPDATE conversion_tracking SET contact_hash = NULL, click_id = NULL, fbclid = NULL, "
    "fp_hash = NULL, ip_hash = NULL, ip_prefix_hash = NULL, ua_hash = NULL, raw_ref = NULL "
    "WHERE account_id = $1 AND conversion_id = $2"};
const sql::Statement kEraseFromCredits{
    "attribution_tracking.erase_person",
    "UPDATE attribution_tracking SET click_id = NULL WHERE account_id = $1 "
    "AND conversion_id = $2"};
const sql::Statement kEvidenceOfConversion{
    "attribution_tracking.evidence",
    "SELECT model, touch_no, candidates FROM attribution_tracking WHERE account_id = $1 "
    "AND conversion_id = $2 AND candidates IS NOT NULL"};
const sql::Statement kReplaceEvidence{
    "attribution_tracking.replace_evidence",
    "UPDATE attribution_tracking SET candidates = $5 WHERE account_id = $1 "
    "AND conversion_id = $2 AND model = $3 AND touch_no = $4"};
const sql::Statement kEraseFromDeal{
    "crm_deals.erase_contact",
    "UPDATE crm_deals SET contact_hash = NULL WHERE account_id = $1 AND contact_hash = $2"};
const sql::Statement kEraseInbound{
    "capi_inbound.erase_payload",
    "UPDATE capi_inbound SET payload_enc = $3, status = 'erased', error = NULL "
    "WHERE account_id = $1 AND conversion_id = $2"};

/// The statements of one erasure, counted.
class Eraser {
 public:
  explicit Eraser(app::Transaction& transaction)
      : transaction_(transaction), account_(account_of(transaction)) {}

  Result<void> run(const sql::Statement& statement, const sql::Param& key, std::int64_t& count) {
    GV_TRY(const auto rows, connection_of(transaction_).execute(statement, {account_, key}));
    count += rows;
    return {};
  }
  Result<void> erase_from_conversion(const std::string& id, std::int64_t& count) {
    std::int64_t beside = 0;
    GV_TRY(run(kEraseFromConversion, id, count));
    GV_TRY(run(kEraseFromCredits, id, beside));
    GV_TRY(connection_of(transaction_).execute(kEraseInbound, {account_, id, sql::Blob{""}}));
    return erase_from_evidence(id);
  }

 private:
  struct Evidence {
    std::string model;
    std::int64_t touch_no;
    std::string text;
  };

  /// What was decided stays readable; which clicks it was decided by does not.
  Result<void> erase_from_evidence(const std::string& id) {
    auto& connection = connection_of(transaction_);
    GV_TRY(const auto rows,
           connection.all(kEvidenceOfConversion, {account_, id}, [](const sql::Row& row) {
             return Evidence{row.get<std::string>(0), row.integer(1), row.get<std::string>(2)};
           }));
    for (const auto& [model, touch_no, text] : rows) {
      GV_TRY(auto credits, read_evidence(text));
      credits.set.click_id.clear();
      credits.evidence.click_id.clear();
      credits.evidence.candidates.clear();
      GV_TRY(connection.execute(kReplaceEvidence,
                                {account_, id, model, touch_no, evidence_json(credits)}));
    }
    return {};
  }

  app::Transaction& transaction_;
  const std::string& account_;
};

}  // namespace

Result<app::ErasedRows> PersonalData::erase(app::Transaction& transaction,
                                            const app::Subjects& subjects) {
  GV_TRY(const auto rows, rows_of(transaction, subjects));
  Eraser eraser(transaction);
  app::ErasedRows erased;
  for (const auto& id : rows.conversions) {
    GV_TRY(eraser.erase_from_conversion(id, erased.conversions));
  }
  for (const Digest& contact : subjects.contacts) {
    GV_TRY(eraser.run(kEraseFromDeal, blob_of(contact), erased.deals));
    GV_TRY(eraser.run(kEraseLink, blob_of(contact), erased.links));
  }
  for (const auto& person : subjects.persons) {
    GV_TRY(eraser.run(kEraseLinks, person, erased.links));
    GV_TRY(eraser.run(kEraseTouches, person, erased.touches));
  }
  for (const auto& click : rows.clicks) {
    std::int64_t keys = 0;
    GV_TRY(eraser.run(kEraseTouch, click, erased.touches));
    GV_TRY(eraser.run(kEraseClick, click, erased.clicks));
    GV_TRY(eraser.run(kEraseClickKey, click, keys));
  }
  return erased;
}

}  // namespace gv::store
