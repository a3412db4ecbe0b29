#include "core/attribution/match.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "core/attribution/nearby.h"

namespace gv::attribution {
namespace {

constexpr std::size_t kCandidatesShown = 5;
// One visitor with a fingerprint gives 0.90, two already 0.45: accepted is k = 1, whatever
// confidence an account reports for it.
constexpr double kFingerprintUnique = 0.90;
constexpr double kFingerprintAccept = 0.85;

/// Clicks of the conversion's account that may be matched at all.
std::vector<const Click*> usable_clicks(const Conversion& conversion, const Evidence& evidence) {
  std::vector<const Click*> clicks;
  for (const Click& click : evidence.clicks) {
    if (click.account == conversion.account) clicks.push_back(&click);
  }
  return clicks;
}

bool within(const Click& click, TimePoint at, Millis window) {
  return click.at <= at && at - click.at <= window;
}

Candidate candidate_of(const Click& click, double score) {
  return {click.click_id, click.ad, click.campaign, click.at, score};
}

/// Best score first, then the latest, then by id.
void rank(std::vector<Candidate>& candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.at != b.at) return a.at > b.at;
    return a.click_id < b.click_id;
  });
}

/// The attribution under way: one function a layer, each true when it found the ad.
class Matcher {
 public:
  Matcher(const Conversion& conversion, const Evidence& evidence, const MatchConfig& config)
      : conversion_(conversion),
        links_(evidence.links),
        config_(config),
        clicks_(usable_clicks(conversion, evidence)) {
    found_.model_version = config.model_version;
  }

  Attribution run() {
    if (!(by_click_id() || by_identity() || by_fingerprint() || by_nearness())) explain_failure();
    if (found_.candidates.size() > kCandidatesShown) found_.candidates.resize(kCandidatesShown);
    return std::move(found_);
  }

 private:
  bool by_click_id() {
    found_.layer_1 = LayerResult::NoParam;
    if (by_id("gv_click_id", conversion_.click_id, &Click::click_id)) return true;
    for (const auto& [name, id] : platform_ids()) {
      // Clang 14 does not capture a structured binding by itself.
      const auto of_click = [member = id](const Click& click) -> const std::string& {
        return click.ids.*member;
      };
      if (by_id(name, conversion_.ids.*id, of_click)) return true;
      // The payload of fbc is the fbclid of the visitor's latest click.
      if (name == "fbclid" && !conversion_.fbc.empty()) {
        const auto cookie = parse_fbc(conversion_.fbc, "fbc");
        if (by_id("fbc", cookie ? cookie->payload : conversion_.fbc, of_click)) return true;
      }
    }
    return by_named_ad();
  }

  template <class IdOf>
  bool by_id(std::string_view name, const std::string& id, const IdOf& id_of) {
    if (id.empty()) return false;
    const Millis window = Days{config_.click_window_days};
    const Click* latest = nullptr;
    for (const Click* click : clicks_) {
      if (std::invoke(id_of, *click) != id || !click->is_valid()) continue;
      if (!within(*click, conversion_.at, window)) {
        found_.layer_1 = LayerResult::Expired;
      } else if (latest == nullptr || later(*click, *latest)) {
        latest = click;
      }
    }
    if (latest == nullptr) {
      if (found_.layer_1 == LayerResult::NoParam) found_.layer_1 = LayerResult::Invalid;
      return false;
    }
    found_.layer_1 = LayerResult::Success;
    succeed(candidate_of(*latest, 1.0), Method::UrlParam, config_.click_confidence,
            fmt::format("click id {}", name));
    return true;
  }

  bool by_named_ad() {
    if (!conversion_.named_ad) return false;
    found_.layer_1 = LayerResult::Success;
    found_.ad = conversion_.named_ad->ad;
    found_.campaign = conversion_.named_ad->campaign;
    found_.method = Method::UrlParam;
    found_.confidence = config_.click_confidence;
    found_.reason = "the conversion names the ad";
    return true;
  }

  bool by_identity() {
    std::set<std::string_view> linked;
    for (const IdentityLink& link : links_) {
      const std::optional<KeyedHash> stored = link.hash;
      if (matches(conversion_.email, stored) || matches(conversion_.phone, stored)) {
        linked.insert(link.click_id);
      }
    }
    const Millis window = Days{config_.identity_window_days};
    const Click* latest = nullptr;
    for (const Click* click : clicks_) {
      if (!linked.contains(click->click_id) || !click->is_valid()) continue;
      if (!within(*click, conversion_.at, window)) continue;
      if (latest == nullptr || later(*click, *latest)) latest = click;
    }
    if (latest == nullptr) return false;
    succeed(candidate_of(*latest, config_.identity_confidence), Method::Identity,
            config_.identity_confidence, "known e-mail or phone");
    return true;
  }

  bool by_fingerprint() {
    if (!config_.fingerprint_on || conversion_.ads_refused || conversion_.analytics_refused) {
      found_.layer_2 = LayerResult::NoConsent;
      return false;
    }
    found_.layer_2 = LayerResult::NoMatch;
    const Millis window = Days{config_.fingerprint_window_days};
    std::set<std::string_view> visitors;
    std::size_t strangers = 0;  // clicks without a visitor id: each may be somebody else
    std::vector<Candidate> met;
    for (const Click* click : clicks_) {
      if (!click->is_valid() || !within(*click, conversion_.at, window)) continue;
      if (!matches(conversion_.fingerprint, click->fingerprint)) continue;
      if (click->visitor_id.empty()) {
        ++strangers;
      } else {
        visitors.insert(click->visitor_id);
      }
      met.push_back(candidate_of(*click, 0.0));
    }
    if (met.empty()) return false;
    const double score = kFingerprintUnique / static_cast<double>(visitors.size() + strangers);
    for (Candidate& candidate : met) candidate.score = score;
    rank(met);
    found_.candidates = met;
    if (score < kFingerprintAccept) {
      found_.layer_2 = LayerResult::LowConfidence;
      return false;
    }
    found_.layer_2 = LayerResult::Success;
    succeed(met.front(), Method::Fingerprint,
            config_.fingerprint_measured.value_or(config_.fingerprint_confidence),
            "unique device match");
    return true;
  }

  bool by_nearness() {
    if (!config_.probabilistic_on || conversion_.ads_refused) {
      found_.layer_3 = LayerResult::NoConsent;
      return false;
    }
    auto ranked = nearby_candidates(conversion_, clicks_, config_);
    rank(ranked);
    found_.layer_3 = judge(ranked);
    if (found_.candidates.empty()) found_.candidates = ranked;
    if (found_.layer_3 != LayerResult::Success) return false;
    found_.candidates = ranked;
    const Candidate& best = ranked.front();
    succeed(best, Method::Probabilistic,
            config_.probabilistic_measured.value_or(
                std::min(best.score, config_.probabilistic_confidence)),
            fmt::format("likely match (score {:.2f})", best.score));
    return true;
  }

  /// Takes a copy: the candidates may be replaced by the winner.
  void succeed(Candidate winner, Method method, double confidence, std::string_view why) {
    found_.click_id = winner.click_id;
    found_.ad = winner.ad;
    found_.campaign = winner.campaign;
    found_.method = method;
    found_.confidence = confidence;
    found_.window_hours = hours_between(winner.at, conversion_.at);
    found_.reason = fmt::format("{}, {:.1f} h after the click", why, *found_.window_hours);
    if (method == Method::UrlParam || method == Method::Identity) {
      found_.candidates = {std::move(winner)};
    }
  }

  void explain_failure() {
    constexpr std::array kWords{
        std::pair{LayerResult::NoParam, "no click id"},
        std::pair{LayerResult::Expired, "its click is older than the window"},
        std::pair{LayerResult::Invalid, "its click id belongs to no valid click"},
        std::pair{LayerResult::NoMatch, "no device match"},
        std::pair{LayerResult::LowConfidence, "several visitors have such a device"},
        std::pair{LayerResult::NoCandidates, "no click nearby"},
        std::pair{LayerResult::LowProbability, "no click nearby is likely enough"},
        std::pair{LayerResult::Ambiguous, "clicks of several ads are equally likely"},
        std::pair{LayerResult::NoConsent, "no consent to match"}};
    for (const LayerResult layer : {found_.layer_1, found_.layer_2, found_.layer_3}) {
      for (const auto& [result, words] : kWords) {
        if (result == layer && found_.reason.find(words) == std::string::npos) {
          found_.reason += (found_.reason.empty() ? "" : "; ") + std::string(words);
        }
      }
    }
  }

  static bool later(const Click& a, const Click& b) {
    return a.at != b.at ? a.at > b.at : a.click_id < b.click_id;
  }

  const Conversion& conversion_;
  std::span<const IdentityLink> links_;
  const MatchConfig& config_;
  std::vector<const Click*> clicks_;
  Attribution found_;
};

}  // namespace

Attribution attribute(const Conversion& conversion, const Evidence& evidence,
                      const MatchConfig& config) {
  return Matcher(conversion, evidence, config).run();
}

std::string_view unattributed_reason(const Attribution& attribution) {
  GV_CHECK(!attribution.success());
  constexpr std::array kTelling{LayerResult::Expired,        LayerResult::Invalid,
                                LayerResult::Ambiguous,      LayerResult::LowConfidence,
                                LayerResult::LowProbability, LayerResult::NoConsent};
  for (const LayerResult telling : kTelling) {
    for (const auto layer : {attribution.layer_1, attribution.layer_2, attribution.layer_3}) {
      if (layer == telling) return to_text(telling);
    }
  }
  return "no_trace";
}

}  // namespace gv::attribution
