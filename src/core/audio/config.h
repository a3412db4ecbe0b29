#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace gv::audio {

/// How the novelty between two spectra is measured.
enum class OnsetMethod {
  SuperFlux,     ///< against the loudest neighbouring band two frames earlier: deaf to vibrato
  SpectralFlux,  ///< against the same band one frame earlier
};
BOOST_DESCRIBE_ENUM(OnsetMethod, SuperFlux, SpectralFlux)

/// Every number below is a prior: a default that an account's own outcomes may replace.
struct OnsetConfig {
  OnsetMethod method{OnsetMethod::SuperFlux};
  double threshold{1.1};        ///< novelty above the recent mean that counts in any case
  double threshold_share{0.1};  ///< and this share of the 99th percentile more: noise does not fire
  double merge_s{0.030};        ///< onsets closer than this are one
  double delay_s{0.008};        ///< a frame sees an attack this much before its centre
};
BOOST_DESCRIBE_STRUCT(OnsetConfig, (), (method, threshold, threshold_share, merge_s, delay_s))

struct TempoConfig {
  double bpm_min{40.0};
  double bpm_max{240.0};
  double bpm_step{0.25};
  double bpm_center{120.0};  ///< the tempo listeners prefer; one octave away weighs exp(-1/2)
  double even_pulse{0.9};    ///< self-similarity at odd multiples of a period, relative to even
                             ///< ones, from which nothing tells two pulses apart
  double bpm_fast{140.0};    ///< above, an uneven pulse is two to a beat
};
BOOST_DESCRIBE_STRUCT(TempoConfig, (),
                      (bpm_min, bpm_max, bpm_step, bpm_center, even_pulse, bpm_fast))

struct BeatConfig {
  double tightness{100.0};   ///< weight of ln^2 of the deviation from the period
  double delay_s{0.0105};    ///< added to the centre of a frame
  double contrast_min{1.5};  ///< mean score at beats over the mean of all frames
  double salience_min{0.1};
  int count_min{4};
};
BOOST_DESCRIBE_STRUCT(BeatConfig, (), (tightness, delay_s, contrast_min, salience_min, count_min))

struct DropConfig {
  double peak_ratio{1.5};  ///< RMS at the peak over the mean RMS
  double rise_db{6.0};     ///< mean level of the span after minus that of the span before
  double span_s{0.5};
  double gap_s{0.25};      ///< least distance of two drops
  double floor_db{-60.0};  ///< levels below count as this one
};
BOOST_DESCRIBE_STRUCT(DropConfig, (), (peak_ratio, rise_db, span_s, gap_s, floor_db))

struct LoudnessConfig {
  bool dual_mono{false};       ///< count a single channel twice (+3.01 LU)
  double silence_lufs{-60.0};  ///< momentary loudness below is silence
};
BOOST_DESCRIBE_STRUCT(LoudnessConfig, (), (dual_mono, silence_lufs))

struct SpeechConfig {
  double floor_span_s{3.0};     ///< the floor is the 10th percentile of this span
  double above_floor_db{6.0};   ///< of the level between 300 and 3,400 Hz
  double level_min_db{-60.0};   ///< and nothing quieter is a voice; dBFS
  double periodicity_min{0.5};  ///< peak of the normalised autocorrelation, 60-400 Hz
  double flatness_max{0.4};     ///< spectral flatness; white noise has .56
  double reach_s{0.150};        ///< consonants this near to a vowel belong to it
  double modulation_min{0.3};   ///< share of the 3-6 Hz syllable rhythm in the envelope
  double depth_min{0.3};    ///< standard deviation over mean of that envelope: held tones have less
  double voiced_min{0.35};  ///< share of voiced frames in a segment: drums have less
  double gap_s{0.3};        ///< shorter pauses are closed
  double segment_min_s{0.2};  ///< shorter segments are dropped
};
BOOST_DESCRIBE_STRUCT(SpeechConfig, (),
                      (floor_span_s, above_floor_db, level_min_db, periodicity_min, flatness_max,
                       reach_s, modulation_min, depth_min, voiced_min, gap_s, segment_min_s))

struct MusicConfig {
  double level_min_db{-60.0};  ///< dBFS; quieter is silence
  double flatness_max{0.1};    ///< median over `span_s`; tones stand far above the gaps
  double span_s{0.5};
};
BOOST_DESCRIBE_STRUCT(MusicConfig, (), (level_min_db, flatness_max, span_s))

struct AudioConfig {
  OnsetConfig onset;
  TempoConfig tempo;
  BeatConfig beat;
  DropConfig drop;
  LoudnessConfig loudness;
  SpeechConfig speech;
  MusicConfig music;
};
BOOST_DESCRIBE_STRUCT(AudioConfig, (), (onset, tempo, beat, drop, loudness, speech, music))

}  // namespace gv::audio
