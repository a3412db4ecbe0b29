#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/access/audit.h"
#include "app/access/credential_text.h"
#include "app/ports/connections.h"
#include "app/ports/sealer.h"

namespace gv::app {

struct ConnectionDraft {
  std::string provider;     ///< "hubspot", "google", "meta", "tiktok"
  std::string external_id;  ///< of a HubSpot portal or an ad account: digits
  std::optional<std::string> display_name{};
  std::optional<Secrets> secrets{};  ///< none: those that are there stay
  /// Such as meta's page_id, pixel_id and instagram_user_id of ads that are published. None: as
  /// secrets.
  std::optional<std::map<std::string, std::string>> settings{};
};

/// A connection as people see it.
struct ShownConnection {
  Connection connection;
  Secrets secrets;  ///< "…" and the last four characters; of one that cannot be opened nothing
};

/// An account's links to outside accounts. Their secrets go in and never come out.
class Connect {
 public:
  /// The account that an outside account is connected to, as the store has it now.
  using Holder = std::function<Result<std::optional<AccountId>>(std::string_view provider,
                                                                std::string_view external_id)>;

  /// What begins with a connection, in the transaction that stores it.
  using Begin = std::function<Result<void>(Transaction&, const Connection&)>;
  using Changed = std::function<Result<void>(const std::string&, const std::string&)>;

  /// `changed` is called with provider and external id after a change is stored: what knows
  /// connections by heart forgets them, what waited for one is taken. Its error is the caller's,
  /// who may repeat the change.
  Connect(Store& store, Connections& connections, AuditLog& audit, const Sealer& sealer,
          Holder holder, Changed changed, Begin begin = {})
      : store_(store),
        connections_(connections),
        audit_(audit),
        sealer_(sealer),
        holder_(std::move(holder)),
        changed_(std::move(changed)),
        begin_(std::move(begin)) {}

  Result<std::vector<ShownConnection>> list(const AccountScope& scope);
  /// Adds or replaces. Errors: InvalidInput; Conflict when another account holds it, or this one
  /// has another ad account of the platform; those of what begins with it.
  Result<ShownConnection> put(const AccountScope& scope, const ConnectionDraft& draft,
                              const Actor& actor);
  /// Errors: NotFound.
  Result<void> remove(const AccountScope& scope, const std::string& provider,
                      const std::string& external_id, const Actor& actor);

 private:
  Result<void> check_first(Transaction& transaction, const std::string& platform);
  [[nodiscard]] ShownConnection shown(const AccountScope& scope, Connection connection);

  Store& store_;
  Connections& connections_;
  AuditLog& audit_;
  const Sealer& sealer_;
  Holder holder_;
  Changed changed_;
  Begin begin_;
  std::mutex putting_{};  ///< from asking who holds a portal until it is held
};

}  // namespace gv::app
