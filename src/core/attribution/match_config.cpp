#include <array>

#include <fmt/format.h>

#include "core/attribution/match.h"

namespace gv::attribution {
namespace {

struct Window {
  std::string_view name;
  int MatchConfig::*value;
  int max;
};
constexpr std::array kWindows{
    Window{"click_window_days", &MatchConfig::click_window_days, 90},
    Window{"identity_window_days", &MatchConfig::identity_window_days, 90},
    Window{"fingerprint_window_days", &MatchConfig::fingerprint_window_days, 30},
    Window{"probabilistic_window_hours", &MatchConfig::probabilistic_window_hours, 48}};

struct Confidence {
  std::string_view name;
  double MatchConfig::*value;
};
constexpr std::array kConfidences{
    Confidence{"click_confidence", &MatchConfig::click_confidence},
    Confidence{"identity_confidence", &MatchConfig::identity_confidence},
    Confidence{"fingerprint_confidence", &MatchConfig::fingerprint_confidence},
    Confidence{"probabilistic_confidence", &MatchConfig::probabilistic_confidence}};

}  // namespace

std::string_view to_text(Method method) {
  switch (method) {
    case Method::UrlParam:
      return "url_param";
    case Method::Identity:
      return "identity";
    case Method::Fingerprint:
      return "fingerprint";
    case Method::Probabilistic:
      return "probabilistic";
    case Method::Unattributed:
      return "unattributed";
  }
  return "";
}

std::string_view to_text(LayerResult result) {
  switch (result) {
    case LayerResult::Success:
      return "success";
    case LayerResult::NoParam:
      return "no_param";
    case LayerResult::Expired:
      return "expired";
    case LayerResult::Invalid:
      return "invalid";
    case LayerResult::NoMatch:
      return "no_match";
    case LayerResult::LowConfidence:
      return "low_confidence";
    case LayerResult::NoCandidates:
      return "no_candidates";
    case LayerResult::LowProbability:
      return "low_probability";
    case LayerResult::Ambiguous:
      return "ambiguous";
    case LayerResult::NoConsent:
      return "no_consent";
    case LayerResult::NotAttempted:
      return "not_attempted";
  }
  return "";
}

Result<MatchConfig> checked(MatchConfig config) {
  for (const auto& [name, value, max] : kWindows) {
    if (config.*value >= 1 && config.*value <= max) continue;
    return fail(ErrorCode::ConfigRange, std::string(name),
                fmt::format("must lie in [1, {}], got {}", max, config.*value));
  }
  for (const auto& [name, value] : kConfidences) {
    if (config.*value >= 0.0 && config.*value <= 1.0) continue;
    return fail(ErrorCode::ConfigRange, std::string(name),
                fmt::format("must lie in [0, 1], got {}", config.*value));
  }
  return config;
}

}  // namespace gv::attribution
