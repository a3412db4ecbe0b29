#include "core/insight/cta_detect.h"

#include <algorithm>
#include <tuple>

namespace gv::insight {
namespace {

constexpr double kButtonAreaMin = 0.005;
constexpr double kButtonAreaMax = 0.15;
constexpr double kRounding = 1e-9;

bool holds(const vision::Box& outer, const vision::Box& inner) {
  return inner.x >= outer.x - kRounding && inner.y >= outer.y - kRounding &&
         inner.x + inner.w <= outer.x + outer.w + kRounding &&
         inner.y + inner.h <= outer.y + outer.h + kRounding;
}

/// The button drawn around a line while it stands.
const ButtonRegion* button_of(const TextTrack& track, const std::vector<ButtonRegion>& buttons) {
  for (const auto& button : buttons) {
    const double area = button.box.w * button.box.h;
    const bool sized = area >= kButtonAreaMin && area <= kButtonAreaMax;
    const bool together = button.t0 < track.t1 && track.t0 < button.t1;
    if (sized && together && holds(button.box, track.box)) return &button;
  }
  return nullptr;
}

}  // namespace

std::vector<CtaSpan> detect_ctas(const CtaInput& input, const Lexicon& lexicon) {
  std::vector<CtaSpan> spans;
  for (const auto& track : input.texts.value_or(std::vector<TextTrack>{})) {
    const auto hit = lexicon.call_to_action(track.text);
    const auto* button = button_of(track, input.buttons);
    if (!hit && button == nullptr) continue;
    spans.push_back({track.t0, track.t1, hit ? hit->type : CtaType::Button,
                     button != nullptr ? CtaSource::Button : CtaSource::Text, track.text,
                     button != nullptr ? button->box : track.box, track.contrast});
  }
  for (const auto& line : input.transcript.value_or(std::vector<TimedLine>{})) {
    const auto hit = lexicon.call_to_action(line.text);
    if (!hit) continue;
    spans.push_back(
        {line.t0, line.t1, hit->type, CtaSource::Speech, line.text, std::nullopt, std::nullopt});
  }
  std::stable_sort(spans.begin(), spans.end(), [](const CtaSpan& a, const CtaSpan& b) {
    return std::tie(a.t0, a.source, a.t1, a.text) < std::tie(b.t0, b.source, b.t1, b.text);
  });
  return spans;
}

std::optional<CtaPlacement> cta_placement(std::span<const CtaSpan> spans, double duration_s) {
  constexpr double kEnd = 5.0;
  if (spans.empty()) return CtaPlacement::None;
  if (spans.size() >= 3) return CtaPlacement::Repeated;
  const auto at_end = [&](const CtaSpan& span) { return span.t0 >= duration_s - kEnd; };
  const auto at_middle = [&](const CtaSpan& span) {
    const double at = span.t0 / duration_s;
    return at >= 0.45 && at <= 0.55;
  };
  if (at_middle(spans.front()) && spans.size() == 2 && at_end(spans.back())) {
    return CtaPlacement::EarlyEnd;
  }
  if (at_end(spans.front())) return CtaPlacement::End;
  const double first = spans.front().t0 / duration_s;
  if (first >= 0.70 && first <= 0.85) return CtaPlacement::MidEnd;
  return std::nullopt;
}

std::optional<double> cta_prominence(const CtaSpan& span) {
  if (!span.box || !span.contrast) return std::nullopt;
  const double area = span.box->w * span.box->h;
  return std::min(1.0, area * *span.contrast / 4.5 * (span.t1 - span.t0) / 0.2);
}

}  // namespace gv::insight
