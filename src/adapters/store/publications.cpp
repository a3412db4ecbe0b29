#include "adapters/store/publications.h"

#include "adapters/store/access.h"

#define GV_PUBLICATION_COLUMNS \
  "id, creative_id, platform, name, daily_budget_minor, currency, created_by, created_at"

namespace gv::store {
namespace {

const sql::Statement kAddPublication{"publications.add",
                                     "INSERT INTO publications (account_id, " GV_PUBLICATION_COLUMNS
                                     ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                                     "ON CONFLICT (account_id, id) DO NOTHING"};
const sql::Statement kFindPublication{"publications.find",
                                      "SELECT " GV_PUBLICATION_COLUMNS
                                      " FROM publications WHERE account_id = $1 AND id = $2"};
const sql::Statement kListPublications{"publications.list",
                                       "SELECT " GV_PUBLICATION_COLUMNS
                                       " FROM publications WHERE account_id = $1 "
                                       "AND (created_at < $2 OR (created_at = $2 AND id < $3)) "
                                       "ORDER BY created_at DESC, id DESC LIMIT $4"};

/// Later than every row: the start of the first page.
const app::PublicationCursor kNewestPublication{TimePoint{Millis{253'402'300'799'000}},
                                                "ffffffff-ffff-ffff-ffff-ffffffffffff"};

app::Publication publication_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .creative_id = row.get<std::string>(1),
          .platform = row.get<std::string>(2),
          .name = row.get<std::string>(3),
          .daily_budget_minor = row.integer(4),
          .currency = row.get<std::string>(5),
          .created_by = row.get<std::string>(6),
          .created_at = row.time(7)};
}

}  // namespace

Result<bool> Publications::add(app::Transaction& transaction, const app::Publication& publication) {
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddPublication,
                      {account_of(transaction), publication.id, publication.creative_id,
                       publication.platform, publication.name, publication.daily_budget_minor,
                       publication.currency, publication.created_by, transaction.now()}));
  return added == 1;
}

Result<std::optional<app::Publication>> Publications::find(app::Transaction& transaction,
                                                           std::string_view id) {
  return connection_of(transaction)
      .first(kFindPublication, {account_of(transaction), id}, publication_of);
}

Result<std::vector<app::Publication>> Publications::list(
    app::Transaction& transaction, const std::optional<app::PublicationCursor>& before, int limit) {
  const auto& from = before ? *before : kNewestPublication;
  return connection_of(transaction)
      .all(kListPublications, {account_of(transaction), from.created_at, from.id, limit},
           publication_of);
}

}  // namespace gv::store
