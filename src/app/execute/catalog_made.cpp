#include "app/execute/catalog_made.h"

#include <algorithm>
#include <optional>
#include <string>

namespace gv::app {
namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

Result<void> put_ad(AdCatalog& catalog, Transaction& transaction, const AdChange& change,
                    const PlatformEntity& made) {
  GV_TRY(catalog.put(transaction, CatalogAd{.platform = change.platform,
                                            .external_id = made.ref.id,
                                            .adset_external_id = made.adset_id,
                                            .campaign_external_id = made.campaign_id,
                                            .name = made.name,
                                            .status = std::string(execute::to_text(made.status)),
                                            .review_status = lower_case(made.effective_status),
                                            .seen_at = transaction.now()}));
  const auto& ours = std::get<NewEntity>(change.requested).our_creative;
  if (ours.empty()) return {};
  return catalog.set_creative(transaction, change.platform, made.ref.id, ours);
}

}  // namespace

Result<void> catalog_made(AdCatalog& catalog, Transaction& transaction, const AdChange& change,
                          const PlatformEntity& made, Currency currency) {
  const auto budget = made.daily_budget ? std::optional(made.daily_budget->minor()) : std::nullopt;
  const bool in_ours = !std::get<NewEntity>(change.requested).parent_change.empty();
  switch (change.entity.level) {
    case EntityLevel::Campaign:
      return catalog.put(transaction,
                         CatalogCampaign{.platform = change.platform,
                                         .external_id = made.ref.id,
                                         .name = made.name,
                                         .status = std::string(execute::to_text(made.status)),
                                         .daily_budget_minor = budget,
                                         .currency = std::string(currency.code())});
    case EntityLevel::AdSet:
      if (!in_ours) return {};
      return catalog.put(transaction,
                         CatalogAdSet{.platform = change.platform,
                                      .external_id = made.ref.id,
                                      .campaign_external_id = made.campaign_id,
                                      .name = made.name,
                                      .status = std::string(execute::to_text(made.status)),
                                      .daily_budget_minor = budget,
                                      .learning = made.learning});
    case EntityLevel::Ad:
      if (!in_ours) return {};
      return put_ad(catalog, transaction, change, made);
    case EntityLevel::Creative:
    case EntityLevel::Video:
      break;
  }
  return {};
}

}  // namespace gv::app
