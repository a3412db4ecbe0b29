#include "core/attribution/layer_quality.h"

#include "base/check.h"

namespace gv::attribution {
namespace {

constexpr double kPriorWeight = 20.0;
constexpr double kTrustMin = 0.50;

Conversion masked(Conversion conversion) {
  conversion.click_id.clear();
  conversion.ids = {};
  conversion.fbc.clear();
  conversion.named_ad.reset();
  conversion.email.clear();
  conversion.phone.clear();
  return conversion;
}

void count(const KnownConversion& known, const MatchConfig& config, LayerQuality& quality) {
  const auto found = attribute(masked(known.conversion), {.clicks = known.clicks}, config);
  ++quality.known;
  if (!found.success()) return;
  ++quality.decided;
  if (found.ad == known.ad) ++quality.correct;
}

void conclude(double prior, LayerQuality& quality) {
  quality.confidence = measured_confidence(prior, quality.correct, quality.decided);
  quality.trusted = quality.confidence >= kTrustMin;
}

std::optional<double> ratio(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> LayerQuality::precision() const { return ratio(correct, decided); }

std::optional<double> LayerQuality::recall() const { return ratio(correct, known); }

double measured_confidence(double prior, std::int64_t correct, std::int64_t decided) {
  GV_CHECK(prior >= 0.0 && prior <= 1.0 && correct >= 0 && correct <= decided);
  return (prior * kPriorWeight + static_cast<double>(correct)) /
         (kPriorWeight + static_cast<double>(decided));
}

MeasuredLayers measure_layers(std::span<const KnownConversion> known, const MatchConfig& config) {
  MatchConfig second = config;
  second.fingerprint_on = true;
  second.probabilistic_on = false;
  MatchConfig third = config;
  third.fingerprint_on = false;
  third.probabilistic_on = true;
  MeasuredLayers measured;
  for (const KnownConversion& one : known) {
    count(one, second, measured.fingerprint);
    count(one, third, measured.probabilistic);
  }
  conclude(config.fingerprint_confidence, measured.fingerprint);
  conclude(config.probabilistic_confidence, measured.probabilistic);
  return measured;
}

MatchConfig with_measured(MatchConfig config, const MeasuredLayers& measured) {
  config.fingerprint_measured = measured.fingerprint.confidence;
  config.probabilistic_measured = measured.probabilistic.confidence;
  config.fingerprint_on = config.fingerprint_on && measured.fingerprint.trusted;
  config.probabilistic_on = config.probabilistic_on && measured.probabilistic.trusted;
  return config;
}

}  // namespace gv::attribution
