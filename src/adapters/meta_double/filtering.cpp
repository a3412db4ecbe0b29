#include "adapters/meta_double/filtering.h"

#include <algorithm>
#include <array>

#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/schema.h"

namespace gv::meta_double {
namespace {

constexpr std::array<std::string_view, 7> kOperators{
    "IN", "NOT_IN", "EQUAL", "NOT_EQUAL", "CONTAIN", "GREATER_THAN", "LESS_THAN"};

Graph<Filter> filter_of(const boost::json::value& from) {
  const auto* const condition = from.if_object();
  const auto* const field = condition == nullptr ? nullptr : condition->if_contains("field");
  const auto* const op = condition == nullptr ? nullptr : condition->if_contains("operator");
  const auto* const given = condition == nullptr ? nullptr : condition->if_contains("value");
  if (field == nullptr || op == nullptr || given == nullptr) {
    return tl::unexpected(bad_parameter("filtering", "needs field, operator and value"));
  }
  Filter filter{.field = text_of(*field), .op = text_of(*op)};
  if (std::find(kOperators.begin(), kOperators.end(), filter.op) == kOperators.end()) {
    return tl::unexpected(bad_parameter("filtering", "has an unknown operator: " + filter.op));
  }
  if (const auto* const list = given->if_array()) {
    for (const auto& one : *list) filter.values.push_back(text_of(one));
  } else {
    filter.values.push_back(text_of(*given));
  }
  return filter;
}

/// "ad.id" and "id" of an ad are the same.
std::string filtered_text(const Platform& platform, const Object& object, std::string_view field) {
  if (field.ends_with("campaign.id") || field == "campaign_id") {
    return campaign_of(platform, object).id;
  }
  if (field == "adset.id" && object.kind == Kind::Ad) return object.parent;
  if (field == "id" || field.ends_with(".id")) return object.id;
  if (const auto dot = field.rfind('.'); dot != std::string_view::npos) {
    field.remove_prefix(dot + 1);
  }
  if (field == "effective_status" || field == "delivery_info") {
    return effective_status(platform, object, platform.now);
  }
  if (field == "updated_time" || field == "created_time") {
    const auto at = field == "updated_time" ? object.updated : object.created;
    return std::to_string(at.time_since_epoch() / std::chrono::seconds{1});
  }
  return object.text(field);
}

}  // namespace

bool Filter::admits(const std::string& text) const {
  const auto any = [&](auto fits) { return std::any_of(values.begin(), values.end(), fits); };
  if (op == "IN" || op == "EQUAL") return any([&](const auto& one) { return one == text; });
  if (op == "NOT_IN" || op == "NOT_EQUAL") {
    return !any([&](const auto& one) { return one == text; });
  }
  if (op == "CONTAIN") {
    return any([&](const auto& one) { return text.find(one) != std::string::npos; });
  }
  const bool more = op == "GREATER_THAN";
  return any([&](const auto& one) {
    return more ? whole_text(text) > whole_text(one) : whole_text(text) < whole_text(one);
  });
}

Graph<std::vector<Filter>> filters_of(const Call& call) {
  std::vector<Filter> filters;
  const auto* const given = call.find("filtering");
  if (given == nullptr) return filters;
  const auto* const list = given->if_array();
  if (list == nullptr) return tl::unexpected(bad_parameter("filtering", "must be a list"));
  for (const auto& one : *list) {
    auto filter = filter_of(one);
    if (!filter) return tl::unexpected(std::move(filter).error());
    filters.push_back(*std::move(filter));
  }
  return filters;
}

bool admits_all(const std::vector<Filter>& filters, const Platform& platform,
                const Object& object) {
  return std::all_of(filters.begin(), filters.end(), [&](const Filter& one) {
    return one.admits(filtered_text(platform, object, one.field));
  });
}

}  // namespace gv::meta_double
