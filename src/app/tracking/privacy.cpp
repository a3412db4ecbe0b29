#include "app/tracking/privacy.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/tracking/conversion_report.h"
#include "app/tracking/person_book.h"
#include "base/hash.h"

namespace gv::app {
namespace {

using attribution::HashType;

/// The tombstone: that it happened and how much went, nothing of whom.
std::string counts_json(const ErasedRows& rows) {
  return fmt::format(R"({{"links":{},"touches":{},"clicks":{},"conversions":{},"deals":{}}})",
                     rows.links, rows.touches, rows.clicks, rows.conversions, rows.deals);
}

Digest digest_under(const attribution::AccountKey& key, HashType type, std::string_view value) {
  const auto ring = attribution::KeyRing::make(key);
  return ring ? ring->hash(type, value).digest : Digest{};
}

}  // namespace

Result<void> Privacy::add_links(Transaction& transaction, LinkKind kind,
                                std::span<const Digest> hashes, Subjects& subjects) {
  GV_TRY(const auto links, ports_.persons.links(transaction, kind, hashes));
  for (const auto& link : links) subjects.persons.push_back(link.person);
  return {};
}

Result<void> Privacy::add_contact(Transaction& transaction, LinkKind kind, const std::string& value,
                                  Subjects& subjects) {
  subjects.contacts_sha256.push_back(sha256_hex(value));
  // Under every key there is: a hash of long ago must go too. And one there has to be.
  GV_TRY(ports_.keys.ring(transaction));
  GV_TRY(const auto keys, ports_.keys.all(transaction));
  const auto type = kind == LinkKind::Email ? HashType::Email : HashType::Phone;
  std::vector<Digest> hashes;
  for (const auto& key : keys) hashes.push_back(digest_under(key, type, value));
  subjects.contacts.insert(subjects.contacts.end(), hashes.begin(), hashes.end());
  return add_links(transaction, kind, hashes, subjects);
}

Result<Subjects> Privacy::subjects(Transaction& transaction, const SubjectQuery& query) {
  GV_TRY(const auto settings, ports_.settings.settings(transaction.scope().account()));
  Subjects found;
  if (!query.email.empty()) {
    GV_TRY(const auto email, attribution::normalise_email(query.email, "email"));
    GV_TRY(add_contact(transaction, LinkKind::Email, email, found));
  }
  if (!query.phone.empty()) {
    GV_TRY(const auto phone,
           attribution::normalise_phone(query.phone, settings->attribution.calling_code, "phone"));
    GV_TRY(add_contact(transaction, LinkKind::Phone, phone, found));
  }
  if (!query.contact_hash.empty()) {
    const auto digest = digest_of_hex(query.contact_hash);
    if (!digest) return fail(ErrorCode::InvalidInput, "hash", "must be 64 lower-case hex digits");
    found.contacts.push_back(*digest);
    GV_TRY(add_links(transaction, LinkKind::Email, {&*digest, 1}, found));
    GV_TRY(add_links(transaction, LinkKind::Phone, {&*digest, 1}, found));
  }
  if (!query.visitor_id.empty()) {
    found.visitor_ids.push_back(query.visitor_id);
    const Digest digest = digest_of_visitor(query.visitor_id);
    GV_TRY(add_links(transaction, LinkKind::Visitor, {&digest, 1}, found));
  }
  if (!query.click_id.empty()) {
    found.click_ids.push_back(query.click_id);
    GV_TRY(const auto person, ports_.persons.of_click(transaction, query.click_id));
    if (person) found.persons.push_back(*person);
  }
  std::sort(found.persons.begin(), found.persons.end());
  found.persons.erase(std::unique(found.persons.begin(), found.persons.end()), found.persons.end());
  return found;
}

Result<ErasedRows> Privacy::erase(const AccountScope& scope, const SubjectQuery& query,
                                  const Actor& actor) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<ErasedRows> {
    GV_TRY(const auto who, subjects(transaction, query));
    GV_TRY(const auto rows, ports_.data.erase(transaction, who));
    GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
    GV_TRY(ports_.events.run(transaction, who, settings->attribution.calling_code));
    auto entry = entry_by(actor, "privacy.erase", "person", std::nullopt);
    entry.after = counts_json(rows);
    GV_TRY(ports_.audit.append(transaction, entry));
    const NewEvent tombstone{.type = "privacy.erased",
                             .occurred_at = transaction.now(),
                             .source = "privacy",
                             .payload = counts_json(rows)};
    GV_TRY(ports_.log.append(transaction, {&tombstone, 1}));
    return rows;
  });
}

Result<std::string> Privacy::gather(const AccountScope& scope, const SubjectQuery& query,
                                    const Actor& actor) {
  // Writes that it was asked, which is why it is no read.
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<std::string> {
    GV_TRY(const auto who, subjects(transaction, query));
    GV_TRY(auto rows, ports_.data.gather(transaction, who));
    GV_TRY(ports_.audit.append(transaction,
                               entry_by(actor, "privacy.export", "person", std::nullopt)));
    return rows;
  });
}

}  // namespace gv::app
