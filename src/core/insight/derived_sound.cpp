#include <algorithm>

#include "core/insight/derived_parts.h"
#include "core/insight/measure.h"

namespace gv::insight {

void derive_sound(const DerivedInput& input, Derived& out) {
  const SoundFacts sound = input.sound.value_or(SoundFacts{});
  out["audio_clarity"] = value_of(sound.audio_clarity);
  out["background_ratio"] = value_of(sound.music_share);
  out["volume_consistency"] =
      from(sound.lra, [](double lra) { return 1.0 - std::min(1.0, lra / 20.0); });
  out["bpm"] = value_of(sound.bpm);
  out["has_music"] = value_of(sound.has_music);
  out["has_voice"] = from(sound.speech_ratio, [](double ratio) { return ratio >= 0.05; });
  out["speech_wpm"] = value_of(sound.speech_wpm);
  out["lufs"] = value_of(sound.lufs);

  const SyncReport sync = input.sync.value_or(SyncReport{});
  out["av_sync_percent"] = value_of(sync.sync_percentage);
  out["beat_sync"] = sync.lift && sync.significance
                         ? DerivedValue(*sync.lift > 0.3 && *sync.significance < 0.05)
                         : DerivedValue{};
}

}  // namespace gv::insight
