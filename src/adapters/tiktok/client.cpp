#include "adapters/tiktok/client.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "adapters/tiktok/entity.h"
#include "adapters/tiktok/status_lists.h"
#include "adapters/tiktok/video.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

using app::AppliedOperation;
using app::ApplyMode;
using app::EntityLevel;
using app::EntityRef;
using app::EntityStatus;
using app::PlatformEntity;
using app::PlatformReply;
using boost::json::array;
using boost::json::object;
using execute::ErrorClass;
using execute::PlatformError;

using Replies = std::vector<PlatformReply<AppliedOperation>>;

constexpr int kPageSize = 1'000;
constexpr int kVideoPageSize = 100;
constexpr int kIdsPerRead = 60;  ///< of videos; lists of others take 100
constexpr int kListed = 20;      ///< changes of status in one request

PlatformError refused_here(const Error& error) {
  return {.error_class = ErrorClass::Invalid, .message = to_string(error), .field = error.where};
}

/// An answer that says yes and tells no id leaves open what was made.
PlatformError no_id() {
  return {.error_class = ErrorClass::Transient,
          .message = "the answer to a create has no id",
          .maybe_applied = true};
}

PlatformError not_reached() {
  return {.error_class = ErrorClass::Transient, .message = "was not sent: one before it failed"};
}

/// Trouble that whatever follows would meet too; so much waiting for answers would be long.
bool stops_the_rest(const PlatformError& error) {
  const bool unanswered = error.error_class == ErrorClass::Transient && error.code == 0;
  return error.error_class == ErrorClass::RateAccount || error.error_class == ErrorClass::Auth ||
         unanswered;
}

/// The want of a later request of an operation whose first one was carried out: a refusal is no
/// longer one of the whole, so what there is has to be looked at.
PlatformError after_a_part(PlatformError error) {
  error.maybe_applied = true;
  if (error.error_class == ErrorClass::Invalid) error.error_class = ErrorClass::Transient;
  return error;
}

bool is_there(const PlatformEntity& one, std::string_view token) {
  return one.status != EntityStatus::Deleted && one.name.find(token) != std::string::npos;
}

/// Ads and what they show have none.
bool has_budget(EntityLevel level) {
  return level == EntityLevel::Campaign || level == EntityLevel::AdSet;
}

bool has_amount(const app::Operation& operation) {
  const auto* const update = std::get_if<app::UpdateEntity>(&operation);
  if (update != nullptr) return update->daily_budget.has_value();
  return has_budget(std::get<app::CreateEntity>(operation).level);
}

/// Names of ads and videos are nothing to filter by.
object name_filter(EntityLevel level, std::string_view token) {
  if (!has_budget(level)) return {};
  return {{fmt::format("{}_name", word_of(level)), token}};
}

}  // namespace

Client::Client(ApiConfig config, Currency currency, ApiTools tools)
    : api_(std::move(config), std::move(tools)), advertiser_(api_), currency_(currency) {}

app::BatchRules Client::batch_rules() const {
  return {.operations_max = kListed,
          .creates_max = kListed,
          .one_adset_per_campaign = false,
          .entities_per_read = kIdsPerRead,
          .alike = execute::Alike::Value};
}

PlatformReply<std::vector<PlatformEntity>> Client::entities(EntityLevel level,
                                                            const object& filtering) const {
  std::vector<PlatformEntity> found;
  if (level == EntityLevel::Creative) return {std::move(found), {}};
  const auto currency = has_budget(level) ? advertiser_.currency() : currency_;
  if (!currency) return {tl::unexpected(currency.error()), {}};
  const bool video = level == EntityLevel::Video;
  Params params;
  if (!filtering.empty()) params["filtering"] = json::compact(filtering);
  const auto path =
      video ? std::string("file/video/ad/search/") : fmt::format("{}/get/", word_of(level));
  const auto rows = api_.list(path, std::move(params), video ? kVideoPageSize : kPageSize);
  if (!rows.result) return {tl::unexpected(rows.result.error()), rows.usage};
  for (const auto& row : *rows.result) {
    auto read = read_entity(row, level, *currency);
    if (!read) return {tl::unexpected(refused_here(read.error())), rows.usage};
    found.push_back(*std::move(read));
  }
  return {std::move(found), rows.usage};
}

PlatformReply<std::vector<PlatformEntity>> Client::by_ids(
    EntityLevel level, const std::vector<std::string>& ids) const {
  array list;
  for (const auto& id : ids) list.emplace_back(id);
  if (level != EntityLevel::Video) {
    return entities(level, {{fmt::format("{}_ids", word_of(level)), std::move(list)},
                            {"primary_status", "STATUS_ALL"}});
  }
  return read_videos(api_, list, currency_);
}

PlatformReply<PlatformEntity> Client::read(const EntityRef& entity) {
  auto there = read_many({&entity, 1});
  if (!there.result) return {tl::unexpected(std::move(there.result).error()), there.usage};
  if (there.result->empty()) {
    return {tl::unexpected(PlatformError{
                .error_class = ErrorClass::Missing,
                .message = fmt::format("there is no {} {}", word_of(entity.level), entity.id)}),
            there.usage};
  }
  return {std::move(there.result->front()), there.usage};
}

PlatformReply<std::vector<PlatformEntity>> Client::read_many(std::span<const EntityRef> wanted) {
  std::map<EntityLevel, std::vector<std::string>> ids;
  for (const auto& [level, id] : wanted) {
    const bool can_be_there = is_id(id) && level != EntityLevel::Creative;
    if (can_be_there) ids[level].push_back(id);
  }
  std::map<EntityRef, PlatformEntity> found;
  for (const auto& [level, list] : ids) {
    auto some = by_ids(level, list);
    if (!some.result) return some;
    for (auto& one : *some.result) found.emplace(one.ref, one);
  }
  std::vector<PlatformEntity> there;
  for (const auto& ref : wanted) {
    const auto one = found.find(ref);
    if (one != found.end()) there.push_back(one->second);
  }
  return {std::move(there), {}};
}

PlatformReply<std::vector<PlatformEntity>> Client::list_active(EntityLevel level) {
  auto all = entities(level, {});
  if (!all.result) return all;
  std::erase_if(*all.result,
                [](const PlatformEntity& one) { return one.status != EntityStatus::Active; });
  return all;
}

PlatformReply<std::vector<PlatformEntity>> Client::find_by_name(EntityLevel level,
                                                                std::string_view token) {
  auto found = entities(level, name_filter(level, token));
  if (!found.result) return found;
  std::erase_if(*found.result, [&](const PlatformEntity& one) { return !is_there(one, token); });
  std::sort(found.result->begin(), found.result->end(),
            [](const PlatformEntity& a, const PlatformEntity& b) {
              return std::tuple(a.created_at, a.ref.id.size(), a.ref.id) <
                     std::tuple(b.created_at, b.ref.id.size(), b.ref.id);
            });
  return found;
}

tl::expected<std::vector<ApiWrite>, PlatformError> Client::writes(
    const app::Operation& operation) const {
  auto made = writes_of(operation, currency_, api_.now());
  if (!made) return tl::unexpected(refused_here(made.error()));
  if (has_amount(operation)) {
    if (auto wrong = advertiser_.differs_from(currency_)) return tl::unexpected(*std::move(wrong));
  }
  return *std::move(made);
}

PlatformReply<AppliedOperation> Client::send(const app::Operation& operation,
                                             const std::vector<ApiWrite>& writes) const {
  AppliedOperation applied;
  if (const auto* const update = std::get_if<app::UpdateEntity>(&operation)) {
    applied.id = update->entity.id;
  }
  bool begun = false;
  for (const auto& write : writes) {
    auto answer = api_.post(write.path, write.body);
    if (!answer.result) {
      auto error = std::move(answer.result).error();
      return {tl::unexpected(begun ? after_a_part(std::move(error)) : std::move(error)), {}};
    }
    begun = true;
    applied.trace_id = answer.result->request_id;
    if (const auto* const create = std::get_if<app::CreateEntity>(&operation)) {
      applied.id = made_id(*create, answer.result->data);
      if (applied.id.empty()) return {tl::unexpected(no_id()), {}};
    }
  }
  return {std::move(applied), {}};
}

PlatformReply<AppliedOperation> Client::apply(const app::Operation& operation, ApplyMode mode) {
  const auto sent = writes(operation);
  if (!sent) return {tl::unexpected(sent.error()), {}};
  if (mode == ApplyMode::ValidateOnly) return {AppliedOperation{}, {}};
  return send(operation, *sent);
}

Replies Client::apply_batch(std::span<const app::Operation> operations, ApplyMode mode) {
  Replies replies(operations.size(), {tl::unexpected(not_reached()), {}});
  std::vector<PlacedWrite> statuses;
  std::map<std::size_t, std::vector<ApiWrite>> others;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    auto own = writes(operations[i]);
    if (!own) {
      replies[i].result = tl::unexpected(std::move(own).error());
    } else if (mode == ApplyMode::ValidateOnly) {
      replies[i].result = AppliedOperation{};
    } else if (own->size() == 1 && is_status_write(own->front())) {
      statuses.push_back({std::move(own->front()), i});
    } else {
      others.emplace(i, *std::move(own));
    }
  }
  for (const auto& list : status_lists(statuses, kListed)) {
    auto answer = api_.post(list.write.path, list.write.body);
    for (std::size_t at = 0; at < list.places.size(); ++at) {
      auto& result = replies[list.places[at]].result;
      auto error =
          answer.result ? left_out(list, at, *answer.result) : std::optional(answer.result.error());
      if (error) {
        result = tl::unexpected(*std::move(error));
      } else {
        result = AppliedOperation{
            .id = std::get<app::UpdateEntity>(operations[list.places[at]]).entity.id,
            .trace_id = answer.result->request_id};
      }
    }
    if (!answer.result && stops_the_rest(answer.result.error())) return replies;
  }
  for (const auto& [place, writes] : others) {
    replies[place] = send(operations[place], writes);
    if (!replies[place].result && stops_the_rest(replies[place].result.error())) return replies;
  }
  return replies;
}

PlatformReply<AppliedOperation> Client::upload(const app::CreateEntity& video,
                                               const app::VideoBytes& bytes) {
  return upload_video(api_, video.name, bytes);
}

}  // namespace gv::tiktok
