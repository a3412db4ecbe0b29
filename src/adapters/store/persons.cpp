#include "adapters/store/persons.h"

#include <algorithm>
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/hash_column.h"
#include "base/hash.h"

namespace gv::store {
namespace {

const sql::Statement kLinkPerson{
    "identity_links.link",
    "INSERT INTO identity_links (account_id, kind, value_hash, key_id, person_id, created_at, "
    "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (account_id, kind, value_hash) DO UPDATE SET person_id = excluded.person_id, "
    "expires_at = excluded.expires_at"};
const sql::Statement kPersonLink{
    "identity_links.find",
    "SELECT value_hash, key_id, person_id, created_at, expires_at FROM identity_links "
    "WHERE account_id = $1 AND kind = $2 AND value_hash = $3 "
    "AND (expires_at IS NULL OR expires_at > $4)"};
const sql::Statement kAddTouch{
    "touchpoints.add",
    "INSERT INTO touchpoints (account_id, id, person_id, click_id, ad_id, campaign_id, platform, "
    "at, kind) VALUES ($1, $2, $3, $4, $5, $6, 'site', $7, 'click') ON CONFLICT DO NOTHING"};
const sql::Statement kPersonOfTouch{
    "touchpoints.person", "SELECT person_id FROM touchpoints WHERE account_id = $1 AND id = $2"};
const sql::Statement kTouchesOf{
    "touchpoints.of_person",
    "SELECT person_id, click_id, ad_id, campaign_id, at FROM touchpoints WHERE account_id = $1 "
    "AND person_id = $2 AND at >= $3 AND at <= $4 AND click_id IS NOT NULL "
    "ORDER BY at DESC, click_id LIMIT 1000"};
const sql::Statement kMergeLinks{
    "identity_links.merge",
    "UPDATE identity_links SET person_id = $3 WHERE account_id = $1 AND person_id = $2"};
const sql::Statement kMergeTouches{
    "touchpoints.merge",
    "UPDATE touchpoints SET person_id = $3 WHERE account_id = $1 AND person_id = $2"};

app::PersonTouch touch_of(const sql::Row& row) {
  return {.person = row.get<std::string>(0),
          .click_id = row.get<std::string>(1),
          .ad = AdId(text_or_empty(row, 2)),
          .campaign = text_or_empty(row, 3),
          .at = row.time(4)};
}

/// A click has one touch, whatever sees it first.
std::string touch_id(const std::string& account, std::string_view click_id) {
  return uuid_v5("touch|" + account + "|" + std::string(click_id));
}

}  // namespace

Result<void> Persons::link(app::Transaction& transaction, const app::PersonLink& link) {
  GV_TRY(connection_of(transaction)
             .execute(kLinkPerson,
                      {account_of(transaction), app::to_text(link.kind), blob_of(link.hash),
                       link.key_id, link.person, transaction.now(), link.expires_at}));
  return {};
}

Result<std::vector<app::PersonLink>> Persons::links(app::Transaction& transaction,
                                                    app::LinkKind kind,
                                                    std::span<const Digest> hashes) {
  std::vector<app::PersonLink> found;
  for (const Digest& hash : hashes) {
    GV_TRY(
        connection_of(transaction)
            .each(kPersonLink,
                  {account_of(transaction), app::to_text(kind), blob_of(hash), transaction.now()},
                  [&](const sql::Row& row) -> Result<void> {
                    found.push_back({.kind = kind,
                                     .hash = digest_at(row, 0),
                                     .key_id = row.get<std::string>(1),
                                     .person = row.get<std::string>(2),
                                     .created_at = row.time(3),
                                     .expires_at = row.get<std::optional<TimePoint>>(4)});
                    return {};
                  }));
  }
  return found;
}

Result<bool> Persons::add_touch(app::Transaction& transaction, const app::PersonTouch& touch) {
  const auto& account = account_of(transaction);
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddTouch,
                      {account, touch_id(account, touch.click_id), touch.person, touch.click_id,
                       text_or_null(touch.ad.text()), text_or_null(touch.campaign), touch.at}));
  return added == 1;
}

Result<std::optional<std::string>> Persons::of_click(app::Transaction& transaction,
                                                     std::string_view click_id) {
  const auto& account = account_of(transaction);
  return connection_of(transaction)
      .first(kPersonOfTouch, {account, touch_id(account, click_id)},
             [](const sql::Row& row) { return row.get<std::string>(0); });
}

Result<std::vector<app::PersonTouch>> Persons::touches(app::Transaction& transaction,
                                                       std::string_view person, TimePoint from,
                                                       TimePoint until) {
  GV_TRY(auto newest,
         connection_of(transaction)
             .all(kTouchesOf, {account_of(transaction), person, from, until}, touch_of));
  std::sort(newest.begin(), newest.end(), [](const auto& a, const auto& b) {
    return a.at != b.at ? a.at < b.at : a.click_id < b.click_id;
  });
  return newest;
}

Result<void> Persons::merge(app::Transaction& transaction, std::string_view from,
                            std::string_view into) {
  if (from == into) return {};
  auto& connection = connection_of(transaction);
  GV_TRY(connection.execute(kMergeLinks, {account_of(transaction), from, into}));
  GV_TRY(connection.execute(kMergeTouches, {account_of(transaction), from, into}));
  return {};
}

}  // namespace gv::store
