#include "adapters/meta/client.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "adapters/meta/entity.h"
#include "adapters/meta/graph_error.h"
#include "adapters/meta/operation.h"
#include "adapters/meta/publication.h"
#include "adapters/meta/video_upload.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::meta {
namespace {

using app::AppliedOperation;
using app::EntityLevel;
using app::EntityRef;
using app::EntityStatus;
using app::PlatformEntity;
using app::PlatformReply;
using execute::ErrorClass;
using execute::PlatformError;

constexpr std::string_view kPageSize = "500";

/// What our own side refuses before anything is sent.
PlatformError refused_here(const Error& error) {
  return {.error_class = ErrorClass::Invalid, .message = to_string(error), .field = error.where};
}

PlatformError not_an_id() {
  return {.error_class = ErrorClass::Missing, .message = "must be an id of Meta"};
}

/// An answer that says yes and tells no id leaves open what was made.
PlatformError no_id() {
  return {.error_class = ErrorClass::Transient,
          .message = "the answer to a create has no id",
          .maybe_applied = true};
}

tl::expected<AppliedOperation, PlatformError> applied(const app::Operation& operation,
                                                      app::ApplyMode mode,
                                                      const boost::json::value& answer,
                                                      std::string trace_id) {
  auto id = applied_id(operation, mode, answer);
  if (id.empty() && mode == app::ApplyMode::Apply) return tl::unexpected(no_id());
  return AppliedOperation{.id = std::move(id), .trace_id = std::move(trace_id)};
}

std::string trace_of(const BatchItem& item) {
  const auto found = std::find_if(item.headers.begin(), item.headers.end(),
                                  [](const auto& one) { return one.first == "x-fb-trace-id"; });
  return found == item.headers.end() ? std::string() : found->second;
}

tl::expected<AppliedOperation, PlatformError> applied_item(const app::Operation& operation,
                                                           app::ApplyMode mode,
                                                           const BatchItem& item) {
  if (auto error = item_error(item, mode == app::ApplyMode::Apply)) {
    return tl::unexpected(*std::move(error));
  }
  const auto body = json::parse(item.body, "item");
  return applied(operation, mode, body ? *body : boost::json::value(), trace_of(item));
}

}  // namespace

Client::Client(GraphConfig config, Currency currency, http_client::Send send,
               std::function<void(Millis)> wait)
    : graph_(std::move(config), std::move(send)), currency_(currency), wait_(std::move(wait)) {}

PlatformReply<PlatformEntity> Client::read(const EntityRef& entity) {
  if (!is_graph_id(entity.id)) return {tl::unexpected(not_an_id()), {}};
  const auto answer = graph_.get(entity.id, {{"fields", std::string(fields_of(entity.level))}});
  if (!answer.result) return {tl::unexpected(answer.result.error()), answer.usage};
  auto read = read_entity(answer.result->body, entity.level, currency_);
  if (!read) return {tl::unexpected(refused_here(read.error())), answer.usage};
  return {*std::move(read), answer.usage};
}

PlatformReply<std::vector<BatchItem>> Client::send_batch(std::span<const BatchCall> calls,
                                                         bool writes) const {
  const auto answer =
      graph_.post("", {{"batch", batch_text(calls)}, {"include_headers", "true"}}, writes);
  if (!answer.result) return {tl::unexpected(answer.result.error()), answer.usage};
  auto items = read_batch(answer.result->body, calls.size());
  auto usage = answer.usage;
  for (const auto& item : items) {
    const auto told = usage_of(item.headers);
    if (told && (!usage || told->percent >= usage->percent)) usage = told;
  }
  return {std::move(items), usage};
}

PlatformReply<std::vector<PlatformEntity>> Client::read_many(std::span<const EntityRef> entities) {
  std::vector<BatchCall> calls;
  std::vector<EntityLevel> levels;
  for (const auto& [level, id] : entities) {
    if (!is_graph_id(id)) continue;  // so it is not there
    levels.push_back(level);
    calls.push_back({.address = fmt::format("{}?fields={}", id, fields_of(level)), .body = {}});
  }
  std::vector<PlatformEntity> there;
  if (calls.empty()) return {std::move(there), {}};
  const auto sent = send_batch(calls, false);
  if (!sent.result) return {tl::unexpected(sent.result.error()), sent.usage};
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const auto& item = (*sent.result)[i];
    if (auto error = item_error(item, false)) {
      if (error->error_class == ErrorClass::Missing) continue;
      return {tl::unexpected(*std::move(error)), sent.usage};
    }
    const auto body = json::parse(item.body, "item");
    auto read = read_entity(body ? *body : boost::json::value(), levels[i], currency_);
    if (!read) return {tl::unexpected(refused_here(read.error())), sent.usage};
    there.push_back(*std::move(read));
  }
  return {std::move(there), sent.usage};
}

PlatformReply<std::vector<PlatformEntity>> Client::list(
    EntityLevel level, Params params,
    const std::function<bool(const PlatformEntity&)>& wanted) const {
  params["fields"] = fields_of(level);
  params["limit"] = kPageSize;
  const auto pages = graph_.list(graph_.account_path(edge_of(level)), std::move(params));
  if (!pages.result) return {tl::unexpected(pages.result.error()), pages.usage};
  std::vector<PlatformEntity> found;
  for (const auto& one : *pages.result) {
    auto read = read_entity(one, level, currency_);
    if (!read) return {tl::unexpected(refused_here(read.error())), pages.usage};
    if (wanted(*read)) found.push_back(*std::move(read));
  }
  return {std::move(found), pages.usage};
}

/// `effective_status` would leave out what a paused parent stops, so the statuses as set are
/// compared here.
PlatformReply<std::vector<PlatformEntity>> Client::list_active(EntityLevel level) {
  return list(level, {},
              [](const PlatformEntity& one) { return one.status == EntityStatus::Active; });
}

PlatformReply<std::vector<PlatformEntity>> Client::find_by_name(EntityLevel level,
                                                                std::string_view token) {
  const boost::json::array filter{
      boost::json::object{{"field", "name"}, {"operator", "CONTAIN"}, {"value", token}}};
  Params params{{"filtering", json::compact(filter)}};
  if (level == EntityLevel::Video) params.clear();  // titles are no field to filter by
  auto found = list(level, std::move(params), [&](const PlatformEntity& one) {
    return one.status != EntityStatus::Deleted && one.name.find(token) != std::string::npos;
  });
  if (!found.result) return found;
  std::sort(found.result->begin(), found.result->end(),
            [](const PlatformEntity& a, const PlatformEntity& b) {
              return std::tuple(a.created_at, a.ref.id.size(), a.ref.id) <
                     std::tuple(b.created_at, b.ref.id.size(), b.ref.id);
            });
  return found;
}

tl::expected<app::Operation, PlatformError> Client::whole(const app::Operation& operation) const {
  const auto* const create = std::get_if<app::CreateEntity>(&operation);
  if (create == nullptr || create->level != EntityLevel::Creative || create->parent_id.empty() ||
      !shows_video(create->fields)) {
    return operation;
  }
  if (!is_graph_id(create->parent_id)) return tl::unexpected(not_an_id());
  const auto answer = graph_.get(create->parent_id, {{"fields", "picture"}});
  if (!answer.result) return tl::unexpected(answer.result.error());
  const auto* const video = answer.result->body.if_object();
  const auto picture = video == nullptr ? std::string() : json::text_of(*video, "picture");
  if (picture.empty()) {
    return tl::unexpected(PlatformError{.error_class = ErrorClass::Transient,
                                        .message = "the video has no picture yet"});
  }
  auto fields = with_video(create->fields, create->parent_id, picture);
  if (!fields) return tl::unexpected(refused_here(fields.error()));
  auto shown = *create;
  shown.fields = *std::move(fields);
  return shown;
}

PlatformReply<AppliedOperation> Client::upload(const app::CreateEntity& video,
                                               const app::VideoBytes& bytes) {
  const auto wait = wait_ ? wait_ : [](Millis) {};
  const auto sent = upload_video(
      graph_, {.size = bytes.size, .read = bytes.read, .title = video.name}, {.wait = wait});
  if (!sent.result) return {tl::unexpected(sent.result.error()), sent.usage};
  return {AppliedOperation{.id = *sent.result}, sent.usage};
}

PlatformReply<AppliedOperation> Client::apply(const app::Operation& asked, app::ApplyMode mode) {
  const auto operation = whole(asked);
  if (!operation) return {tl::unexpected(operation.error()), {}};
  const auto write = write_of(*operation, mode, graph_.config().account, currency_);
  if (!write) return {tl::unexpected(refused_here(write.error())), {}};
  const auto answer = graph_.post(write->path, write->params, mode == app::ApplyMode::Apply);
  if (!answer.result) return {tl::unexpected(answer.result.error()), answer.usage};
  return {applied(*operation, mode, answer.result->body, answer.result->trace_id), answer.usage};
}

std::vector<PlatformReply<AppliedOperation>> Client::apply_batch(
    std::span<const app::Operation> asked, app::ApplyMode mode) {
  std::vector<PlatformReply<AppliedOperation>> replies(
      asked.size(), {tl::unexpected(PlatformError{}), std::nullopt});
  std::vector<app::Operation> operations(asked.begin(), asked.end());
  std::vector<BatchCall> calls;
  std::vector<std::size_t> places;  // of the calls among the operations
  for (std::size_t i = 0; i < operations.size(); ++i) {
    auto operation = whole(asked[i]);
    if (!operation) {
      replies[i].result = tl::unexpected(std::move(operation).error());
      continue;
    }
    operations[i] = *std::move(operation);
    const auto write = write_of(operations[i], mode, graph_.config().account, currency_);
    if (!write) {
      replies[i].result = tl::unexpected(refused_here(write.error()));
      continue;
    }
    calls.push_back({.method = "POST", .address = write->path, .body = form_of(write->params)});
    places.push_back(i);
  }
  if (calls.empty()) return replies;
  const auto sent = send_batch(calls, mode == app::ApplyMode::Apply);
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& reply = replies[places[i]];
    reply.usage = sent.usage;
    if (sent.result) {
      reply.result = applied_item(operations[places[i]], mode, (*sent.result)[i]);
    } else {
      reply.result = tl::unexpected(sent.result.error());
    }
  }
  return replies;
}

}  // namespace gv::meta
