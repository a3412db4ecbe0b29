#pragma once

#include <functional>
#include <optional>

#include "adapters/meta/batch.h"
#include "adapters/meta/graph.h"
#include "base/currency.h"

namespace gv::meta {

/// One ad account on Meta, or on a double of it. Every call is one request, a list one a page, a
/// video one a piece; before a creative is made its video is asked for a picture. Nothing but
/// pieces is repeated. Safe to use from several threads.
class Client final : public app::AdPlatform {
 public:
  /// `currency`: of the ad account. `wait`: where the time goes before a piece is sent again.
  Client(GraphConfig config, Currency currency, http_client::Send send,
         std::function<void(Millis)> wait = {});

  [[nodiscard]] std::string_view name() const override { return "meta"; }
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
  app::PlatformReply<app::AppliedOperation> upload(const app::CreateEntity& video,
                                                   const app::VideoBytes& bytes) override;

 private:
  /// The operation with what it needs to know of the video it shows.
  [[nodiscard]] tl::expected<app::Operation, execute::PlatformError> whole(
      const app::Operation& operation) const;
  [[nodiscard]] app::PlatformReply<std::vector<app::PlatformEntity>> list(
      app::EntityLevel level, Params params,
      const std::function<bool(const app::PlatformEntity&)>& wanted) const;
  [[nodiscard]] app::PlatformReply<std::vector<BatchItem>> send_batch(
      std::span<const BatchCall> calls, bool writes) const;

  Graph graph_;
  Currency currency_;
  std::function<void(Millis)> wait_;
};

}  // namespace gv::meta
