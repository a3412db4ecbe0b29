#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/result.h"
#include "core/audio/section.h"
#include "core/vision/cut_detector.h"
#include "core/vision/frame.h"

/// What is in a generated clip. The structs are the members of `truth.json`.
namespace gv::gvtest {

/// A boundary: frames [start, end) show both shots or neither. Empty for a hard cut, which is the
/// first frame of the new shot.
struct TrueBoundary {
  vision::Entry kind{vision::Entry::Cut};
  std::int64_t start{0};
  std::int64_t end{0};
  double start_s{0.0};
};
BOOST_DESCRIBE_STRUCT(TrueBoundary, (), (kind, start, end, start_s))

/// What must be read from a file besides its pictures.
struct TrueForm {
  double fps{0.0};
  bool vfr{false};
  int rotation_deg{0};
  int display_w{0};
  int display_h{0};
  int bit_depth{8};
  bool hdr{false};
  bool sound{false};
  bool still{false};
};
BOOST_DESCRIBE_STRUCT(TrueForm, (),
                      (fps, vfr, rotation_deg, display_w, display_h, bit_depth, hdr, sound, still))

/// How each frame moves against the one before it, about the centre of a 1920 x 1080 picture.
struct TrueMotion {
  double dx{0.0};    ///< pixels; > 0: the picture moves right
  double dy{0.0};    ///< > 0: down
  double zoom{0.0};  ///< growth: 0.01 = 1 % larger
  double roll{0.0};  ///< degrees, > 0: clockwise as seen
  double disc{0.0};  ///< radius; > 0: only a disc moves, by (dx, dy), over a still ground
  double disc_x{0.0};
  double disc_y{0.0};  ///< centre of the disc in the first frame
};
BOOST_DESCRIBE_STRUCT(TrueMotion, (), (dx, dy, zoom, roll, disc, disc_x, disc_y))

/// Times in seconds from the first frame.
struct TrueRhythm {
  double bpm{0.0};
  double noise{0.0};
  std::vector<double> beats;
  std::vector<double> onsets;
};
BOOST_DESCRIBE_STRUCT(TrueRhythm, (), (bpm, noise, beats, onsets))

/// A cut made on a beat.
struct TruePair {
  double visual_s{0.0};
  double audio_s{0.0};
};
BOOST_DESCRIBE_STRUCT(TruePair, (), (visual_s, audio_s))

struct TrueSync {
  std::optional<double> lag_s{};  ///< mean delay of the cuts; none where many are on no beat
  std::int64_t cuts{0};
  std::vector<TruePair> pairs;  ///< within the tolerance of 100 ms
};
BOOST_DESCRIBE_STRUCT(TrueSync, (), (lag_s, cuts, pairs))

/// What the meters must show; a signal says something about one or two of them.
struct TrueLoudness {
  std::optional<double> lufs{};
  std::optional<double> lra{};
  std::optional<double> dbtp{};
};
BOOST_DESCRIBE_STRUCT(TrueLoudness, (), (lufs, lra, dbtp))

/// One line of text on the screen during [t0, t1).
struct TrueCaption {
  std::string text;
  vision::Box box;  ///< of the ink
  double t0{0.0};
  double t1{0.0};
  std::string font;
  std::string style;  ///< box, outline, shadow
  double height{0.0};
  bool moving{false};  ///< over a moving picture
};
BOOST_DESCRIBE_STRUCT(TrueCaption, (), (text, box, t0, t1, font, style, height, moving))

struct TrueSpeech {
  std::vector<audio::SpeechSegment> segments;
  std::string text;
  std::string voice;
  std::optional<double> bed_db{};  ///< music this much below the speech
};
BOOST_DESCRIBE_STRUCT(TrueSpeech, (), (segments, text, voice, bed_db))

/// A face that stands still during [t0, t1).
struct TrueFace {
  vision::Box box;
  double t0{0.0};
  double t1{0.0};
};
BOOST_DESCRIBE_STRUCT(TrueFace, (), (box, t0, t1))

struct TrueColour {
  std::string hex;
  double share{0.0};
};
BOOST_DESCRIBE_STRUCT(TrueColour, (), (hex, share))

struct TrueLook {
  std::vector<TrueColour> colours;
  std::optional<double> blur{};              ///< sigma of a Gaussian, pixels
  std::optional<std::string> composition{};  ///< centered, rule_of_thirds
};
BOOST_DESCRIBE_STRUCT(TrueLook, (), (colours, blur, composition))

/// A call to action on the screen during [t0, t1).
struct TrueCta {
  std::string type;  ///< shop_now, learn_more, ...
  double t0{0.0};
  double t1{0.0};
};
BOOST_DESCRIBE_STRUCT(TrueCta, (), (type, t0, t1))

struct ClipTruth {
  std::string file;     ///< beside truth.json
  std::string variant;  ///< what is special about it
  std::int64_t frames{0};
  double duration_s{0.0};
  std::vector<TrueBoundary> boundaries;
  std::optional<TrueForm> form{};
  std::optional<TrueMotion> motion{};
  std::optional<TrueRhythm> rhythm{};
  std::optional<TrueSync> sync{};
  std::optional<TrueLoudness> loudness{};
  std::vector<TrueCaption> captions;
  std::vector<TrueFace> faces;
  std::optional<TrueSpeech> speech{};
  std::optional<TrueLook> look{};
  std::optional<std::string> hook{};  ///< type that must be found
  std::optional<TrueCta> cta{};
};
BOOST_DESCRIBE_STRUCT(ClipTruth, (),
                      (file, variant, frames, duration_s, boundaries, form, motion, rhythm, sync,
                       loudness, captions, faces, speech, look, hook, cta))

struct Truth {
  std::string id;  ///< "G1"
  std::int64_t seed{0};
  std::vector<ClipTruth> clips;
};
BOOST_DESCRIBE_STRUCT(Truth, (), (id, seed, clips))

/// Errors: NotFound, UnusableInput, InvalidInput when `folder`/truth.json is not one.
[[nodiscard]] Result<Truth> read_truth(const std::string& folder);
[[nodiscard]] Result<void> write_truth(const std::string& folder, const Truth& truth);

}  // namespace gv::gvtest
