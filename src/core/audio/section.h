#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/audio/transcript.h"

namespace gv::audio {

/// ITU-R BS.1770 and EBU R 128 measures. Unset where the sound is silent or too short for one.
struct Loudness {
  std::optional<double> integrated_lufs;
  std::optional<double> momentary_max_lufs;   ///< blocks of 400 ms, every 100 ms
  std::optional<double> short_term_max_lufs;  ///< blocks of 3 s, every 100 ms
  std::optional<double> lra_lu;               ///< loudness range, of 3 s or more
  std::optional<double> true_peak_dbtp;       ///< 4 times oversampled (below 96 kHz)
  std::optional<double> sample_peak_dbfs;
  std::int64_t clipping_count{0};  ///< runs of 3 or more samples at full scale in one channel
};
BOOST_DESCRIBE_STRUCT(Loudness, (),
                      (integrated_lufs, momentary_max_lufs, short_term_max_lufs, lra_lu,
                       true_peak_dbtp, sample_peak_dbfs, clipping_count))

/// A stretch of speech, [t0, t1) seconds.
struct SpeechSegment {
  double t0{0.0};
  double t1{0.0};
  friend bool operator==(const SpeechSegment&, const SpeechSegment&) = default;
};
BOOST_DESCRIBE_STRUCT(SpeechSegment, (), (t0, t1))

/// How lively the voice is, from the range of its pitch and the spread of its level.
enum class VoiceEnergy { Calm, Neutral, Excited };
BOOST_DESCRIBE_ENUM(VoiceEnergy, Calm, Neutral, Excited)

struct Speech {
  std::vector<SpeechSegment> segments;      ///< in time order, disjoint
  double ratio{0.0};                        ///< share of the sound's duration, [0, 1]
  std::optional<double> pitch_hz;           ///< median of the voiced speech frames
  std::optional<VoiceEnergy> voice_energy;  ///< unset below half a second of voiced speech
};
BOOST_DESCRIBE_STRUCT(Speech, (), (segments, ratio, pitch_hz, voice_energy))

/// Curves and strengths behind the section, for other parts of the analysis. Not in the document.
struct AudioSeries {
  std::vector<float> momentary_lufs;       ///< 10 Hz; i is the 400 ms that end at (i + 1) / 10 s;
                                           ///< silence is -70
  std::vector<float> onset_envelope;       ///< 200 Hz; n lies at n / 200 + onset delay_s seconds
  std::vector<double> onset_strengths;     ///< one for each onset
  std::vector<double> beat_strengths;      ///< one for each beat
  std::vector<double> vocal_strengths;     ///< one for each speech segment: RMS of its first .3 s
  std::optional<double> audio_clarity;     ///< [0, 1], see `audio_clarity`
  std::optional<double> background_ratio;  ///< [0, 1], see `background_ratio`
};
BOOST_DESCRIBE_STRUCT(AudioSeries, (),
                      (momentary_lufs, onset_envelope, onset_strengths, beat_strengths,
                       vocal_strengths, audio_clarity, background_ratio))

/// The audio group of the document. Times in seconds from the first video frame.
struct AudioSection {
  bool has_audio{false};
  std::optional<Loudness> loudness;  ///< unset below 400 ms
  std::vector<double> onsets;
  std::optional<double> bpm;
  std::optional<double> bpm_alt;
  std::optional<double> salience;
  std::optional<bool> has_beat;
  std::vector<double> beats;  ///< empty without a beat
  std::vector<double> drops;
  std::optional<Speech> speech;
  std::optional<double> music_ratio;    ///< share of time with music, [0, 1]
  std::optional<double> silence_ratio;  ///< share of time below -60 LUFS momentary, [0, 1]
  std::optional<Transcript> transcript;

  AudioSeries series;  ///< beside the document
};
BOOST_DESCRIBE_STRUCT(AudioSection, (),
                      (has_audio, loudness, onsets, bpm, bpm_alt, salience, has_beat, beats, drops,
                       speech, music_ratio, silence_ratio, transcript))

}  // namespace gv::audio
