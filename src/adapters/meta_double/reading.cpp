#include "adapters/meta_double/reading.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/schema.h"

namespace gv::meta_double {
namespace {

using boost::json::object;
using boost::json::value;

constexpr int kDepthMax = 4;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<Wanted> wanted_at(std::string_view list, int depth) {
  std::vector<Wanted> wanted;
  while (!list.empty()) {
    std::size_t end = 0;
    for (int open = 0; end < list.size() && (open > 0 || list[end] != ','); ++end) {
      open += list[end] == '{' ? 1 : list[end] == '}' ? -1 : 0;
    }
    const auto one = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    const auto brace = one.find('{');
    const auto name = trimmed(one.substr(0, brace));
    if (name.empty()) continue;
    wanted.push_back({std::string(name), {}});
    if (brace == std::string_view::npos || !one.ends_with('}') || depth >= kDepthMax) continue;
    wanted.back().below = wanted_at(one.substr(brace + 1, one.size() - brace - 2), depth + 1);
  }
  return wanted;
}

GraphError no_field(std::string_view field, std::string_view node) {
  return {.code = 100,
          .message = fmt::format("(#100) Tried accessing nonexisting field ({}) on node type ({})",
                                 field, node)};
}

object learning_info(const Platform& platform, const Object& set) {
  const auto& account = platform.accounts[set.account];
  for (const auto& id : account.ad_of) {
    const Object* const ad = find_object(platform, id);
    if (ad == nullptr || ad->parent != set.id) continue;
    const auto learning = account.market.ads()[*ad->market_index].learning;
    return {{"status", learning == belief::Learning::Learned   ? "SUCCESS"
                       : learning == belief::Learning::Limited ? "FAIL"
                                                               : "LEARNING"},
            {"attribution_windows", {"7d_click", "1d_view"}}};
  }
  return {{"status", "LEARNING"}, {"attribution_windows", {"7d_click", "1d_view"}}};
}

/// The fields an object has of itself.
std::optional<value> plain_field(const Platform& platform, const Object& from,
                                 std::string_view name, bool stale) {
  const auto shown = [&](TimePoint at) {
    return value(boost::json::string(graph_time(at + platform.behaviour.skew)));
  };
  const auto& fields = stale ? from.fields_before : from.fields;
  if (name == "id") return boost::json::string(from.id);
  if (name == "account_id") return boost::json::string(platform.accounts[from.account].id);
  if (name == "created_time") return shown(from.created);
  if (name == "updated_time") return shown(from.updated);
  if (name == "effective_status") {
    return boost::json::string(effective_status(platform, from, platform.now));
  }
  if (name == "campaign_id") return boost::json::string(campaign_of(platform, from).id);
  if (name == "adset_id") return boost::json::string(from.parent);
  if (name == "learning_stage_info") return learning_info(platform, from);
  const auto* const set = fields.if_contains(name == "configured_status" ? "status" : name);
  return set == nullptr ? std::nullopt : std::optional(*set);
}

/// The object behind a field like "campaign"; null: it is no such field.
const Object* behind(const Platform& platform, const Object& from, std::string_view name) {
  if (name == "campaign") return &campaign_of(platform, from);
  if (name == "adset") return find_object(platform, from.parent);
  if (name != "creative") return nullptr;
  const auto* const creative = from.fields.if_contains("creative");
  const auto* const id = creative != nullptr && creative->is_object()
                             ? creative->get_object().if_contains("creative_id")
                             : nullptr;
  return id == nullptr ? nullptr : find_object(platform, text_of(*id));
}

}  // namespace

std::vector<Wanted> wanted_fields(std::string_view list) { return wanted_at(list, 0); }

std::string graph_time(TimePoint time) {
  const auto text = format_time(time);  // "2025-01-31T08:00:00.000000Z"
  return text.substr(0, 19) + "+0000";
}

Graph<object> read_object(const Platform& platform, const Object& from,
                          const std::vector<Wanted>& wanted, bool stale) {
  const auto& schema = schema_of(from.kind);
  object read;
  for (const auto& [name, below] : wanted) {
    if (!is_readable(schema, name)) return tl::unexpected(no_field(name, schema.node_type));
    if (const Object* const other = behind(platform, from, name)) {
      auto inner = read_object(platform, *other, below);
      if (!inner) return inner;
      (*inner)["id"] = other->id;
      read[name] = *std::move(inner);
    } else if (auto plain = plain_field(platform, from, name, stale)) {
      read[name] = *std::move(plain);
    }
  }
  read["id"] = from.id;  // always there
  return read;
}

Graph<object> read_account(const Platform& platform, const Account& account,
                           const std::vector<Wanted>& wanted) {
  const object all{{"id", "act_" + account.id},
                   {"account_id", account.id},
                   {"name", "Simulated account " + account.id},
                   {"account_status", 1},
                   {"currency", platform.behaviour.currency.code()},
                   {"timezone_name", "UTC"},
                   {"timezone_offset_hours_utc", 0},
                   {"balance", "0"},
                   {"spend_cap", "0"},
                   {"amount_spent", std::to_string(account.tally.spend_minor)},
                   {"min_daily_budget", platform.behaviour.budget_min_units}};
  object read{{"id", "act_" + account.id}};
  for (const auto& [name, below] : wanted) {
    const auto* const field = all.if_contains(name);
    if (field == nullptr) return tl::unexpected(no_field(name, "AdAccount"));
    read[name] = *field;
  }
  return read;
}

}  // namespace gv::meta_double
