#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/asset_routes.h"
#include "adapters/api/binder.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

struct VideoMetadata {
  std::string asset_id;
};
BOOST_DESCRIBE_STRUCT(VideoMetadata, (), (asset_id))

struct ClassifyHookRequest {
  VideoMetadata video_metadata;
};
BOOST_DESCRIBE_STRUCT(ClassifyHookRequest, (), (video_metadata))

/// What the classification rests on; null: not there, or not measured (`unmeasured`).
struct HookSignals {
  std::vector<std::string> also;  ///< other kinds of hook whose rules hold
  double evidence_points{0.0};    ///< score - 50
  std::optional<double> first_face_s;
  std::optional<double> first_motion_peak_s;
  std::optional<double> first_text_s;
  double pattern_interrupt{0.0};        ///< [0, 1]
  std::optional<double> hook_score_v2;  ///< [0, 100]
  std::vector<std::string> unmeasured;
};
BOOST_DESCRIBE_STRUCT(HookSignals, (),
                      (also, evidence_points, first_face_s, first_motion_peak_s, first_text_s,
                       pattern_interrupt, hook_score_v2, unmeasured))

struct HookClass {
  std::string classification;
  double score{50.0};  ///< [0, 100]; 50: no evidence
  HookSignals signals;
  std::string model_version;
};
BOOST_DESCRIBE_STRUCT(HookClass, (), (classification, score, signals, model_version))

struct ClassifyHook {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/hooks/classify",
                                    .twin = "/api/v1/hooks/classify",
                                    .scope = app::Scope::Predict,
                                    .blocking = true,
                                    .deadline = Millis(5'000),
                                    .summary = "How an analysed video opens"};
  AssetServices services;
  Result<HookClass> operator()(const Context& context, const ClassifyHookRequest& request) const;
};

struct AdviceRequest {
  std::string id;
  std::optional<std::string> goal;      ///< sales, leads, signups, downloads, awareness
  std::optional<std::string> industry;  ///< "fitness"
};
BOOST_DESCRIBE_STRUCT(AdviceRequest, (), (id, goal, industry))
void check(const AdviceRequest& request, Binder& binder);

/// One thing to do, why, and where in the video.
struct Suggestion {
  std::string code;
  std::string suggestion;
  std::optional<double> value;   ///< what was measured; null: nothing there
  std::optional<double> target;  ///< what to aim for
  double t0{0.0};                ///< s
  double t1{0.0};
};
BOOST_DESCRIBE_STRUCT(Suggestion, (), (code, suggestion, value, target, t0, t1))

struct HookMoment {
  double t{0.0};
  std::string element;
  std::string action;
};
BOOST_DESCRIBE_STRUCT(HookMoment, (), (t, element, action))

struct HookProposal {
  std::string name;
  std::string type;
  double score{0.0};  ///< a prior, [0, 100]
  std::vector<HookMoment> timeline;
};
BOOST_DESCRIBE_STRUCT(HookProposal, (), (name, type, score, timeline))

struct HookAdviceAnswer {
  std::string asset_id;
  std::string classification;
  double score{0.0};
  std::vector<Suggestion> suggestions;
  HookProposal template_;  ///< a way to open that suits the industry
};
BOOST_DESCRIBE_STRUCT(HookAdviceAnswer, (),
                      (asset_id, classification, score, suggestions, template_))

struct AdviseHook {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/assets/{id}/hook-advice",
                                    .scope = app::Scope::Predict,
                                    .blocking = true,
                                    .deadline = Millis(5'000),
                                    .summary = "How a video may open better"};
  AssetServices services;
  Result<HookAdviceAnswer> operator()(const Context& context, const AdviceRequest& request) const;
};

struct CtaPart {
  std::string part;  ///< social_proof, urgency, cta
  double t0{0.0};
  double t1{0.0};
};
BOOST_DESCRIBE_STRUCT(CtaPart, (), (part, t0, t1))

struct CtaAdviceAnswer {
  std::string asset_id;
  std::optional<double> score;    ///< of the call that is there, [0, 100]; null: none looked for
  std::optional<double> start_s;  ///< of it; null: there is none
  std::vector<Suggestion> suggestions;
  std::string text;                  ///< what it may say, without any claim
  CtaPart placement;                 ///< where it belongs in this footage
  std::optional<double> confidence;  ///< in that, [0.3, 0.95]
  std::vector<CtaPart> sequence;     ///< of an ending made for it
};
BOOST_DESCRIBE_STRUCT(CtaAdviceAnswer, (),
                      (asset_id, score, start_s, suggestions, text, placement, confidence,
                       sequence))

struct AdviseCta {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/assets/{id}/cta-advice",
                                    .scope = app::Scope::Predict,
                                    .blocking = true,
                                    .deadline = Millis(5'000),
                                    .summary = "Where and how a video should call to action"};
  AssetServices services;
  Result<CtaAdviceAnswer> operator()(const Context& context, const AdviceRequest& request) const;
};

}  // namespace gv::api
