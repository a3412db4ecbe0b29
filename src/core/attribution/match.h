#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/attribution/click.h"
#include "core/attribution/link_model.h"

namespace gv::attribution {

/// How a conversion found its ad.
enum class Method { UrlParam, Identity, Fingerprint, Probabilistic, Unattributed };
/// "url_param", "identity", ...
[[nodiscard]] std::string_view to_text(Method method);

/// What one layer found. 1: Success, NoParam, Expired, Invalid. 2: Success, NoMatch, LowConfidence,
/// NoConsent. 3: Success, NoCandidates, LowProbability, Ambiguous, NoConsent. A layer after the one
/// that succeeded: NotAttempted.
enum class LayerResult {
  Success,
  NoParam,
  Expired,
  Invalid,
  NoMatch,
  LowConfidence,
  NoCandidates,
  LowProbability,
  Ambiguous,
  NoConsent,
  NotAttempted
};
/// "success", "no_param", ...
[[nodiscard]] std::string_view to_text(LayerResult result);

struct AdRef {
  AdId ad;
  CampaignId campaign;
};

/// What is to be attributed: the first conversion of a deal or lead. Hashes are of what came with
/// it, under all keys that stored hashes may have.
struct Conversion {
  AccountId account;
  std::string id;
  TimePoint at{};
  std::string click_id;  ///< our own
  PlatformIds ids;
  std::string fbc;
  std::optional<AdRef> named_ad;  ///< utm_content or ad_id, where it names an ad of the account
  HashLookup email;
  HashLookup phone;
  HashLookup fingerprint;
  HashLookup ip;
  HashLookup ip_prefix;
  HashLookup user_agent;
  /// A refusal that came with the conversion. Consent itself was recorded with the click, which
  /// otherwise carries no hashes.
  bool ads_refused{false};
  bool analytics_refused{false};
};

/// A person's hashed e-mail or phone that was seen in the session of a click.
struct IdentityLink {
  KeyedHash hash;
  std::string click_id;
};

/// What the store found. May hold more than the conversion's own: what does not fit is passed over,
/// clicks of other accounts first of all. Layer 3 expects all clicks of the address or of the user
/// agent and neighbourhood within the window.
struct Evidence {
  std::span<const Click> clicks;
  std::span<const IdentityLink> links;
};

/// Windows and confidences. Priors.
struct MatchConfig {
  int click_window_days{7};            ///< in [1, 90]
  int identity_window_days{30};        ///< in [1, 90]
  int fingerprint_window_days{7};      ///< in [1, 30]
  int probabilistic_window_hours{24};  ///< in [1, 48]
  double click_confidence{1.0};
  double identity_confidence{0.95};
  double fingerprint_confidence{0.90};
  double probabilistic_confidence{0.70};  ///< at most
  /// What was measured replaces the reported confidence, never a rule of acceptance.
  std::optional<double> fingerprint_measured;
  std::optional<double> probabilistic_measured;
  bool fingerprint_on{true};
  bool probabilistic_on{true};
  std::optional<LinkModel> link_model;  ///< scores layer 3 once it has learned enough
  std::string model_version{"prior-1"};
};
/// Errors: ConfigRange naming the field.
[[nodiscard]] Result<MatchConfig> checked(MatchConfig config);

/// A click that came into question.
struct Candidate {
  std::string click_id;
  AdId ad;
  CampaignId campaign;
  TimePoint at{};
  double score{0.0};  ///< in [0, 1]
};

struct Attribution {
  std::string click_id;  ///< empty: none, or the ad was named without a click
  AdId ad;               ///< empty when unattributed
  CampaignId campaign;
  Method method{Method::Unattributed};
  double confidence{0.0};              ///< in [0, 1]
  std::optional<double> window_hours;  ///< from click to conversion
  LayerResult layer_1{LayerResult::NotAttempted};
  LayerResult layer_2{LayerResult::NotAttempted};
  LayerResult layer_3{LayerResult::NotAttempted};
  std::vector<Candidate> candidates;  ///< at most 5, best first
  std::string reason;
  std::string model_version;
  [[nodiscard]] bool success() const { return method != Method::Unattributed; }
};

/// Finds the ad of a conversion, by the first layer that succeeds:
///
///   1  click id       own id, then fbclid (or the payload of fbc), gclid, gbraid, wbraid, ttclid,
///                     msclkid, then an ad that is named
///   1b identity       hashed e-mail or phone known for the session of a click
///   2  fingerprint    equal hash, confidence 0.90 / visitors with it, accepted from 0.85: that is,
///                     only where one visitor has it (popular phones collide)
///   3  probabilistic  0.5 [address] + 0.3 [user agent] + 0.2 max(0, 1 - hours / 24), accepted from
///                     0.70 when the best click of another ad lies 0.05 lower; an address that more
///                     than 20 visitors had within a day (carrier NAT) counts as not equal
///
/// Windows run from click to conversion in event time, both ends included. Within a layer, and for
/// one kind of id, the latest valid click wins; ties by click id. Does not depend on the order of
/// the evidence. O(clicks log clicks).
[[nodiscard]] Attribution attribute(const Conversion& conversion, const Evidence& evidence,
                                    const MatchConfig& config = {});

/// The best single word for a conversion without an ad, for counting: "expired", "invalid",
/// "ambiguous", "low_confidence", "low_probability", "no_consent" or "no_trace". Precondition
/// (checked): not attributed.
[[nodiscard]] std::string_view unattributed_reason(const Attribution& attribution);

}  // namespace gv::attribution
