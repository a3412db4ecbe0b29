#include "adapters/api/video_advice.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <boost/describe/enum_to_string.hpp>

#include "adapters/api/stored_media.h"
#include "app/video/advice_text.h"
#include "core/insight/cta.h"
#include "core/insight/hook_templates.h"
#include "io/json/described.h"

namespace gv::api {
namespace {

constexpr std::string_view kHookRules = "rules-1";

template <class Enum>
std::string word_of(Enum value) {
  return json::snake_case(boost::describe::enum_to_string(value, "unknown"));
}

Result<insight::HookReport> hook_of(const AssetServices& services, const Context& context,
                                    const std::string& id) {
  GV_TRY(const auto analysis, analysis_of(services, context, id, app::Scope::Predict));
  GV_TRY(auto findings, findings_of(services, analysis));
  if (findings.hook) return *std::move(findings.hook);
  return fail(ErrorCode::Conflict, "id",
              "The video has no opening to judge: it is a picture, or shorter than a second.");
}

/// Where in the first seconds an improvement belongs.
std::pair<double, double> place_of(const insight::HookImprovement& improvement, double window_s) {
  using insight::HookAdvice;
  const auto until = [&](double t) { return std::pair(0.0, std::min(t, window_s)); };
  switch (improvement.code) {
    case HookAdvice::AddFace:
    case HookAdvice::FaceEarlier:
    case HookAdvice::AddAudioHook:
      return until(0.5);
    case HookAdvice::AddMotion:
      return until(1.0);
    case HookAdvice::AddTextEarly:
      return until(1.5);
    case HookAdvice::LateStart:
      return until(improvement.value.value_or(window_s));
    case HookAdvice::RaiseEnergy:
    case HookAdvice::MoreFaceTime:
    case HookAdvice::AddPatternInterrupt:
    case HookAdvice::EnlargeText:
    case HookAdvice::Ok:
      break;
  }
  return until(window_s);
}

std::vector<Suggestion> suggestions_of(const insight::HookReport& hook) {
  std::vector<Suggestion> suggestions;
  for (const auto& improvement : hook.improvements) {
    if (improvement.code == insight::HookAdvice::Ok) continue;
    const auto [t0, t1] = place_of(improvement, hook.window_s);
    suggestions.push_back({word_of(improvement.code), video::advice_text(improvement),
                           improvement.value, improvement.target, t0, t1});
  }
  return suggestions;
}

HookProposal proposal_of(const insight::HookTemplate& hook) {
  HookProposal proposal{.name = std::string(hook.name),
                        .type = word_of(hook.type),
                        .score = insight::template_score(hook, {})};
  for (const auto& beat : hook.timeline) {
    proposal.timeline.push_back({beat.t, word_of(beat.element), std::string(beat.action)});
  }
  return proposal;
}

/// Where an improvement belongs: at the call that is there, or where one should be.
std::vector<Suggestion> suggestions_of(const insight::CtaScore& score, const CtaPart& placement) {
  std::vector<Suggestion> suggestions;
  for (const auto advice : score.recommendations) {
    Suggestion suggestion{.code = word_of(advice), .suggestion = video::advice_text(advice)};
    const bool moves =
        advice == insight::CtaAdvice::AddCta || advice == insight::CtaAdvice::MoveLate;
    suggestion.t0 = moves ? placement.t0 : score.start_s.value_or(placement.t0);
    suggestion.t1 = moves ? placement.t1 : suggestion.t0 + score.duration_s.value_or(0.0);
    suggestions.push_back(std::move(suggestion));
  }
  return suggestions;
}

std::vector<insight::SeriesPoint> energy_of(const video::FrameSeries& series) {
  std::vector<insight::SeriesPoint> energy;
  const auto count = std::min(series.t.size(), series.energy.size());
  for (std::size_t i = 0; i < count; ++i) energy.push_back({series.t[i], series.energy[i]});
  return energy;
}

CtaAdviceAnswer cta_answer(const video::Findings& findings, const AdviceRequest& request) {
  const auto& config = *insight::cta_for_goal(request.goal.value_or("sales")).config;
  const double duration = findings.frames.covered_s;
  const auto energy = energy_of(findings.frames.series);
  const auto place = insight::place_cta(energy, duration, config.duration_s);
  CtaAdviceAnswer answer{.asset_id = request.id,
                         .text = std::string(config.text),
                         .placement = {"cta", place.start_s, place.start_s + place.duration_s},
                         .confidence = place.confidence};
  for (const auto& step : insight::cta_sequence(duration, config.duration_s)) {
    answer.sequence.push_back({step.part, step.t0, step.t1});
  }
  if (findings.cta->existing) {
    const auto& existing = *findings.cta->existing;
    answer.score = existing.score;
    answer.start_s = existing.start_s;
    answer.suggestions = suggestions_of(existing, answer.placement);
  }
  return answer;
}

}  // namespace

void check(const AdviceRequest& request, Binder& binder) {
  if (!request.goal || insight::cta_for_goal(*request.goal).known_goal) return;
  binder.complain_at("goal", "must be sales, leads, signups, downloads or awareness");
}

Result<HookClass> ClassifyHook::operator()(const Context& context,
                                           const ClassifyHookRequest& request) const {
  GV_TRY(const auto hook, hook_of(services, context, request.video_metadata.asset_id));
  HookClass answer{.classification = word_of(hook.type),
                   .score = hook.effectiveness_score,
                   .signals = {.evidence_points = hook.evidence_points,
                               .first_face_s = hook.first_face_s,
                               .first_motion_peak_s = hook.first_motion_peak_s,
                               .first_text_s = hook.first_text_s,
                               .pattern_interrupt = hook.pattern_interrupt,
                               .hook_score_v2 = hook.hook_score_v2,
                               .unmeasured = hook.unmeasured},
                   .model_version = std::string(kHookRules)};
  for (const auto other : hook.also) answer.signals.also.push_back(word_of(other));
  return answer;
}

Result<HookAdviceAnswer> AdviseHook::operator()(const Context& context,
                                                const AdviceRequest& request) const {
  GV_TRY(const auto hook, hook_of(services, context, request.id));
  return HookAdviceAnswer{
      .asset_id = request.id,
      .classification = word_of(hook.type),
      .score = hook.effectiveness_score,
      .suggestions = suggestions_of(hook),
      .template_ = proposal_of(insight::choose_template(request.industry.value_or("")))};
}

Result<CtaAdviceAnswer> AdviseCta::operator()(const Context& context,
                                              const AdviceRequest& request) const {
  GV_TRY(const auto analysis, analysis_of(services, context, request.id, *kRoute.scope));
  GV_TRY(const auto findings, findings_of(services, analysis));
  if (!findings.cta || findings.frames.covered_s <= 0.0) {
    return fail(ErrorCode::Conflict, "id", "A picture has no moment to call to action.");
  }
  return cta_answer(findings, request);
}

}  // namespace gv::api
