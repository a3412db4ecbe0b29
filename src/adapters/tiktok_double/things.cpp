#include "adapters/tiktok_double/things.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/schema.h"
#include "base/check.h"
#include "base/money.h"
#include "core/execute/money_units.h"

namespace gv::tiktok_double {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t kFilteredMax = 100;
constexpr std::int64_t kPageSizeMax = 1'000;
constexpr std::int64_t kPageSize = 10;

/// "AD_STATUS_DELIVERY_OK", from what the status comes to under what is above it.
std::string secondary_status(const Platform& platform, const Object& thing) {
  const auto comes_to = meta_double::effective_status(platform, thing, platform.now);
  std::string word = thing.kind == Kind::Campaign ? "CAMPAIGN"
                     : thing.kind == Kind::AdSet  ? "ADGROUP"
                                                  : "AD";
  const auto ending = [&]() -> std::string_view {
    if (comes_to == "ACTIVE") return thing.kind == Kind::Campaign ? "ENABLE" : "DELIVERY_OK";
    if (comes_to == "CAMPAIGN_PAUSED") return "CAMPAIGN_DISABLE";
    if (comes_to == "ADSET_PAUSED") return "ADGROUP_DISABLE";
    if (comes_to == "PENDING_REVIEW") return "AUDIT";
    if (comes_to == "DISAPPROVED") return "AUDIT_DENY";
    return comes_to == "DELETED" ? "DELETE" : "DISABLE";
  };
  return fmt::format("{}_STATUS_{}", word, ending());
}

/// What the scenario's own campaign is for, in TikTok's words.
std::string objective_of(const std::string& objective) {
  if (objective == "OUTCOME_SALES") return "WEB_CONVERSIONS";
  return objective == "OUTCOME_LEADS" ? "LEAD_GENERATION" : objective;
}

std::string text_at(const object& fields, std::string_view name) {
  const auto* const found = fields.if_contains(name);
  return found == nullptr ? std::string() : meta_double::text_of(*found);
}

double major_of(const Platform& platform, const std::string& units) {
  const auto& currency = platform.behaviour.currency;
  const auto minor =
      execute::from_meta_units(meta_double::whole_text(units), currency, "budget").value_or(0);
  const auto text = format_major_plain(minor, currency);
  double major = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), major);
  return major;
}

void put_budget(const Platform& platform, const object& fields, object& row) {
  const auto daily = text_at(fields, "daily_budget");
  const auto total = text_at(fields, "lifetime_budget");
  auto mode = text_at(fields, "budget_mode");
  if (mode.empty()) mode = daily.empty() ? "BUDGET_MODE_INFINITE" : "BUDGET_MODE_DAY";
  row["budget_mode"] = mode;
  row["budget"] = major_of(platform, daily.empty() ? total : daily);
}

void put_parents(const Platform& platform, const Object& thing, object& row) {
  if (thing.kind == Kind::AdSet) row["campaign_id"] = thing.parent;
  if (thing.kind != Kind::Ad) return;
  row["adgroup_id"] = thing.parent;
  row["campaign_id"] = meta_double::campaign_of(platform, thing).id;
}

bool is_one_of(const std::vector<std::string>& ids, const std::string& id) {
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// One condition after the other; what it does not know is refused.
Api<bool> admits(const Platform& platform, const object& filtering, const Object& thing) {
  const auto row = row_of(platform, thing);
  for (const auto& [name, wanted] : filtering) {
    const std::string_view condition = name;
    if (condition == "primary_status") continue;
    if (condition == fmt::format("{}_name", word_of(thing.kind))) {
      if (text_at(row, condition).find(meta_double::text_of(wanted)) == std::string::npos) {
        return false;
      }
      continue;
    }
    const auto field = condition.ends_with("_ids") ? condition.substr(0, condition.size() - 1) : "";
    if (!row.contains(field)) return tl::unexpected(bad_field("filtering", "Unknown field."));
    const auto ids = ids_of(filtering, condition, kFilteredMax);
    if (!ids) return tl::unexpected(ids.error());
    if (!is_one_of(*ids, text_at(row, field))) return false;
  }
  return true;
}

}  // namespace

std::string_view word_of(Kind kind) {
  if (kind == Kind::Campaign) return "campaign";
  if (kind == Kind::AdSet) return "adgroup";
  GV_CHECK(kind == Kind::Ad);
  return "ad";
}

object row_of(const Platform& platform, const Object& thing, bool stale) {
  const auto& fields = stale ? thing.fields_before : thing.fields;
  const auto word = word_of(thing.kind);
  object row{{fmt::format("{}_id", word), thing.id},
             {fmt::format("{}_name", word), text_at(fields, "name")},
             {"advertiser_id", platform.accounts[thing.account].id},
             {"operation_status", text_at(fields, "status") == "ACTIVE" ? "ENABLE" : "DISABLE"},
             {"secondary_status", secondary_status(platform, thing)},
             {"create_time", time_text(thing.created + platform.behaviour.skew)},
             {"modify_time", time_text(thing.updated + platform.behaviour.skew)}};
  put_parents(platform, thing, row);
  if (thing.kind != Kind::Ad) put_budget(platform, fields, row);
  if (thing.kind == Kind::Campaign) {
    row["objective_type"] = objective_of(text_at(fields, "objective"));
  }
  for (const auto* const name : {"billing_event", "optimization_goal", "ad_text", "video_id"}) {
    if (const auto* const set = fields.if_contains(name)) row[name] = *set;
  }
  return row;
}

Api<std::vector<std::string>> ids_of(const object& from, std::string_view name, std::size_t max) {
  std::vector<std::string> ids;
  const auto* const given = from.if_contains(name);
  if (given == nullptr) return ids;
  const auto* const list = given->if_array();
  if (list == nullptr) return tl::unexpected(bad_field(name, "Not a valid list."));
  if (list->size() > max) {
    return tl::unexpected(bad_field(name, fmt::format("Longer than maximum length {}.", max)));
  }
  for (const auto& one : *list) {
    if (!one.is_string()) return tl::unexpected(bad_field(name, "Not a valid string."));
    ids.emplace_back(one.get_string());
  }
  return ids;
}

Api<Page> page_of(const Call& call, std::size_t count, std::int64_t size_max) {
  const auto page = call.whole("page", 1);
  const auto size = call.whole("page_size", kPageSize);
  if (!page || *page < 1) return tl::unexpected(bad_field("page", "Must be 1 or more."));
  if (!size || *size < 1 || *size > size_max) {
    return tl::unexpected(
        bad_field("page_size", fmt::format("Must be between 1 and {}.", size_max)));
  }
  const auto all = static_cast<std::int64_t>(count);
  const auto pages = (all + *size - 1) / *size;
  const auto first = *page > pages ? all : (*page - 1) * *size;
  return Page{
      .first = static_cast<std::size_t>(first),
      .end = static_cast<std::size_t>(std::min(all, first + *size)),
      .info = {
          {"page", *page}, {"page_size", *size}, {"total_number", all}, {"total_page", pages}}};
}

Api<Done> list_things(const Platform& platform, std::size_t account, Kind kind, const Call& call,
                      bool stale) {
  object filtering;
  if (const auto* const given = call.find("filtering")) {
    if (!given->is_object()) return tl::unexpected(bad_field("filtering", "Not a valid object."));
    filtering = given->get_object();
  }
  const bool all = text_at(filtering, "primary_status") == "STATUS_ALL";
  std::vector<const Object*> found;
  for (const Object* const thing : meta_double::objects_of(platform, account, kind)) {
    if (!all && thing->text("status") == "DELETED") continue;
    const auto admitted = admits(platform, filtering, *thing);
    if (!admitted) return tl::unexpected(admitted.error());
    if (*admitted) found.push_back(thing);
  }
  auto page = page_of(call, found.size(), kPageSizeMax);
  if (!page) return tl::unexpected(std::move(page).error());
  array list;
  for (auto i = page->first; i < page->end; ++i) {
    list.push_back(row_of(platform, *found[i], stale));
  }
  return Done{object{{"list", std::move(list)}, {"page_info", std::move(page->info)}}};
}

}  // namespace gv::tiktok_double
