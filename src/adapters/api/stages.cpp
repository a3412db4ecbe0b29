#include "adapters/api/stages.h"

#include <algorithm>
#include <string_view>

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/problems.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

using Stages = std::vector<revenue::Stage>;

StagesAnswer stages_answer(const AccountId& account, const app::AccountSettings& settings) {
  StagesAnswer answer{.tenant_id = account.text(),
                      .stages = {},
                      .version = settings.version,
                      .currency = std::string(settings.currency.code())};
  for (const auto& stage : settings.pipeline.stages()) {
    answer.stages.push_back({stage.key, {stage.value_minor}, stage.confidence, stage.label});
  }
  std::stable_sort(answer.stages.begin(), answer.stages.end(),
                   [](const StageLine& a, const StageLine& b) { return a.value < b.value; });
  answer.num_stages = static_cast<std::int64_t>(answer.stages.size());
  return answer;
}

/// As the configuration's key pipeline.stages has them.
value stages_json(const Stages& stages, Currency currency) {
  const auto unit = static_cast<double>(currency.minor_per_major());
  boost::json::array list;
  for (const auto& stage : stages) {
    boost::json::array refs;
    for (const auto& ref : stage.crm_refs) {
      object one{{"crm", ref.crm}, {"stage_id", ref.stage_id}};
      if (!ref.pipeline_id.empty()) one["pipeline_id"] = ref.pipeline_id;
      refs.push_back(std::move(one));
    }
    object one{{"key", stage.key},
               {"label", stage.label},
               {"kind", boost::json::string(revenue::to_text(stage.kind))},
               {"value", static_cast<double>(stage.value_minor) / unit},
               {"win_probability", stage.win_probability},
               {"confidence", stage.confidence},
               {"days_to_close", stage.days_to_close_mean}};
    if (!refs.empty()) one["crm_refs"] = std::move(refs);
    list.push_back(std::move(one));
  }
  return list;
}

object patch_of(const Stages& stages, Currency currency) {
  return {{"pipeline", object{{"stages", stages_json(stages, currency)}}}};
}

Stages::iterator find_stage(Stages& stages, std::string_view name) {
  return std::find_if(stages.begin(), stages.end(),
                      [&](const revenue::Stage& stage) { return stage.key == name; });
}

tl::unexpected<Error> no_stage(const std::string& name, const app::AccountSettings& settings) {
  return fail(ErrorCode::NotFound, "stage_name",
              "There is no stage \"" + name +
                  "\". The pipeline has: " + settings.pipeline.known_keys() + ".");
}

/// The version that is changed: the one in force, which the client has to name.
Result<void> check_base(const Context& context, const std::optional<std::int64_t>& expected,
                        std::int64_t version) {
  const auto stale =
      "Version " + std::to_string(version) + " is in force. Read it, and make the change again.";
  switch (http::if_match(context.http, '"' + std::to_string(version) + '"')) {
    case http::IfMatch::Fulfilled:
      return {};
    case http::IfMatch::Stale:
      return fail(ErrorCode::Stale, "If-Match", stale);
    case http::IfMatch::Missing:
      break;
  }
  if (!expected) {
    return fail(ErrorCode::InvalidInput, "If-Match",
                "is missing: send the version of the stages that you change, or expected_version");
  }
  if (*expected != version) return fail(ErrorCode::Conflict, "expected_version", stale);
  return {};
}

/// `edit` changes the list; the result is a new version of the configuration.
template <class Edit>
Result<Judged<StagesAnswer>> changed(app::Access& access, const Context& context,
                                     const std::optional<std::int64_t>& expected, Edit edit) {
  GV_TRY(const auto scope, scope_of(context, app::Scope::Config));
  GV_TRY(const auto settings, access.book.settings(context.account));
  GV_TRY(check_base(context, expected, settings->version));
  Stages stages = settings->pipeline.stages();
  GV_TRY(edit(stages, *settings));
  const auto patch = json::compact(patch_of(stages, settings->currency));
  GV_TRY(auto change,
         access.configure.patch(scope, settings->version, patch, {}, actor_of(context)));
  GV_TRY(const auto after, access.book.settings(context.account));
  return Judged<StagesAnswer>{stages_answer(context.account, *after),
                              std::move(change.patched.errors)};
}

void take_over(const StageChangeRequest& request, revenue::Stage& stage) {
  stage.value_minor = request.value.minor;
  if (request.confidence) stage.confidence = *request.confidence;
  if (request.description) stage.label = *request.description;
}

http::Problem stage_problem(const Error& error) {
  auto problem = problem_of(error);
  if (error.where == "If-Match" && error.code == ErrorCode::InvalidInput) {
    problem.status = 428;
    problem.code = "precondition_required";
  }
  return problem;
}

}  // namespace

Result<StagesAnswer> ReadStages::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto settings, access.book.settings(context.account));
  return stages_answer(context.account, *settings);
}

Result<Tagged<StagesAnswer>> ListStages::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto settings, access.book.settings(context.account));
  return Tagged<StagesAnswer>{stages_answer(context.account, *settings),
                              '"' + std::to_string(settings->version) + '"'};
}

Result<Judged<StagesAnswer>> ChangeStage::operator()(const Context& context,
                                                     const StageChangeRequest& request) const {
  return changed(access, context, request.expected_version,
                 [&](Stages& stages, const app::AccountSettings& settings) -> Result<void> {
                   const auto stage = find_stage(stages, request.stage_name);
                   if (stage == stages.end()) return no_stage(request.stage_name, settings);
                   take_over(request, *stage);
                   return {};
                 });
}

Result<Judged<StagesAnswer>> AddStage::operator()(const Context& context,
                                                  const StageChangeRequest& request) const {
  return changed(
      access, context, request.expected_version,
      [&](Stages& stages, const app::AccountSettings& settings) -> Result<void> {
        if (find_stage(stages, request.stage_name) != stages.end()) {
          return fail(ErrorCode::Conflict, "stage_name",
                      "There is a stage \"" + request.stage_name + "\" already.");
        }
        revenue::Stage stage{
            .key = request.stage_name, .label = request.stage_name, .confidence = 1.0};
        take_over(request, stage);
        // Worth this much of a won deal: that is also how likely it is won.
        const auto won = settings.pipeline.stages()[settings.pipeline.won()].value_minor;
        if (won > 0) {
          stage.win_probability = std::clamp(
              static_cast<double>(stage.value_minor) / static_cast<double>(won), 0.0, 1.0);
        }
        const auto next = std::find_if(stages.begin(), stages.end(), [&](const auto& known) {
          return known.kind != revenue::StageKind::Open || known.value_minor > stage.value_minor;
        });
        if (next != stages.end()) stage.days_to_close_mean = next->days_to_close_mean;
        stages.insert(next, std::move(stage));
        return {};
      });
}

Result<Judged<StagesAnswer>> RemoveStage::operator()(const Context& context,
                                                     const StageRequest& request) const {
  return changed(access, context, request.expected_version,
                 [&](Stages& stages, const app::AccountSettings& settings) -> Result<void> {
                   const auto stage = find_stage(stages, request.stage_name);
                   if (stage == stages.end()) return no_stage(request.stage_name, settings);
                   stages.erase(stage);
                   return {};
                 });
}

Result<object> stage_patch(const app::AccountSettings& settings, const std::string& stage_name,
                           Amount value, std::optional<double> confidence) {
  Stages stages = settings.pipeline.stages();
  const auto stage = find_stage(stages, stage_name);
  if (stage == stages.end()) return no_stage(stage_name, settings);
  stage->value_minor = value.minor;
  if (confidence) stage->confidence = *confidence;
  return patch_of(stages, settings.currency);
}

http::Problem ChangeStage::problem(const Error& error) { return stage_problem(error); }
http::Problem AddStage::problem(const Error& error) { return stage_problem(error); }
http::Problem RemoveStage::problem(const Error& error) { return stage_problem(error); }

void add_stage_routes(Api& api, app::Access& access) {
  add(api, ReadStages{access});
  add(api, ListStages{access});
  add(api, ChangeStage{access});
  add(api, AddStage{access});
  add(api, RemoveStage{access});
}

}  // namespace gv::api
