#include "adapters/store/credit_evidence.h"

#include <array>
#include <exception>

#include <boost/json/value.hpp>

#include "io/json/serialize.h"

namespace gv::store {
namespace {

using attribution::Attribution;
using attribution::CreditOrigin;
using attribution::LayerResult;
using attribution::Method;
using boost::json::object;

constexpr std::array kOrigins{CreditOrigin::First, CreditOrigin::Late, CreditOrigin::Weights,
                              CreditOrigin::Override};
constexpr std::array kMethods{Method::UrlParam, Method::Identity, Method::Fingerprint,
                              Method::Probabilistic, Method::Unattributed};
constexpr std::array kLayerResults{
    LayerResult::Success,      LayerResult::NoParam,        LayerResult::Expired,
    LayerResult::Invalid,      LayerResult::NoMatch,        LayerResult::LowConfidence,
    LayerResult::NoCandidates, LayerResult::LowProbability, LayerResult::Ambiguous,
    LayerResult::NoConsent,    LayerResult::NotAttempted};

boost::json::string word(std::string_view text) { return boost::json::string(text); }

/// Throws as Boost.JSON does; `read_evidence` catches.
template <class List>
typename List::value_type named(const List& list, const boost::json::value& text) {
  for (const auto one : list) {
    if (to_text(one) == std::string_view(text.as_string())) return one;
  }
  throw std::invalid_argument(std::string(text.as_string()));
}

std::string text_at(const object& in, std::string_view key) {
  return std::string(in.at(key).as_string());
}

TimePoint time_at(const object& in, std::string_view key) {
  const auto at = parse_time(std::string_view(in.at(key).as_string()), key);
  if (!at) throw std::invalid_argument(at.error().message);
  return *at;
}

object object_of(const attribution::Candidate& candidate) {
  return {{"click_id", candidate.click_id},
          {"ad_id", candidate.ad.text()},
          {"campaign_id", candidate.campaign.text()},
          {"at", format_time(candidate.at)},
          {"score", candidate.score}};
}

Attribution attribution_in(const object& in) {
  Attribution found{.click_id = text_at(in, "click_id"),
                    .ad = AdId(text_at(in, "ad_id")),
                    .campaign = CampaignId(text_at(in, "campaign_id")),
                    .method = named(kMethods, in.at("method")),
                    .confidence = in.at("confidence").to_number<double>(),
                    .layer_1 = named(kLayerResults, in.at("layer_1")),
                    .layer_2 = named(kLayerResults, in.at("layer_2")),
                    .layer_3 = named(kLayerResults, in.at("layer_3")),
                    .reason = text_at(in, "reason"),
                    .model_version = text_at(in, "model_version")};
  const auto& hours = in.at("window_hours");
  if (!hours.is_null()) found.window_hours = hours.to_number<double>();
  for (const auto& value : in.at("candidates").as_array()) {
    const auto& one = value.as_object();
    found.candidates.push_back({.click_id = text_at(one, "click_id"),
                                .ad = AdId(text_at(one, "ad_id")),
                                .campaign = CampaignId(text_at(one, "campaign_id")),
                                .at = time_at(one, "at"),
                                .score = one.at("score").to_number<double>()});
  }
  return found;
}

app::RecordedCredits credits_in(const object& in) {
  app::RecordedCredits credits;
  credits.set.origin = named(kOrigins, in.at("origin"));
  credits.set.method = named(kMethods, in.at("set_method"));
  credits.set.confidence = in.at("set_confidence").to_number<double>();
  credits.set.click_id = text_at(in, "set_click_id");
  credits.set.actor = text_at(in, "actor");
  credits.set.reason = text_at(in, "set_reason");
  credits.evidence = attribution_in(in);
  return credits;
}

}  // namespace

std::string evidence_json(const app::RecordedCredits& credits) {
  const auto& [set, evidence] = credits;
  boost::json::array candidates;
  for (const auto& candidate : evidence.candidates) candidates.push_back(object_of(candidate));
  object out{{"origin", word(to_text(set.origin))},
             {"set_method", word(to_text(set.method))},
             {"set_confidence", set.confidence},
             {"set_click_id", set.click_id},
             {"actor", set.actor},
             {"set_reason", set.reason},
             {"click_id", evidence.click_id},
             {"ad_id", evidence.ad.text()},
             {"campaign_id", evidence.campaign.text()},
             {"method", word(to_text(evidence.method))},
             {"confidence", evidence.confidence},
             {"window_hours", nullptr},
             {"layer_1", word(to_text(evidence.layer_1))},
             {"layer_2", word(to_text(evidence.layer_2))},
             {"layer_3", word(to_text(evidence.layer_3))},
             {"reason", evidence.reason},
             {"model_version", evidence.model_version},
             {"candidates", std::move(candidates)}};
  if (evidence.window_hours) out["window_hours"] = *evidence.window_hours;
  return json::compact(out);
}

Result<app::RecordedCredits> read_evidence(std::string_view text) {
  GV_TRY(const auto tree, json::parse(text, "attribution_tracking.candidates"));
  try {
    return credits_in(tree.as_object());
  } catch (const std::exception& trouble) {
    return fail(ErrorCode::UnusableInput, "attribution_tracking.candidates", trouble.what());
  }
}

}  // namespace gv::store
