#include "adapters/tiktok/operation.h"

#include <charconv>

#include <fmt/format.h>

#include "adapters/tiktok/amount.h"
#include "adapters/tiktok/entity.h"
#include "base/hash.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::tiktok {
namespace {

using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;
using app::UpdateEntity;
using boost::json::array;
using boost::json::object;

constexpr std::string_view kTokenMark = "gv:";
constexpr std::size_t kTokenDigits = 12;
constexpr unsigned int kOtherBits = 16;  ///< of a hash, so that it is no longer than a token

Result<void> check_id(std::string_view field, std::string_view id) {
  if (is_id(id)) return {};
  return fail(ErrorCode::InvalidInput, std::string(field), "must be an id of TikTok");
}

Result<std::string_view> operation_word(EntityStatus status) {
  switch (status) {
    case EntityStatus::Active:
      return "ENABLE";
    case EntityStatus::Paused:
      return "DISABLE";
    case EntityStatus::Deleted:
      return "DELETE";
    case EntityStatus::Archived:
      break;
  }
  return fail(ErrorCode::InvalidInput, "status", "TikTok archives nothing");
}

Result<ApiWrite> status_write(const UpdateEntity& update) {
  const auto word = word_of(update.entity.level);
  GV_TRY(const auto operation, operation_word(*update.status));
  return ApiWrite{fmt::format("{}/status/update/", word),
                  {{fmt::format("{}_ids", word), array{boost::json::string(update.entity.id)}},
                   {"operation_status", operation}}};
}

Result<ApiWrite> budget_write(const UpdateEntity& update, const Currency& currency) {
  const auto word = word_of(update.entity.level);
  if (update.entity.level == EntityLevel::Ad) {
    return fail(ErrorCode::InvalidInput, "daily_budget", "lies with the ad group or the campaign");
  }
  GV_TRY(const auto amount, write_amount(*update.daily_budget, currency, "daily_budget"));
  return ApiWrite{fmt::format("{}/update/", word),
                  {{fmt::format("{}_id", word), update.entity.id}, {"budget", amount}}};
}

Result<std::vector<ApiWrite>> update_writes(const UpdateEntity& update, const Currency& currency) {
  GV_TRY(check_id("id", update.entity.id));
  std::vector<ApiWrite> writes;
  if (update.daily_budget) {
    GV_TRY(auto write, budget_write(update, currency));
    writes.push_back(std::move(write));
  }
  if (update.status) {
    GV_TRY(auto write, status_write(update));
    const bool first = *update.status != EntityStatus::Active;
    writes.insert(first ? writes.begin() : writes.end(), std::move(write));
  }
  return writes;
}

Result<object> given_fields(const std::string& text) {
  GV_TRY(auto tree, json::parse(text.empty() ? "{}" : text, "fields"));
  auto* const fields = tree.if_object();
  if (fields == nullptr) return fail(ErrorCode::InvalidInput, "fields", "must be an object");
  return std::move(*fields);
}

/// "2026-11-01 10:00:00", in UTC.
std::string time_of(TimePoint at) {
  auto text = format_time(at).substr(0, 19);
  text[10] = ' ';
  return text;
}

/// Campaign or ad group. Without a budget it is the other level's.
Result<ApiWrite> group_write(const CreateEntity& create, const Currency& currency, TimePoint now) {
  const auto word = word_of(create.level);
  ApiWrite write{fmt::format("{}/create/", word), {}};
  GV_TRY(write.body, given_fields(create.fields));
  if (create.level == EntityLevel::AdSet) {
    GV_TRY(check_id("campaign_id", create.parent_id));
    write.body["campaign_id"] = create.parent_id;
    write.body.emplace("schedule_start_time", time_of(now));
  }
  write.body[fmt::format("{}_name", word)] = create.name;
  write.body["operation_status"] = "DISABLE";
  write.body["request_id"] = request_id_of(create.name);
  if (create.daily_budget) {
    GV_TRY(const auto amount, write_amount(*create.daily_budget, currency, "daily_budget"));
    write.body["budget"] = amount;
  }
  const auto* const mode = create.daily_budget ? "BUDGET_MODE_DAY" : "BUDGET_MODE_INFINITE";
  write.body.emplace("budget_mode", mode);
  return write;
}

Result<ApiWrite> ad_write(const CreateEntity& create) {
  GV_TRY(check_id("adgroup_id", create.parent_id));
  GV_TRY(auto creative, given_fields(create.fields));
  if (!create.creative_id.empty()) {
    GV_TRY(check_id("video_id", create.creative_id));
    creative["video_id"] = create.creative_id;
  }
  creative.emplace("ad_format", "SINGLE_VIDEO");
  creative["ad_name"] = create.name;
  creative["operation_status"] = "DISABLE";
  return ApiWrite{"ad/create/",
                  {{"adgroup_id", create.parent_id},
                   {"creatives", array{std::move(creative)}},
                   {"request_id", request_id_of(create.name)}}};
}

Result<ApiWrite> create_write(const CreateEntity& create, const Currency& currency, TimePoint now) {
  switch (create.level) {
    case EntityLevel::Campaign:
    case EntityLevel::AdSet:
      return group_write(create, currency, now);
    case EntityLevel::Ad:
      return ad_write(create);
    case EntityLevel::Creative:
    case EntityLevel::Video:
      break;
  }
  return fail(ErrorCode::InvalidInput, "level",
              "must be campaign, adset or ad: creatives of TikTok are part of an ad");
}

}  // namespace

Result<std::vector<ApiWrite>> writes_of(const app::Operation& operation, const Currency& currency,
                                        TimePoint now) {
  if (const auto* const update = std::get_if<UpdateEntity>(&operation)) {
    return update_writes(*update, currency);
  }
  GV_TRY(auto write, create_write(std::get<CreateEntity>(operation), currency, now));
  std::vector<ApiWrite> writes;
  writes.push_back(std::move(write));
  return writes;
}

std::string made_id(const CreateEntity& create, const boost::json::value& data) {
  const auto* const made = data.if_object();
  if (made == nullptr) return {};
  if (create.level != EntityLevel::Ad) {
    return json::text_of(*made, fmt::format("{}_id", word_of(create.level)));
  }
  const auto* const ids = json::array_of(*made, "ad_ids");
  if (ids == nullptr || ids->empty()) return {};
  return json::text_of({{"id", ids->front()}}, "id");
}

std::string request_id_of(std::string_view name) {
  const auto mark = name.rfind(kTokenMark);
  if (mark != std::string_view::npos && name.size() - mark == kTokenMark.size() + kTokenDigits) {
    const auto digits = name.substr(mark + kTokenMark.size());
    std::uint64_t number = 0;
    const auto [end, trouble] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    if (trouble == std::errc{} && end == digits.data() + digits.size()) {
      return std::to_string(number);
    }
  }
  return std::to_string(xxh64(name) >> kOtherBits);
}

}  // namespace gv::tiktok
