#pragma once

#include <string_view>
#include <vector>

#include "app/ports/identities.h"

namespace gv::store {

class Identities final : public app::Identities {
 public:
  Result<void> add_user(app::SharedTransaction& transaction, const app::User& user) override;
  Result<std::optional<app::User>> user_by_email(app::SharedTransaction& transaction,
                                                 std::string_view email) override;
  Result<std::optional<app::User>> user_by_id(app::SharedTransaction& transaction,
                                              std::string_view id) override;
  Result<std::optional<app::User>> user_for_update(app::SharedTransaction& transaction,
                                                   std::string_view id) override;
  Result<void> update_user(app::SharedTransaction& transaction, const app::User& user) override;
  Result<std::int64_t> count_users(app::SharedTransaction& transaction) override;

  Result<void> set_member(app::SharedTransaction& transaction,
                          const app::Membership& member) override;
  Result<bool> remove_member(app::SharedTransaction& transaction, const AccountId& account,
                             std::string_view user_id) override;
  Result<std::vector<app::Membership>> memberships_of(app::SharedTransaction& transaction,
                                                      std::string_view user_id) override;
  Result<std::vector<app::Membership>> members_of(app::SharedTransaction& transaction,
                                                  const AccountId& account) override;

  Result<void> add_session(app::SharedTransaction& transaction,
                           const app::Session& session) override;
  Result<std::optional<app::Session>> session(app::SharedTransaction& transaction,
                                              std::string_view id_hash) override;
  Result<void> touch_session(app::SharedTransaction& transaction, std::string_view id_hash,
                             TimePoint expires_at) override;
  Result<bool> end_session(app::SharedTransaction& transaction, std::string_view id_hash) override;
  Result<std::vector<app::Session>> sessions_of(app::SharedTransaction& transaction,
                                                std::string_view user_id) override;
  Result<std::int64_t> end_sessions_of(app::SharedTransaction& transaction,
                                       std::string_view user_id) override;

  Result<void> add_api_key(app::SharedTransaction& transaction, const app::ApiKey& key) override;
  Result<std::optional<app::ApiKey>> api_key(app::SharedTransaction& transaction,
                                             std::string_view prefix) override;
  Result<std::vector<app::ApiKey>> api_keys_of(app::SharedTransaction& transaction,
                                               const AccountId& account) override;
  Result<void> touch_api_key(app::SharedTransaction& transaction, std::string_view id) override;
  Result<bool> revoke_api_key(app::SharedTransaction& transaction, std::string_view id) override;
  Result<bool> expire_api_key(app::SharedTransaction& transaction, std::string_view id,
                              TimePoint at) override;
};

}  // namespace gv::store
