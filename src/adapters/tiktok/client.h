#pragma once

#include "adapters/tiktok/advertiser.h"
#include "adapters/tiktok/operation.h"
#include "base/currency.h"

namespace gv::tiktok {

/// One advertiser on TikTok, or on a double of it. A call is one request, a list one a page; an
/// update of budget and status two. A batch is one request for every twenty changes of status to
/// the same value, and one for each other operation; when one is told that there were too many, or
/// that the token is wrong, those behind it are not sent. Nothing is repeated. Nothing can be
/// validated: a request that can be made is answered with yes. Budgets are read in the currency of
/// the advertiser, which is asked for before the first one; where it is not the account's nothing
/// with an amount is sent. Safe to use from several threads.
class Client final : public app::AdPlatform {
 public:
  /// `currency`: of the account, as the amounts of its operations are.
  Client(ApiConfig config, Currency currency, ApiTools tools);

  [[nodiscard]] std::string_view name() const override { return "tiktok"; }
  [[nodiscard]] app::BatchRules batch_rules() const override;
  app::PlatformReply<app::PlatformEntity> read(const app::EntityRef& entity) override;
  app::PlatformReply<std::vector<app::PlatformEntity>> read_many(
      std::span<const app::EntityRef> entities) override;
  app::PlatformReply<std::vector<app::PlatformEntity>> list_active(app::EntityLevel level) override;
  app::PlatformReply<std::vector<app::PlatformEntity>> find_by_name(
      app::EntityLevel level, std::string_view token) override;
  app::PlatformReply<app::AppliedOperation> apply(const app::Operation& operation,
                                                  app::ApplyMode mode) override;
  std::vector<app::PlatformReply<app::AppliedOperation>> apply_batch(
      std::span<const app::Operation> operations, app::ApplyMode mode) override;
  /// In one request, so a video has to fit into memory: at most 100 MiB.
  app::PlatformReply<app::AppliedOperation> upload(const app::CreateEntity& video,
                                                   const app::VideoBytes& bytes) override;

 private:
  [[nodiscard]] app::PlatformReply<std::vector<app::PlatformEntity>> entities(
      app::EntityLevel level, const boost::json::object& filtering) const;
  [[nodiscard]] app::PlatformReply<std::vector<app::PlatformEntity>> by_ids(
      app::EntityLevel level, const std::vector<std::string>& ids) const;
  [[nodiscard]] tl::expected<std::vector<ApiWrite>, execute::PlatformError> writes(
      const app::Operation& operation) const;
  [[nodiscard]] app::PlatformReply<app::AppliedOperation> send(
      const app::Operation& operation, const std::vector<ApiWrite>& writes) const;

  BusinessApi api_;
  Advertiser advertiser_;
  Currency currency_;
};

}  // namespace gv::tiktok
