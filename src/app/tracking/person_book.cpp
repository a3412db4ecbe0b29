#include "app/tracking/person_book.h"

#include "base/hash.h"

namespace gv::app {
namespace {

PersonTouch touch_of(std::string person, const attribution::Click& click) {
  return {.person = std::move(person),
          .click_id = click.click_id,
          .ad = click.ad,
          .campaign = click.campaign.text(),
          .at = click.at};
}

}  // namespace

Digest digest_of_visitor(std::string_view visitor_id) {
  return hmac_sha256("visitor", {visitor_id});
}

Result<void> PersonBook::meet(Transaction& transaction, const attribution::Click& click) {
  if (click.visitor_id.empty() || !click.is_valid()) return {};
  const Digest hash = digest_of_visitor(click.visitor_id);
  GV_TRY(const auto known, persons_.links(transaction, LinkKind::Visitor, {&hash, 1}));
  const std::string person = !known.empty()
                                 ? known.front().person
                                 : uuid_v5("person|" + transaction.scope().account().text() +
                                           "|visitor|" + click.visitor_id);
  GV_TRY(persons_.link(
      transaction,
      {.kind = LinkKind::Visitor, .hash = hash, .person = person, .expires_at = click.expires_at}));
  GV_TRY(persons_.add_touch(transaction, touch_of(person, click)));
  return {};
}

Result<std::string> PersonBook::person_of(Transaction& transaction,
                                          const attribution::Click& click) {
  GV_TRY(const auto known, persons_.of_click(transaction, click.click_id));
  if (known) return *known;
  auto person =
      uuid_v5("person|" + transaction.scope().account().text() + "|click|" + click.click_id);
  GV_TRY(persons_.add_touch(transaction, touch_of(person, click)));
  return person;
}

Result<void> PersonBook::learn(Transaction& transaction, LinkKind kind,
                               const attribution::KeyedHash& hash, const attribution::Click& click,
                               TimePoint expires_at) {
  GV_TRY(const auto person, person_of(transaction, click));
  GV_TRY(const auto before, persons_.links(transaction, kind, {&hash.digest, 1}));
  for (const auto& link : before) GV_TRY(persons_.merge(transaction, link.person, person));
  return persons_.link(transaction, {.kind = kind,
                                     .hash = hash.digest,
                                     .key_id = hash.key_id,
                                     .person = person,
                                     .expires_at = expires_at});
}

Result<std::optional<std::string>> PersonBook::known_by(Transaction& transaction, LinkKind kind,
                                                        const attribution::HashLookup& hashes) {
  std::vector<Digest> digests;
  for (const auto& hash : hashes) digests.push_back(hash.digest);
  GV_TRY(const auto links, persons_.links(transaction, kind, digests));
  if (links.empty()) return std::optional<std::string>();
  return std::optional(links.front().person);
}

Result<std::vector<attribution::Click>> PersonBook::clicks(Transaction& transaction,
                                                           std::string_view person, TimePoint from,
                                                           TimePoint until) {
  GV_TRY(const auto touches, persons_.touches(transaction, person, from, until));
  ClickSearch search;
  for (const auto& touch : touches) search.click_ids.push_back(touch.click_id);
  return clicks_.search(transaction, search);
}

}  // namespace gv::app
