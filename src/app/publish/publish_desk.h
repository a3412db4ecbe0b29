#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/access/audit.h"
#include "app/execute/change_desk.h"
#include "app/ports/assets.h"
#include "app/ports/connections.h"
#include "app/ports/creatives.h"
#include "app/ports/publication_forms.h"
#include "app/ports/publications.h"
#include "app/publish/publication_plan.h"
#include "base/result.h"

namespace gv::app {

/// A publication and where its steps stand, in the order in which they happen.
struct ShownPublication {
  Publication publication;
  std::vector<AdChange> steps;
  [[nodiscard]] PublicationState state() const { return publication_state(steps); }
};

/// What publishing needs beside what acts on changes. All of it outlives its users.
struct PublishPorts {
  Publications& publications;
  Creatives& creatives;
  Assets& assets;
  Connections& connections;
  const PublicationForms& meta;
};

/// Has creatives published: writes down the publication and its changes, which the executor then
/// carries out. Thread-safe; what it is built with outlives it.
class PublishDesk {
 public:
  PublishDesk(const ExecutionPorts& execution, ChangeDesk& changes, const PublishPorts& ports)
      : execution_(execution), changes_(changes), ports_(ports) {}

  /// All of it or nothing, in one transaction; the same `key` on the same platform is the same
  /// publication, which is told again. Errors: NotAvailable for a platform that is to come; Held
  /// under a hold of the account or platform; InvalidInput, `where` "creative_id" (none, not
  /// approved, its video gone) or "budget"; Refused above a cap; Conflict without a connection, or
  /// with one that lacks a setting.
  Result<ShownPublication> publish(const AccountScope& scope, const std::string& platform,
                                   const PublicationDraft& draft, std::string_view key,
                                   const Actor& actor);
  /// Errors: NotFound.
  Result<ShownPublication> find(const AccountScope& scope, const std::string& id);
  /// Newest first.
  Result<std::vector<ShownPublication>> list(const AccountScope& scope,
                                             const std::optional<PublicationCursor>& before,
                                             int limit);

 private:
  Result<Creative> publishable(Transaction& transaction, const std::string& creative_id);
  Result<Connection> connected(Transaction& transaction, const std::string& platform);
  Result<void> check_holds(Transaction& transaction, const std::string& platform);
  Result<ShownPublication> shown(Transaction& transaction, Publication publication);

  const ExecutionPorts execution_;
  ChangeDesk& changes_;
  const PublishPorts ports_;
};

}  // namespace gv::app
