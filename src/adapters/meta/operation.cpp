#include "adapters/meta/operation.h"

#include <fmt/format.h>

#include "adapters/meta/entity.h"
#include "core/execute/money_units.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::meta {
namespace {

using app::ApplyMode;
using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;
using app::UpdateEntity;

Result<std::string> units_of(const Money& budget, const Currency& currency) {
  if (budget.currency() != currency) {
    return fail(ErrorCode::CurrencyMismatch, "daily_budget",
                fmt::format("must be in {}, the currency of the ad account, got {}",
                            currency.code(), budget.currency().code()));
  }
  GV_TRY(const auto units, execute::to_meta_units(budget.minor(), currency, "daily_budget"));
  return std::to_string(units);
}

Result<void> check_id(std::string_view field, const std::string& id) {
  if (is_graph_id(id)) return {};
  return fail(ErrorCode::InvalidInput, std::string(field), "must be an id of Meta");
}

Result<GraphWrite> update_of(const UpdateEntity& update, const Currency& currency) {
  GV_TRY(check_id("id", update.entity.id));
  GraphWrite write{.path = update.entity.id, .params = {}};
  if (update.daily_budget) {
    GV_TRY(write.params["daily_budget"], units_of(*update.daily_budget, currency));
  }
  if (update.status) write.params["status"] = status_text(*update.status);
  return write;
}

/// The platform's own fields; what this program decides wins over them.
Result<Params> given_fields(const std::string& fields) {
  GV_TRY(const auto tree, json::parse(fields.empty() ? "{}" : fields, "fields"));
  const auto* const members = tree.if_object();
  if (members == nullptr) return fail(ErrorCode::InvalidInput, "fields", "must be an object");
  Params params;
  for (const auto& [name, value] : *members) {
    const auto* const text = value.if_string();
    params[std::string(name)] = text != nullptr ? std::string(*text) : json::compact(value);
  }
  return params;
}

Result<void> add_parents(const CreateEntity& create, Params& params) {
  if (create.level == EntityLevel::AdSet) {
    GV_TRY(check_id("campaign_id", create.parent_id));
    params["campaign_id"] = create.parent_id;
  }
  if (create.level == EntityLevel::Ad) {
    GV_TRY(check_id("adset_id", create.parent_id));
    GV_TRY(check_id("creative_id", create.creative_id));
    params["adset_id"] = create.parent_id;
    params["creative"] = fmt::format("{{\"creative_id\":\"{}\"}}", create.creative_id);
  }
  return {};
}

Result<GraphWrite> create_of(const CreateEntity& create, const std::string& account,
                             const Currency& currency) {
  GraphWrite write{.path = fmt::format("act_{}/{}", account, edge_of(create.level)), .params = {}};
  GV_TRY(write.params, given_fields(create.fields));
  GV_TRY(add_parents(create, write.params));
  write.params["name"] = create.name;
  // Without a status Meta would start it; creatives have none to set.
  if (create.level != EntityLevel::Creative && create.level != EntityLevel::Video) {
    write.params["status"] = status_text(EntityStatus::Paused);
  }
  if (create.daily_budget) {
    GV_TRY(write.params["daily_budget"], units_of(*create.daily_budget, currency));
  }
  if (create.level == EntityLevel::Campaign) {
    write.params.try_emplace("special_ad_categories", "[]");
  }
  return write;
}

}  // namespace

Result<GraphWrite> write_of(const app::Operation& operation, ApplyMode mode,
                            const std::string& account, const Currency& currency) {
  const auto* const update = std::get_if<UpdateEntity>(&operation);
  GV_TRY(auto write, update != nullptr
                         ? update_of(*update, currency)
                         : create_of(std::get<CreateEntity>(operation), account, currency));
  if (mode == ApplyMode::ValidateOnly) {
    write.params["execution_options"] = R"(["validate_only"])";
  }
  return write;
}

std::string applied_id(const app::Operation& operation, ApplyMode mode,
                       const boost::json::value& answer) {
  if (const auto* const update = std::get_if<UpdateEntity>(&operation)) return update->entity.id;
  const auto* const made = answer.if_object();
  if (made == nullptr || mode == ApplyMode::ValidateOnly) return {};
  return json::text_of(*made, "id");
}

}  // namespace gv::meta
