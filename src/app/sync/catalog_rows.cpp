#include "app/sync/catalog_rows.h"

#include <algorithm>

namespace gv::app {
namespace {

std::string status_word(EntityStatus status) {
  switch (status) {
    case EntityStatus::Active:
      return "active";
    case EntityStatus::Paused:
      return "paused";
    case EntityStatus::Archived:
      return "archived";
    case EntityStatus::Deleted:
      return "deleted";
  }
  return "";
}

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::optional<std::int64_t> minor_of(const std::optional<Money>& money) {
  return money ? std::optional(money->minor()) : std::nullopt;
}

}  // namespace

CatalogCampaign campaign_row(const std::string& platform, const ListedEntity& listed,
                             const std::string& currency) {
  const auto& entity = listed.entity;
  return {.platform = platform,
          .external_id = entity.ref.id,
          .name = entity.name,
          .objective = listed.objective,
          .status = status_word(entity.status),
          .daily_budget_minor = minor_of(entity.daily_budget),
          .currency = currency};
}

CatalogAdSet adset_row(const std::string& platform, const ListedEntity& listed) {
  const auto& entity = listed.entity;
  return {.platform = platform,
          .external_id = entity.ref.id,
          .campaign_external_id = entity.campaign_id,
          .name = entity.name,
          .status = status_word(entity.status),
          .daily_budget_minor = minor_of(entity.daily_budget),
          .learning = entity.learning};
}

CatalogAd ad_row(const std::string& platform, const ListedEntity& listed, TimePoint seen_at) {
  const auto& entity = listed.entity;
  return {.platform = platform,
          .external_id = entity.ref.id,
          .adset_external_id = entity.adset_id,
          .campaign_external_id = entity.campaign_id,
          .name = entity.name,
          .status = status_word(entity.status),
          .review_status = in_lower_case(entity.effective_status),
          .seen_at = seen_at};
}

}  // namespace gv::app
