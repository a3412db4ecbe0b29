#include "adapters/meta_double/operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/meta_double/changes.h"
#include "adapters/meta_double/dataset.h"
#include "adapters/meta_double/edges.h"
#include "adapters/meta_double/insights.h"
#include "adapters/meta_double/limits.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/reading.h"
#include "adapters/meta_double/schema.h"
#include "adapters/meta_double/videos.h"

namespace gv::meta_double {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::string_view kAccountPrefix = "act_";
constexpr std::size_t kIdsMax = 50;

GraphError unsupported(const Call& call) {
  return {
      .code = 100, .subcode = 33, .message = fmt::format("Unsupported {} request.", call.method)};
}

/// The account, object or report that a call names.
struct Subject {
  std::size_t account{0};
  Object* object{nullptr};
  Report* report{nullptr};
  std::string id;
};

std::size_t index_of(const Platform& platform, const Account& account) {
  return static_cast<std::size_t>(&account - platform.accounts.data());
}

std::optional<Subject> subject_of(Platform& platform, std::string_view id) {
  if (id.starts_with(kAccountPrefix)) {
    const Account* const account = find_account(platform, id.substr(kAccountPrefix.size()));
    if (account == nullptr) return std::nullopt;
    return Subject{.account = index_of(platform, *account), .id = std::string(id)};
  }
  if (Object* const object = find_object(platform, id)) {
    return Subject{.account = object->account, .object = object, .id = object->id};
  }
  const auto report = platform.reports.find(id);
  if (report == platform.reports.end()) return std::nullopt;
  return Subject{
      .account = report->second.account, .report = &report->second, .id = std::string(id)};
}

Graph<value> as_value(Graph<object> read) {
  if (!read) return tl::unexpected(std::move(read).error());
  return value(*std::move(read));
}

Graph<value> read_one(Platform& platform, const Subject& subject, const Call& call, bool stale) {
  const auto wanted = wanted_fields(call.text("fields").value_or(""));
  if (subject.report != nullptr) return report_status(subject.id, *subject.report);
  if (subject.object == nullptr) {
    return as_value(read_account(platform, platform.accounts[subject.account], wanted));
  }
  auto read = read_object(platform, *subject.object, wanted, stale);
  const auto asks = [&](std::string_view field) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const Wanted& one) { return one.name == field; });
  };
  if (read && subject.object->kind == Kind::Video) {
    if (asks("status")) (*read)["status"] = video_status(*subject.object);
    if (asks("picture")) {
      (*read)["picture"] = fmt::format("{}/images/{}.jpg", call.base, subject.object->id);
    }
  }
  return as_value(std::move(read));
}

/// GET /?ids=1,2: an object by id; one that is missing refuses all.
Graph<value> read_many(Platform& platform, const Call& call, bool stale) {
  object all;
  for (const auto& [id, below] : wanted_fields(call.text("ids").value_or(""))) {
    const auto subject = subject_of(platform, id);
    if (!subject) return tl::unexpected(no_object(id));
    if (all.size() >= kIdsMax) return tl::unexpected(bad_parameter("ids", "are more than 50"));
    auto read = read_one(platform, *subject, call, stale);
    if (!read) return read;
    all[id] = *std::move(read);
  }
  return all;
}

Graph<value> on_edge(Platform& platform, const Subject& subject, const Call& call) {
  const std::string_view edge = call.path[1];
  const bool read = call.method == "GET";
  if (edge == "insights") {
    if (subject.report != nullptr && read) return read_report(platform, *subject.report, call);
    if (read) return read_insights(platform, subject.account, subject.object, call);
    return start_report(platform, subject.account, subject.object, call);
  }
  const Schema* const schema = schema_of_edge(edge);
  if (schema == nullptr || subject.report != nullptr) return tl::unexpected(unsupported(call));
  if (read) return list_edge(platform, subject.account, subject.object, schema->kind, call);
  if (subject.object != nullptr || call.method != "POST") return tl::unexpected(unsupported(call));
  if (schema->kind == Kind::Video) return upload_video(platform, subject.account, call);
  if (schema->kind == Kind::Image) return upload_images(platform, subject.account, call);
  return create_object(platform, subject.account, schema->kind, call);
}

Graph<value> on_node(Platform& platform, const Subject& subject, const Call& call, bool stale) {
  if (call.method == "GET") return read_one(platform, subject, call, stale);
  if (subject.object == nullptr) return tl::unexpected(unsupported(call));
  if (call.method == "POST") return update_object(platform, *subject.object, call);
  if (call.method == "DELETE") return delete_object(platform, *subject.object);
  return tl::unexpected(unsupported(call));
}

Load load_of(const Call& call) {
  if (call.path.size() == 2 && call.path[1] == "insights") return Load::Insights;
  return call.method == "GET" ? Load::Read : Load::Write;
}

Outcome outcome_of(Platform& platform, Graph<value> done) {
  if (!done) return refused(platform, done.error());
  return {.body = *std::move(done)};
}

}  // namespace

Outcome operate(Platform& platform, const Call& call, bool stale) {
  if (call.path.empty() && call.method == "GET" && call.find("ids") != nullptr) {
    if (auto full = charge(platform, platform.accounts.front(), Load::Read)) {
      return refused(platform, *full);
    }
    return outcome_of(platform, read_many(platform, call, stale));
  }
  if (call.path.empty() || call.path.size() > 2) return refused(platform, unsupported(call));
  const bool is_dataset = call.path.front() == platform.behaviour.dataset_id;
  if (is_dataset && call.path.size() == 2 && call.path[1] == "events" && call.method == "POST") {
    return outcome_of(platform, take_events(platform, call));
  }
  const auto subject = subject_of(platform, call.path.front());
  if (!subject) return refused(platform, no_object(call.path.front()));
  auto& account = platform.accounts[subject->account];
  auto full = charge(platform, account, load_of(call));
  Outcome outcome =
      full ? refused(platform, *full)
           : outcome_of(platform, call.path.size() == 2 ? on_edge(platform, *subject, call)
                                                        : on_node(platform, *subject, call, stale));
  outcome.headers = usage_headers(platform, account);
  return outcome;
}

}  // namespace gv::meta_double
