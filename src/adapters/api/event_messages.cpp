#include "adapters/api/event_messages.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "adapters/api/codec.h"
#include "adapters/api/jobs.h"
#include "base/time.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

using Name = std::pair<std::string_view, Topic>;

constexpr std::array<Name, 7> kTopicNames{{{"decisions", Topic::Decisions},
                                           {"changes", Topic::Changes},
                                           {"jobs", Topic::Jobs},
                                           {"alerts", Topic::Alerts},
                                           {"metrics", Topic::Metrics},
                                           {"learning", Topic::Learning},
                                           {"system", Topic::System}}};

/// By what stands before the dot of a type.
constexpr std::array<Name, 15> kTypesOfTopics{{{"decision", Topic::Decisions},
                                               {"change", Topic::Changes},
                                               {"hold", Topic::Changes},
                                               {"alert", Topic::Alerts},
                                               {"fatigue", Topic::Alerts},
                                               {"insight", Topic::Metrics},
                                               {"clicks", Topic::Metrics},
                                               {"conversion", Topic::Metrics},
                                               {"stage", Topic::Metrics},
                                               {"ledger", Topic::Metrics},
                                               {"attribution", Topic::Metrics},
                                               {"prediction", Topic::Learning},
                                               {"learning", Topic::Learning},
                                               {"winner", Topic::Learning},
                                               {"model", Topic::Learning}}};

std::string_view name_of(Topic topic) {
  const auto is_it = [&](const Name& known) { return known.second == topic; };
  return std::find_if(kTopicNames.begin(), kTopicNames.end(), is_it)->first;
}

std::pair<std::string_view, std::string_view> halves_of(std::string_view type) {
  const auto dot = std::min(type.find('.'), type.size());
  return {type.substr(0, dot), type.substr(std::min(dot + 1, type.size()))};
}

std::string event_name(std::string_view type) {
  const auto topic = name_of(topic_of(type));
  const auto [of, kind] = halves_of(type);
  const bool is_named_alike = topic == of || topic == fmt::format("{}s", of);
  return is_named_alike ? fmt::format("{}.{}", topic, kind)
                        : fmt::format("{}.{}_{}", topic, of, kind);
}

}  // namespace

Result<Topics> topics_in(std::string_view text) {
  Topics topics;
  if (text.empty()) {
    for (const auto& [name, topic] : kTopicNames) topics.add(topic);
  }
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const auto wanted = text.substr(0, comma);
    const auto is_it = [&](const Name& known) { return known.first == wanted; };
    const auto* const found = std::find_if(kTopicNames.begin(), kTopicNames.end(), is_it);
    if (found == kTopicNames.end()) {
      return fail(ErrorCode::InvalidInput, "topics",
                  fmt::format("must be some of decisions, changes, jobs, alerts, metrics, "
                              "learning, system, got \"{}\"",
                              wanted));
    }
    topics.add(found->second);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return topics;
}

Topic topic_of(std::string_view type) {
  const auto of = halves_of(type).first;
  const auto is_it = [&](const Name& known) { return known.first == of; };
  const auto* const found = std::find_if(kTypesOfTopics.begin(), kTypesOfTopics.end(), is_it);
  return found != kTypesOfTopics.end() ? found->second : Topic::System;
}

http::Event message_of(const app::Event& event) {
  boost::json::object data{{"seq", event.seq},
                           {"type", event.fact.type},
                           {"occurred_at", format_time(event.fact.occurred_at)}};
  if (event.fact.subject_type) data["subject_type"] = *event.fact.subject_type;
  if (event.fact.subject_id) data["subject_id"] = *event.fact.subject_id;
  return {std::to_string(event.seq), event_name(event.fact.type), json::compact(data)};
}

http::Event message_of(const app::JobView& job) {
  const bool lives = job.state == app::JobState::Active;
  return {{},
          fmt::format("jobs.{}", lives ? "progress" : app::to_text(job.state)),
          json::compact(Codec<JobLine>::write(job_line_of(job), Form{.family = Family::V1}))};
}

}  // namespace gv::api
