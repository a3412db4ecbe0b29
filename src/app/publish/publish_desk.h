#pragma once

#include <span>
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
  std::vector<const PublicationForms*> forms;  ///< one for each platform
};

/// Has creatives published: writes down the publication and its changes, which the executor then
/// carries out. Thread-safe; what it is built with outlives it.
class PublishDesk {
 public:
  PublishDesk(const ExecutionPorts& execution, ChangeDesk& changes, const PublishPorts& ports)
      : execution_(execution), changes_(changes), ports_(ports) {}

  /// A publication for each of the platforms, in their order, each with the whole budget: all of
  /// them or none, in one transaction. The same `key` on the same platform is the same publication,
  /// which is told again. Errors: InvalidInput, `where` "platform" for one that is not known,
  /// "creative_id" (none, not approved, its video gone, not fit for a platform), "targeting" or
  /// "budget"; Held under a hold of the account or a platform; Refused above a cap; Conflict
  /// without a connection, or with one that lacks a setting.
  Result<std::vector<ShownPublication>> publish(const AccountScope& scope,
                                                std::span<const std::string> platforms,
                                                const PublicationDraft& draft, std::string_view key,
                                                const Actor& actor);
  /// Errors: NotFound.
  Result<ShownPublication> find(const AccountScope& scope, const std::string& id);
  /// Newest first.
  Result<std::vector<ShownPublication>> list(const AccountScope& scope,
                                             const std::optional<PublicationCursor>& before,
                                             int limit);

 private:
  /// What is published, and by whom.
  struct Order {
    const AccountSettings& settings;
    const PublicationDraft& draft;
    std::string_view key;
    const Actor& actor;
  };
  Result<ShownPublication> publish_in(Transaction& transaction, const PublicationForms& forms,
                                      const Order& order);
  Result<const PublicationForms*> forms_of(std::string_view platform) const;
  Result<Creative> publishable(Transaction& transaction, const std::string& creative_id);
  Result<void> check_video(Transaction& transaction, const Creative& creative,
                           const PublicationForm& form, std::string_view platform);
  Result<Connection> connected(Transaction& transaction, const std::string& platform);
  Result<void> check_holds(Transaction& transaction, const std::string& platform);
  Result<ShownPublication> shown(Transaction& transaction, Publication publication);

  const ExecutionPorts execution_;
  ChangeDesk& changes_;
  const PublishPorts ports_;
};

}  // namespace gv::app
