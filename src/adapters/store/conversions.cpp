#include "adapters/store/conversions.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

#define GV_CONVERSION_COLUMNS                                                               \
  "conversion_id, conversion_type, value_minor, currency, crm, crm_deal_id, contact_hash, " \
  "click_id, fbclid, conversion_timestamp, attributed_at, created_at"

namespace gv::store {
namespace {

const sql::Statement kAddConversion{
    "conversion_tracking.add",
    "INSERT INTO conversion_tracking (account_id, is_synthetic, " GV_CONVERSION_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT DO NOTHING"};
const sql::Statement kConversion{
    "conversion_tracking.find",
    "SELECT " GV_CONVERSION_COLUMNS
    " FROM conversion_tracking WHERE account_id = $1 AND conversion_id = $2"};
const sql::Statement kMarkAttributed{"conversion_tracking.mark_attributed",
                                     "UPDATE conversion_tracking SET attributed_at = $3 "
                                     "WHERE account_id = $1 AND conversion_id = $2"};
const sql::Statement kNewestConversions{
    "conversion_tracking.newest",
    "SELECT " GV_CONVERSION_COLUMNS
    " FROM conversion_tracking WHERE account_id = $1 "
    "ORDER BY conversion_timestamp DESC, conversion_id DESC LIMIT $2"};
const sql::Statement kConversionsBefore{
    "conversion_tracking.before",
    "SELECT " GV_CONVERSION_COLUMNS
    " FROM conversion_tracking WHERE account_id = $1 AND (conversion_timestamp < $3 OR "
    "(conversion_timestamp = $3 AND conversion_id < $4)) "
    "ORDER BY conversion_timestamp DESC, conversion_id DESC LIMIT $2"};
const sql::Statement kConversionsBetween{
    "conversion_tracking.between",
    "SELECT " GV_CONVERSION_COLUMNS
    " FROM conversion_tracking WHERE account_id = $1 AND conversion_timestamp >= $2 "
    "AND conversion_timestamp < $3 ORDER BY conversion_timestamp, conversion_id"};
// The first credits of a conversion are those with touch_no 1.
const sql::Statement kLags{
    "attribution_tracking.lags",
    "SELECT t.window_hours FROM conversion_tracking AS c JOIN attribution_tracking AS t "
    "ON t.account_id = c.account_id AND t.conversion_id = c.conversion_id AND t.touch_no = 1 "
    "WHERE c.account_id = $1 AND c.conversion_timestamp >= $2 AND c.conversion_timestamp < $3 "
    "AND t.window_hours IS NOT NULL"};
const sql::Statement kMissed{
    "attribution_performance_log.missed",
    "SELECT layer_1_result, layer_2_result, layer_3_result, COUNT(*) "
    "FROM attribution_performance_log WHERE account_id = $1 AND created_at >= $2 "
    "AND created_at < $3 AND attempt_number = 1 AND NOT success "
    "GROUP BY layer_1_result, layer_2_result, layer_3_result "
    "ORDER BY COUNT(*) DESC, layer_1_result, layer_2_result, layer_3_result"};
const sql::Statement kLogAttempt{
    "attribution_performance_log.add",
    "INSERT INTO attribution_performance_log (account_id, id, conversion_id, attempt_number, "
    "layer_1_result, layer_2_result, layer_3_result, final_method, final_confidence, success, "
    "processing_us, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};

app::ConversionRecord conversion_of(const sql::Row& row) {
  app::ConversionRecord record{.id = row.get<std::string>(0),
                               .type = row.get<std::string>(1),
                               .value_minor = row.get<std::optional<std::int64_t>>(2),
                               .currency = row.get<std::optional<std::string>>(3),
                               .crm = row.get<std::optional<std::string>>(4),
                               .deal_id = row.get<std::optional<std::string>>(5),
                               .click_id = row.get<std::optional<std::string>>(7),
                               .fbclid = row.get<std::optional<std::string>>(8),
                               .at = row.time(9),
                               .attributed_at = row.get<std::optional<TimePoint>>(10),
                               .created_at = row.time(11)};
  if (!row.is_null(6)) record.contact_hash = row.blob(6);
  return record;
}

}  // namespace

Result<bool> Conversions::add(app::Transaction& transaction,
                              const app::ConversionRecord& conversion) {
  const sql::Param contact = conversion.contact_hash
                                 ? sql::Param(sql::Blob{*conversion.contact_hash})
                                 : sql::Param(std::nullopt);
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddConversion,
                      {account_of(transaction), false, conversion.id, conversion.type,
                       conversion.value_minor, conversion.currency, conversion.crm,
                       conversion.deal_id, contact, conversion.click_id, conversion.fbclid,
                       conversion.at, conversion.attributed_at, transaction.now()}));
  return added == 1;
}

Result<std::optional<app::ConversionRecord>> Conversions::find(app::Transaction& transaction,
                                                               std::string_view id) {
  return connection_of(transaction)
      .first(kConversion, {account_of(transaction), id}, conversion_of);
}

Result<bool> Conversions::mark_attributed(app::Transaction& transaction, std::string_view id) {
  GV_TRY(const auto marked,
         connection_of(transaction)
             .execute(kMarkAttributed, {account_of(transaction), id, transaction.now()}));
  return marked == 1;
}

Result<std::vector<app::ConversionRecord>> Conversions::list(
    app::Transaction& transaction, const std::optional<app::ConversionCursor>& before, int limit) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  if (!before) return connection.all(kNewestConversions, {account, limit}, conversion_of);
  return connection.all(kConversionsBefore, {account, limit, before->at, before->id},
                        conversion_of);
}

Result<std::vector<app::ConversionRecord>> Conversions::between(app::Transaction& transaction,
                                                                TimePoint from, TimePoint until) {
  return connection_of(transaction)
      .all(kConversionsBetween, {account_of(transaction), from, until}, conversion_of);
}

Result<std::vector<double>> Conversions::lags(app::Transaction& transaction, TimePoint from,
                                              TimePoint until) {
  return connection_of(transaction)
      .all(kLags, {account_of(transaction), from, until},
           [](const sql::Row& row) { return row.get<double>(0); });
}

Result<std::vector<app::MissedConversions>> Conversions::missed(app::Transaction& transaction,
                                                                TimePoint from, TimePoint until) {
  return connection_of(transaction)
      .all(kMissed, {account_of(transaction), from, until}, [](const sql::Row& row) {
        return app::MissedConversions{row.get<std::string>(0), row.get<std::string>(1),
                                      row.get<std::string>(2), row.integer(3)};
      });
}

Result<void> Conversions::log_attempt(app::Transaction& transaction,
                                      const app::AttributionAttempt& attempt) {
  const auto& outcome = attempt.outcome;
  const auto microseconds =
      std::chrono::duration_cast<std::chrono::microseconds>(attempt.took).count();
  GV_TRY(connection_of(transaction)
             .execute(kLogAttempt,
                      {account_of(transaction), attempt.id, attempt.conversion_id, attempt.number,
                       attribution::to_text(outcome.layer_1), attribution::to_text(outcome.layer_2),
                       attribution::to_text(outcome.layer_3), attribution::to_text(outcome.method),
                       outcome.confidence, outcome.success(), microseconds, transaction.now()}));
  return {};
}

}  // namespace gv::store
