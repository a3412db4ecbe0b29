#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// An account's link to one outside account: a CRM portal, an ad account, a shop.
struct Connection {
  std::string provider;     ///< "hubspot", "meta", ...
  std::string external_id;  ///< theirs: portal id, ad account id, shop domain
  std::optional<std::string> display_name{};
  std::string sealed_credentials;  ///< bytes; empty: none were given
  std::string sealing_key_id;
  std::string scopes{"[]"};                       ///< JSON
  std::map<std::string, std::string> settings{};  ///< that are no secrets: "page_id"
  std::string status{"active"};
  std::optional<TimePoint> expires_at{};
  std::optional<TimePoint> last_ok_at{};
  std::optional<std::string> last_error{};
  TimePoint created_at{};  ///< set by the store, once
  TimePoint updated_at{};  ///< set by the store
};

class Connections {
 public:
  virtual ~Connections() = default;

  /// Adds the connection or replaces it.
  virtual Result<void> put(Transaction& transaction, const Connection& connection) = 0;
  virtual Result<std::optional<Connection>> find(Transaction& transaction,
                                                 std::string_view provider,
                                                 std::string_view external_id) = 0;
  /// All of one provider, ascending by external id.
  virtual Result<std::vector<Connection>> list(Transaction& transaction,
                                               std::string_view provider) = 0;
  /// False when there is none.
  virtual Result<bool> remove(Transaction& transaction, std::string_view provider,
                              std::string_view external_id) = 0;
};

}  // namespace gv::app
