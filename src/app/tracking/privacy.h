#pragma once

#include <optional>
#include <string>

#include "app/access/audit.h"
#include "app/ports/audit_log.h"
#include "app/ports/event_log.h"
#include "app/ports/personal_data.h"
#include "app/ports/persons.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/tracking/erase_events.h"
#include "app/tracking/key_rings.h"
#include "base/result.h"

namespace gv::app {

/// By what somebody asks about themself. Personal; lives within one request.
struct SubjectQuery {
  std::string email{};
  std::string phone{};
  std::string visitor_id{};
  std::string click_id{};
  std::string contact_hash{};  ///< 64 hex digits, as an export shows it
};

/// Erases a person, and tells them what is kept of them.
class Privacy {
 public:
  struct Ports {
    Store& store;
    Persons& persons;
    PersonalData& data;
    EventLog& log;
    AuditLog& audit;
    const SettingsSource& settings;
    KeyRings& keys;
    EraseEvents& events;
  };
  explicit Privacy(const Ports& ports) : ports_(ports) {}

  /// In one transaction: everything of the person goes, amounts and ads stay, and the account's
  /// log keeps that somebody was erased, not who. Nobody found is no error, so that nobody learns
  /// from the answer who was known. Errors: InvalidInput; those of the store.
  Result<ErasedRows> erase(const AccountScope& scope, const SubjectQuery& query,
                           const Actor& actor);
  /// JSON. Errors: as `erase`.
  Result<std::string> gather(const AccountScope& scope, const SubjectQuery& query,
                             const Actor& actor);

 private:
  Result<Subjects> subjects(Transaction& transaction, const SubjectQuery& query);
  Result<void> add_contact(Transaction& transaction, LinkKind kind, const std::string& value,
                           Subjects& subjects);
  Result<void> add_links(Transaction& transaction, LinkKind kind, std::span<const Digest> hashes,
                         Subjects& subjects);

  Ports ports_;
};

}  // namespace gv::app
