#include "adapters/hubspot/deal.h"

#include <algorithm>

#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::hubspot {
namespace {

using boost::json::array;
using boost::json::object;

Result<json::Value> parse(std::string_view text) {
  return json::parse(text, "answer", {.bytes_max = 32U << 20, .depth_max = 32});
}

tl::unexpected<Error> lacks(std::string_view what) {
  return fail(ErrorCode::InvalidInput, std::string(what), "is missing from the CRM's answer");
}

std::string_view find(const std::map<std::string, std::string, std::less<>>& properties,
                      std::string_view name) {
  const auto found = properties.find(name);
  return found == properties.end() ? std::string_view() : std::string_view(found->second);
}

std::map<std::string, std::string, std::less<>> properties_of(const object& from) {
  std::map<std::string, std::string, std::less<>> properties;
  if (const auto* const given = json::object_of(from, "properties")) {
    for (const auto& one : *given) {
      std::string value = json::text_of(*given, one.key());
      if (!one.value().is_null()) properties.emplace(one.key(), std::move(value));
    }
  }
  return properties;
}

/// Entries without a time are no history.
std::vector<HistoricValue> history_of(const object& from, std::string_view property) {
  std::vector<HistoricValue> history;
  const auto* const all = json::object_of(from, "propertiesWithHistory");
  const auto* const list = all == nullptr ? nullptr : json::array_of(*all, property);
  if (list == nullptr) return history;
  for (const auto& one : *list) {
    const auto* const entry = one.if_object();
    const auto at = entry == nullptr ? std::nullopt : json::time_of(*entry, "timestamp");
    if (at) history.push_back({json::text_of(*entry, "value"), *at});
  }
  // The CRM lists the newest first.
  std::reverse(history.begin(), history.end());
  std::stable_sort(history.begin(), history.end(),
                   [](const HistoricValue& a, const HistoricValue& b) { return a.at < b.at; });
  return history;
}

std::vector<std::string> contacts_of(const object& from) {
  std::vector<std::string> ids;
  const auto* const all = json::object_of(from, "associations");
  const auto* const contacts = all == nullptr ? nullptr : json::object_of(*all, "contacts");
  const auto* const list = contacts == nullptr ? nullptr : json::array_of(*contacts, "results");
  if (list == nullptr) return ids;
  for (const auto& one : *list) {
    const auto* const entry = one.if_object();
    std::string id = entry == nullptr ? std::string() : json::text_of(*entry, "id");
    const bool fresh = std::find(ids.begin(), ids.end(), id) == ids.end();
    if (!id.empty() && fresh) ids.push_back(std::move(id));
  }
  return ids;
}

Result<Deal> deal_of(const boost::json::value& value) {
  const auto* const from = value.if_object();
  if (from == nullptr) return lacks("deal");
  Deal deal{.id = json::text_of(*from, "id")};
  if (deal.id.empty()) return lacks("deal.id");
  deal.properties = properties_of(*from);
  deal.stages = history_of(*from, "dealstage");
  deal.amounts = history_of(*from, "amount");
  deal.contact_ids = contacts_of(*from);
  deal.updated_at = json::time_of(*from, "updatedAt");
  deal.archived = json::flag_of(*from, "archived");
  return deal;
}

Result<const array*> results_of(const json::Value& tree) {
  const auto* const from = tree.if_object();
  const auto* const list = from == nullptr ? nullptr : json::array_of(*from, "results");
  if (list == nullptr) return lacks("results");
  return list;
}

PipelineStage stage_of(const object& from) {
  PipelineStage stage{.id = json::text_of(from, "id"), .label = json::text_of(from, "label")};
  stage.order = static_cast<int>(std::clamp<std::int64_t>(
      json::whole_of(from, "displayOrder").value_or(0), -1'000'000, 1'000'000));
  if (const auto* const metadata = json::object_of(from, "metadata")) {
    stage.is_closed = json::flag_of(*metadata, "isClosed");
    stage.probability = json::text_of(*metadata, "probability");
  }
  return stage;
}

}  // namespace

std::string_view Deal::property(std::string_view name) const { return find(properties, name); }

std::string_view Contact::property(std::string_view name) const { return find(properties, name); }

Result<Deal> read_deal(std::string_view text) {
  GV_TRY(const auto tree, parse(text));
  return deal_of(tree);
}

Result<Contact> read_contact(std::string_view text) {
  GV_TRY(const auto tree, parse(text));
  const auto* const from = tree.if_object();
  if (from == nullptr) return lacks("contact");
  Contact contact{.id = json::text_of(*from, "id"), .properties = properties_of(*from)};
  if (contact.id.empty()) return lacks("contact.id");
  return contact;
}

Result<DealPage> read_deal_page(std::string_view text) {
  GV_TRY(const auto tree, parse(text));
  GV_TRY(const array* const list, results_of(tree));
  DealPage page;
  for (const auto& one : *list) {
    GV_TRY(auto deal, deal_of(one));
    page.deals.push_back(std::move(deal));
  }
  const auto* const paging = json::object_of(tree.get_object(), "paging");
  const auto* const next = paging == nullptr ? nullptr : json::object_of(*paging, "next");
  if (next != nullptr) page.after = json::text_of(*next, "after");
  return page;
}

Result<std::vector<Pipeline>> read_pipelines(std::string_view text) {
  GV_TRY(const auto tree, parse(text));
  GV_TRY(const array* const list, results_of(tree));
  std::vector<Pipeline> pipelines;
  for (const auto& one : *list) {
    const auto* const from = one.if_object();
    if (from == nullptr || json::text_of(*from, "id").empty()) return lacks("pipeline.id");
    Pipeline pipeline{.id = json::text_of(*from, "id"), .label = json::text_of(*from, "label")};
    if (const auto* const stages = json::array_of(*from, "stages")) {
      for (const auto& stage : *stages) {
        if (const auto* const entry = stage.if_object()) {
          pipeline.stages.push_back(stage_of(*entry));
        }
      }
    }
    pipelines.push_back(std::move(pipeline));
  }
  return pipelines;
}

Result<std::vector<std::string>> read_associations(std::string_view text) {
  GV_TRY(const auto tree, parse(text));
  GV_TRY(const array* const list, results_of(tree));
  std::vector<std::string> ids;
  for (const auto& one : *list) {
    const auto* const from = one.if_object();
    std::string id = from == nullptr ? std::string() : json::text_of(*from, "toObjectId");
    if (id.empty()) return lacks("results.toObjectId");
    ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace gv::hubspot
