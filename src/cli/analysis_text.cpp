#include "cli/analysis_text.h"

#include <fmt/format.h>

#include "adapters/analysis/advice.h"
#include "adapters/analysis/findings_text.h"
#include "base/text.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

using analysis::advice_text;
using analysis::name_of;
using analysis::seconds_text;

void line(const Sink& sink, std::string_view label, const std::string& text) {
  sink(fmt::format("{:<9} {}\n", label, text));
}

std::string source_text(const media::ProbeResult& source) {
  std::string text = fmt::format("{}, {:.1f} s", source.container, source.duration_s);
  if (source.video) {
    text += fmt::format(", {}x{} at {:.2f} fps, {}", source.video->display_w,
                        source.video->display_h, source.video->fps_avg, source.video->codec);
  }
  return text + (source.audio ? ", sound " + source.audio->codec : ", silent");
}

std::string motion_text(const analysis::Document& document) {
  const auto& stats = document.motion.stats;
  if (!stats) return "not measured";
  return fmt::format("{} on average ({:.1f}), at most {:.1f}",
                     name_of(vision::classify(stats->mean)), stats->mean, stats->max);
}

std::string faces_text(const analysis::Document& document) {
  if (!document.faces) return "not looked for (" + document.capabilities.faces + ")";
  const auto& faces = *document.faces;
  if (faces.tracks.empty()) return "none";
  return fmt::format("{:.0f} % of the time, first at {}, at most {} at once",
                     100.0 * faces.presence_ratio, seconds_text(faces.first_face_s),
                     faces.max_faces);
}

std::string shown_text(const analysis::Document& document) {
  if (!document.text) return "not read (" + document.capabilities.ocr + ")";
  const auto& text = *document.text;
  if (text.tracks.empty()) return "none";
  return fmt::format("{}, first at {}: \"{}\"", counted(text.tracks.size(), "line"),
                     seconds_text(text.first_text_s), printable(text.tracks.front().text));
}

std::string sound_text(const audio::AudioSection& audio) {
  if (!audio.has_audio) return "none";
  std::string text;
  if (audio.loudness && audio.loudness->integrated_lufs) {
    text += fmt::format("{:.1f} LUFS, ", *audio.loudness->integrated_lufs);
  }
  const bool beat = audio.has_beat.value_or(false);
  text += beat && audio.bpm ? fmt::format("beat at {:.0f} bpm, ", *audio.bpm) : "no beat, ";
  return text + (audio.speech ? fmt::format("{:.0f} % speech", 100.0 * audio.speech->ratio)
                              : std::string("speech not measured"));
}

void write_safety_text(const analysis::Document& document, const Sink& sink) {
  line(sink, "safety", analysis::safety_text(document));
  if (!document.brand_safety) return;
  for (const auto& flag : document.brand_safety->flags) {
    line(sink, "", "- " + printable(analysis::flag_text(flag)));
  }
}

}  // namespace

void write_hook_text(const analysis::Document& document, const Sink& sink) {
  if (!document.hook) return line(sink, "hook", "not measured: too short");
  const auto& hook = *document.hook;
  line(sink, "hook", name_of(hook.type) + ", " + analysis::hook_score_text(hook));
  line(sink, "",
       fmt::format("face {}, motion {}, text {}", seconds_text(hook.first_face_s),
                   seconds_text(hook.first_motion_peak_s), seconds_text(hook.first_text_s)));
  if (!hook.unmeasured.empty()) {
    line(sink, "", "not measured: " + fmt::format("{}", fmt::join(hook.unmeasured, ", ")));
  }
  for (const auto& improvement : hook.improvements) line(sink, "", "- " + advice_text(improvement));
}

void write_cta_text(const analysis::Document& document, const Sink& sink) {
  if (!document.cta) return line(sink, "cta", "not measured: too short");
  const auto& cta = *document.cta;
  if (!cta.existing) {
    line(sink, "cta", "not looked for: neither text nor speech was recognised");
  } else if (cta.spans.empty()) {
    line(sink, "cta", "none found");
  } else {
    line(sink, "cta",
         fmt::format("\"{}\" from {:.1f} to {:.1f} s, {:.0f} of 100",
                     printable(cta.spans.front().text), cta.spans.front().t0, cta.spans.front().t1,
                     cta.existing->score));
  }
  line(sink, "",
       fmt::format("belongs at {:.1f} s for {:.1f} s", cta.placement.start_s,
                   cta.placement.duration_s));
  if (!cta.existing) return;
  for (const auto advice : cta.existing->recommendations)
    line(sink, "", "- " + advice_text(advice));
}

void write_storyboard_text(const analysis::Document& document, const Sink& sink) {
  if (!document.clips || !document.clips->storyboard) {
    return line(sink, "story", "not measured: too short");
  }
  Table table({"section", "from s", "to s", "clip", "in s", "out s", "fit", "missing"});
  for (const auto& slot : document.clips->storyboard->slots) {
    const auto number = [](const std::optional<double>& value) {
      return value ? fixed(*value, 1) : std::string();
    };
    table.row({slot.section, fixed(slot.t0, 1), fixed(slot.t1, 1), slot.clip_id.value_or(""),
               number(slot.in_s), number(slot.out_s), slot.fit ? fixed(*slot.fit, 2) : "",
               slot.missing_hint.value_or("")});
  }
  table.print(sink);
}

void write_analysis_text(const Analysed& analysed, const Sink& sink) {
  const auto& document = analysed.document;
  sink(fmt::format("{}{}\n", printable(analysed.path),
                   analysed.from_cache ? " (stored result)" : ""));
  line(sink, "source", source_text(document.source));
  if (document.status != analysis::Status::Complete) {
    line(sink, "status", name_of(document.status));
  }
  line(sink, "shots",
       fmt::format("{}, median {:.1f} s", document.shots.shots.size(),
                   document.shots.median_shot_s.value_or(0.0)));
  line(sink, "motion", motion_text(document));
  line(sink, "faces", faces_text(document));
  line(sink, "objects", printable(analysis::objects_text(document)));
  line(sink, "text", shown_text(document));
  line(sink, "sound", sound_text(document.audio));
  line(sink, "words", printable(analysis::words_text(document)));
  write_hook_text(document, sink);
  write_cta_text(document, sink);
  write_safety_text(document, sink);
  for (const auto& warning : document.warnings) line(sink, "note", analysis::warning_text(warning));
  for (const auto& error : document.errors) line(sink, "error", error.stage + ": " + error.message);
}

}  // namespace gv::cli
