#include "adapters/store/learning_facts.h"

#include <array>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "io/json/field.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::store {
namespace {

using boost::json::object;

constexpr std::string_view kInsight = "insight.recorded";
constexpr std::string_view kLearning = "learning.event";

/// Lists the members of each fact once, for writing and for reading: `visit(key, member)`.
template <class Fact, class Visit>
void members_of(Fact& fact, Visit visit) {
  using T = std::remove_const_t<Fact>;
  if constexpr (std::is_same_v<T, app::AdObserved>) {
    visit("ad_id", fact.ad_id);
    visit("from", fact.from);
    visit("to", fact.to);
    visit("impressions", fact.impressions);
    visit("clicks", fact.clicks);
    visit("conversions", fact.conversions);
    visit("spend_minor", fact.spend_minor);
    visit("pipeline_value_minor", fact.pipeline_value_minor);
    visit("cash_revenue_minor", fact.cash_revenue_minor);
  } else {
    visit("experiment_id", fact.experiment_id);
  }
  if constexpr (std::is_same_v<T, app::ExperimentStarted>) {
    visit("name", fact.name);
    visit("metric", fact.metric);
    visit("budget_minor", fact.budget_minor);
    visit("value_mean_minor", fact.value_mean_minor);
  } else if constexpr (std::is_same_v<T, app::VariantRegistered>) {
    visit("variant_id", fact.variant_id);
    visit("metadata", fact.metadata);
  } else if constexpr (std::is_same_v<T, app::VariantReported>) {
    visit("variant_id", fact.variant_id);
    visit("trials", fact.trials);
    visit("successes", fact.successes);
    visit("value_minor", fact.value_minor);
    visit("cost_minor", fact.cost_minor);
  } else if constexpr (std::is_same_v<T, app::EvidenceDecayed>) {
    visit("day", fact.day);
    visit("factor", fact.factor);
  } else if constexpr (std::is_same_v<T, app::VariantPromoted>) {
    visit("variant_id", fact.variant_id);
    visit("replaced_id", fact.replaced_id);
    visit("winner_mean", fact.winner_mean);
    visit("winner_sd", fact.winner_sd);
    visit("replaced_mean", fact.replaced_mean);
    visit("replaced_sd", fact.replaced_sd);
    visit("forced_by", fact.forced_by);
  }
}

struct Writer {
  object& out;
  void operator()(const char* key, const std::string& text) const { out[key] = text; }
  void operator()(const char* key, std::int64_t whole) const { out[key] = whole; }
  void operator()(const char* key, double number) const { out[key] = number; }
  void operator()(const char* key, TimePoint at) const { out[key] = at.time_since_epoch().count(); }
  void operator()(const char* key, const std::map<std::string, std::string>& texts) const {
    object members;
    for (const auto& [name, text] : texts) members[name] = text;
    out[key] = std::move(members);
  }
};

struct PayloadReader {
  const json::Field& root;
  Result<void>& outcome;

  template <class T>
  void operator()(const char* key, T& into) const {
    if (!outcome) return;
    const auto member = root.member(key);
    outcome = member ? read(*member, into) : Result<void>(tl::unexpected<Error>(member.error()));
  }

 private:
  static Result<void> read(const json::Field& field, std::string& into) {
    GV_TRY(const auto text, field.text());
    into = std::string(text);
    return {};
  }
  static Result<void> read(const json::Field& field, std::int64_t& into) {
    GV_TRY(into, field.whole());
    return {};
  }
  static Result<void> read(const json::Field& field, double& into) {
    GV_TRY(into, field.number());
    return {};
  }
  static Result<void> read(const json::Field& field, TimePoint& into) {
    GV_TRY(const auto ms, field.whole());
    into = TimePoint(Millis(ms));
    return {};
  }
  static Result<void> read(const json::Field& field, std::map<std::string, std::string>& into) {
    GV_TRY(const auto members, field.members());
    for (const auto& [name, member] : members) {
      GV_TRY(const auto text, member.text());
      into[std::string(name)] = std::string(text);
    }
    return {};
  }
};

template <class Fact>
Result<std::optional<app::LearningFact>> read_fact(const json::Field& root) {
  Fact fact;
  Result<void> outcome;
  members_of(fact, PayloadReader{root, outcome});
  GV_TRY(outcome);
  return std::optional<app::LearningFact>(std::move(fact));
}

const char* kind_of(const app::LearningFact& fact) {
  constexpr std::array kKinds{"ad.observed",      "experiment.started", "variant.registered",
                              "variant.reported", "evidence.decayed",   "variant.promoted"};
  static_assert(kKinds.size() == std::variant_size_v<app::LearningFact>);
  return kKinds[fact.index()];
}

Result<std::optional<app::LearningFact>> read_kind(const json::Field& root, std::string_view kind) {
  if (kind == "experiment.started") return read_fact<app::ExperimentStarted>(root);
  if (kind == "variant.registered") return read_fact<app::VariantRegistered>(root);
  if (kind == "variant.reported") return read_fact<app::VariantReported>(root);
  if (kind == "evidence.decayed") return read_fact<app::EvidenceDecayed>(root);
  if (kind == "variant.promoted") return read_fact<app::VariantPromoted>(root);
  return std::optional<app::LearningFact>();  // of a later release
}

}  // namespace

app::NewEvent event_of_fact(const app::LearningFact& fact) {
  object payload;
  std::visit([&](const auto& one) { members_of(one, Writer{payload}); }, fact);
  const auto* ad = std::get_if<app::AdObserved>(&fact);
  app::NewEvent event{.type = std::string(ad != nullptr ? kInsight : kLearning),
                      .subject_type = ad != nullptr ? "ad" : "experiment",
                      .source = "learning"};
  event.subject_id = std::string(payload.at(ad != nullptr ? "ad_id" : "experiment_id").as_string());
  if (ad == nullptr) payload["kind"] = kind_of(fact);
  event.payload = json::compact(payload);
  return event;
}

Result<std::optional<app::LearningFact>> fact_of_event(const app::NewEvent& event) {
  const bool of_ad = event.type == kInsight;
  if (event.source != "learning" || (!of_ad && event.type != kLearning)) {
    return std::optional<app::LearningFact>();
  }
  GV_TRY(const auto tree, json::parse(event.payload, "events.payload"));
  const json::Field root(tree, "payload");
  if (of_ad) return read_fact<app::AdObserved>(root);
  GV_TRY(const auto field, root.member("kind"));
  GV_TRY(const auto kind, field.text());
  return read_kind(root, kind);
}

}  // namespace gv::store
