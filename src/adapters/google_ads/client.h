#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/google_ads/mutation.h"
#include "adapters/google_ads/rest.h"
#include "base/currency.h"

namespace gv::google_ads {

/// One customer of Google Ads, or of a double of it. A budget is its campaign's; one that campaigns
/// share is not touched. Reads are one query a level. Writes are one request for every kind of
/// thing in a batch and for pauses of it, after a query for where budgets lie; campaigns that are
/// made are one each. So a batch of one field is one write.
/// Nothing is repeated but what a token was refused for. Safe to use from several threads.
class Client final : public app::AdPlatform {
 public:
  /// `currency`: of the ad account.
  Client(Rest rest, Currency currency) : rest_(std::move(rest)), currency_(currency) {}

  [[nodiscard]] std::string_view name() const override { return "google"; }
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
  /// Not available: videos of ads are of YouTube.
  app::PlatformReply<app::AppliedOperation> upload(const app::CreateEntity& video,
                                                   const app::VideoBytes& bytes) override;

 private:
  [[nodiscard]] app::PlatformReply<std::vector<app::PlatformEntity>> find(
      app::EntityLevel level, const std::string& condition) const;
  /// Where the budgets lie that operations change.
  [[nodiscard]] BudgetPlaces budgets_of(std::span<const app::Operation> operations) const;

  Rest rest_;
  Currency currency_;
};

}  // namespace gv::google_ads
