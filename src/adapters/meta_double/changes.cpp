#include "adapters/meta_double/changes.h"

#include <algorithm>

#include "adapters/meta_double/field_rules.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/schema.h"

namespace gv::meta_double {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::size_t kBudgetChangesPerHour = 4;
constexpr Millis kHour{3'600'000};

bool is_budget(std::string_view field) {
  return field == "daily_budget" || field == "lifetime_budget";
}

/// What the call sets on an object of this kind. Amounts are kept as texts, as Meta answers them.
Graph<object> fields_of(const Platform& platform, const Schema& schema, const Call& call) {
  object fields;
  for (const auto& [name, given] : call.params) {
    if (!is_settable(schema, name)) continue;
    if (auto wrong = wrong_value(platform, name, given)) return tl::unexpected(*std::move(wrong));
    fields[name] = is_budget(name) ? value(boost::json::string(text_of(given))) : given;
  }
  return fields;
}

std::string parent_of(Kind kind, const object& fields) {
  if (kind == Kind::AdSet) return text_of(fields.at("campaign_id"));
  return kind == Kind::Ad ? text_of(fields.at("adset_id")) : std::string();
}

/// Nothing when the change is within the platform's limit of four an hour.
std::optional<GraphError> count_budget_change(const Platform& platform, Object& object) {
  auto& changes = object.budget_changes;
  while (!changes.empty() && platform.now - changes.front() >= kHour) changes.pop_front();
  if (changes.size() >= kBudgetChangesPerHour) {
    return GraphError{.code = 613,
                      .subcode = 1487632,
                      .message = "(#613) The budget was changed too often in the last hour."};
  }
  changes.push_back(platform.now);
  return std::nullopt;
}

/// An object carries a budget only where it had one, or its level could have one.
std::optional<GraphError> wrong_owner(const Platform& platform, const Object& object,
                                      std::string_view field) {
  if (object.kind != Kind::AdSet || !is_budget(field)) return std::nullopt;
  const auto& campaign = campaign_of(platform, object);
  if (campaign.text("daily_budget").empty() && campaign.text("lifetime_budget").empty()) {
    return std::nullopt;
  }
  return bad_parameter(field, "is owned by the campaign", 1885621);
}

}  // namespace

void send_to_review(Platform& platform, Object& ad) {
  ad.reviewed_at = platform.now + platform.behaviour.review;
  ad.disapproved = platform.rng.uniform() < platform.behaviour.disapproval_share;
}

bool validates_only(const Call& call) {
  const auto* const options = call.find("execution_options");
  const auto* const list = options == nullptr ? nullptr : options->if_array();
  return list != nullptr && std::any_of(list->begin(), list->end(), [](const value& one) {
           return one.is_string() && one.get_string() == "validate_only";
         });
}

Graph<value> create_object(Platform& platform, std::size_t account, Kind kind, const Call& call) {
  auto fields = fields_of(platform, schema_of(kind), call);
  if (!fields) return tl::unexpected(std::move(fields).error());
  if (auto wrong = wrong_object(platform, account, kind, *fields)) {
    return tl::unexpected(*std::move(wrong));
  }
  if (validates_only(call)) return object{{"success", true}};
  if (!fields->contains("status") && kind != Kind::Video && kind != Kind::Image) {
    (*fields)["status"] = "ACTIVE";
  }
  auto parent = parent_of(kind, *fields);
  Object& made = add_object(platform, account, kind, std::move(parent), *std::move(fields));
  if (kind == Kind::Ad) send_to_review(platform, made);
  return object{{"id", made.id}};
}

Graph<value> update_object(Platform& platform, Object& target, const Call& call) {
  if (target.text("status") == "DELETED") return tl::unexpected(no_object(target.id));
  const auto fields = fields_of(platform, schema_of(target.kind), call);
  if (!fields) return tl::unexpected(fields.error());
  if (fields->empty()) return tl::unexpected(bad_parameter("", "No field to change was given."));
  bool budget = false;
  for (const auto& [name, given] : *fields) {
    if (name == "campaign_id" || name == "adset_id") {
      return tl::unexpected(bad_parameter(name, "cannot be changed"));
    }
    if (auto wrong = wrong_owner(platform, target, name)) return tl::unexpected(*std::move(wrong));
    budget |= is_budget(name) && text_of(given) != target.text(name);
  }
  if (validates_only(call)) return object{{"success", true}};
  if (budget) {
    if (auto wrong = count_budget_change(platform, target)) {
      return tl::unexpected(*std::move(wrong));
    }
  }
  target.fields_before = target.fields;
  for (const auto& [name, given] : *fields) target.fields[name] = given;
  target.updated = platform.now;
  return object{{"success", true}};
}

Graph<value> delete_object(Platform& platform, Object& target) {
  if (target.text("status") == "DELETED") return tl::unexpected(no_object(target.id));
  target.fields_before = target.fields;
  target.fields["status"] = "DELETED";
  target.updated = platform.now;
  return object{{"success", true}};
}

}  // namespace gv::meta_double
