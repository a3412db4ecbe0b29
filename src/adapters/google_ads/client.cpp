#include "adapters/google_ads/client.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/google_ads/batch.h"
#include "adapters/google_ads/entity.h"
#include "io/json/loose.h"

namespace gv::google_ads {
namespace {

using app::AppliedOperation;
using app::EntityLevel;
using app::EntityRef;
using app::PlatformEntity;
using app::PlatformReply;
using execute::ErrorClass;
using execute::PlatformError;

constexpr int kBatchMax = 1'000;
constexpr std::array<EntityLevel, 3> kLevels{EntityLevel::Campaign, EntityLevel::AdSet,
                                             EntityLevel::Ad};

PlatformError unreadable(const Error& error) {
  return {.error_class = ErrorClass::Invalid, .message = to_string(error), .field = error.where};
}

PlatformError nothing_there(const EntityRef& entity) {
  return {.error_class = ErrorClass::Missing,
          .message = fmt::format("Google has no {} {}", execute::to_text(entity.level), entity.id)};
}

/// That a thing is one of these: "campaign.resource_name IN ('customers/1/campaigns/2')".
std::string one_of(const Rest& rest, EntityLevel level, const std::vector<std::string>& ids) {
  std::string names;
  for (const auto& id : ids) {
    names += (names.empty() ? "" : ", ") + quoted(rest.resource(resources_of(level), id));
  }
  return fmt::format("{}.resource_name IN ({})", table_of(level), names);
}

}  // namespace

app::BatchRules Client::batch_rules() const {
  return {.operations_max = kBatchMax,
          .creates_max = kBatchMax,
          .one_adset_per_campaign = false,
          .entities_per_read = kBatchMax,
          .alike = execute::Alike::Field};
}

PlatformReply<std::vector<PlatformEntity>> Client::find(EntityLevel level,
                                                        const std::string& condition) const {
  if (resources_of(level).empty()) return {std::vector<PlatformEntity>(), {}};
  const auto rows = rest_.search(query_of(level, condition));
  if (!rows.result) return {tl::unexpected(rows.result.error()), rows.usage};
  std::vector<PlatformEntity> found;
  for (const auto& row : *rows.result) {
    auto listed = read_entity(row, level, currency_);
    if (!listed) return {tl::unexpected(unreadable(listed.error())), rows.usage};
    found.push_back(std::move(listed->entity));
  }
  return {std::move(found), rows.usage};
}

PlatformReply<PlatformEntity> Client::read(const EntityRef& entity) {
  auto found = read_many({&entity, 1});
  if (!found.result) return {tl::unexpected(std::move(found.result).error()), found.usage};
  if (found.result->empty()) return {tl::unexpected(nothing_there(entity)), found.usage};
  return {std::move(found.result->front()), found.usage};
}

PlatformReply<std::vector<PlatformEntity>> Client::read_many(std::span<const EntityRef> entities) {
  std::map<EntityRef, PlatformEntity> known;
  for (const auto level : kLevels) {
    std::vector<std::string> ids;
    for (const auto& one : entities) {
      if (one.level == level && is_google_id(one.id, level)) ids.push_back(one.id);
    }
    if (ids.empty()) continue;
    auto found = find(level, one_of(rest_, level, ids));
    if (!found.result) return found;
    for (auto& one : *found.result) known.emplace(one.ref, std::move(one));
  }
  std::vector<PlatformEntity> there;
  for (const auto& one : entities) {
    if (const auto found = known.find(one); found != known.end()) there.push_back(found->second);
  }
  return {std::move(there), {}};
}

PlatformReply<std::vector<PlatformEntity>> Client::list_active(EntityLevel level) {
  return find(level,
              fmt::format("{} AND {}.status = 'ENABLED'", still_there(level), table_of(level)));
}

/// Google tells no time of creation; its ids grow.
PlatformReply<std::vector<PlatformEntity>> Client::find_by_name(EntityLevel level,
                                                                std::string_view token) {
  const auto name =
      level == EntityLevel::Ad ? "ad_group_ad.ad.name" : fmt::format("{}.name", table_of(level));
  auto found = find(level, fmt::format("{} AND {} LIKE {}", still_there(level), name,
                                       quoted(fmt::format("%{}%", token))));
  if (!found.result) return found;
  std::erase_if(*found.result, [&](const PlatformEntity& one) {
    return one.name.find(token) == std::string::npos;  // "_" is any letter in a query
  });
  std::sort(found.result->begin(), found.result->end(),
            [](const PlatformEntity& a, const PlatformEntity& b) {
              const auto own = [](const PlatformEntity& one) {
                return one.ref.id.substr(one.ref.id.find('~') + 1);
              };
              return std::tuple(own(a).size(), own(a)) < std::tuple(own(b).size(), own(b));
            });
  return found;
}

BudgetPlaces Client::budgets_of(std::span<const app::Operation> operations) const {
  std::map<std::string, BudgetPlace> places;
  std::vector<std::string> campaigns;
  for (const auto& operation : operations) {
    const auto* const update = std::get_if<app::UpdateEntity>(&operation);
    if (update == nullptr || !update->daily_budget) continue;
    if (is_google_id(update->entity.id, EntityLevel::Campaign)) {
      campaigns.push_back(update->entity.id);
    }
  }
  if (campaigns.empty()) return places;
  const auto rows = rest_.search(fmt::format(
      "SELECT campaign.id, campaign.campaign_budget, campaign_budget.explicitly_shared FROM "
      "campaign WHERE {}",
      one_of(rest_, EntityLevel::Campaign, campaigns)));
  if (!rows.result) return tl::unexpected(rows.result.error());
  for (const auto& row : *rows.result) {
    const auto* const told = row.if_object();
    const auto* const campaign = told == nullptr ? nullptr : json::object_of(*told, "campaign");
    if (campaign == nullptr) continue;
    const auto* const budget = json::object_of(*told, "campaignBudget");
    places[json::text_of(*campaign, "id")] = {
        .resource = json::text_of(*campaign, "campaignBudget"),
        .shared = budget != nullptr && json::flag_of(*budget, "explicitlyShared")};
  }
  return places;
}

PlatformReply<AppliedOperation> Client::apply(const app::Operation& operation,
                                              app::ApplyMode mode) {
  return apply_batch({&operation, 1}, mode).front();
}

std::vector<PlatformReply<AppliedOperation>> Client::apply_batch(
    std::span<const app::Operation> operations, app::ApplyMode mode) {
  const auto budgets = budgets_of(operations);
  return Batch(rest_, currency_, budgets, mode).send(operations);
}

PlatformReply<AppliedOperation> Client::upload(const app::CreateEntity&, const app::VideoBytes&) {
  return {tl::unexpected(PlatformError{
              .error_class = ErrorClass::Invalid,
              .message = "is not available on Google: videos of ads are taken from YouTube"}),
          {}};
}

}  // namespace gv::google_ads
