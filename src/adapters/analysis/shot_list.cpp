#include "adapters/analysis/shot_list.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::analysis {
namespace {

using boost::json::array;
using boost::json::object;

double rate_of(const Document& document) {
  if (!document.source.video || document.source.video->fps_nominal <= 0.0) return 30.0;
  return document.source.video->fps_nominal;
}

std::string entry_of(const vision::Shot& shot) {
  return json::snake_case(boost::describe::enum_to_string(shot.in, "start"));
}

std::string as_csv(const Document& document) {
  std::string text = "shot,start_frame,end_frame,start_s,end_s,length_s,in,keyframe\r\n";
  for (const auto& shot : document.shots.shots) {
    text += fmt::format("{},{},{},{:.6f},{:.6f},{:.6f},{},{}\r\n", shot.i + 1, shot.start_frame,
                        shot.end_frame, shot.start_s, shot.end_s, shot.end_s - shot.start_s,
                        entry_of(shot), shot.keyframe);
  }
  return text;
}

/// A name that fits a line of an EDL: printable ASCII.
std::string edl_name(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (char& c : name) c = c < ' ' || c > '~' ? '_' : c;
  return name;
}

std::string as_edl(const Document& document, const std::string& path) {
  const int fps = std::max(1, static_cast<int>(std::lround(rate_of(document))));
  const auto frame_at = [&](double t) { return std::llround(t * fps); };
  std::string text = fmt::format("TITLE: {}\nFCM: NON-DROP FRAME\n\n", edl_name(path));
  for (const auto& shot : document.shots.shots) {
    const auto in = time_code(frame_at(shot.start_s), fps);
    const auto out = time_code(frame_at(shot.end_s), fps);
    text += fmt::format("{:03}  AX       V     C        {} {} {} {}\n* FROM CLIP NAME: {}\n\n",
                        shot.i + 1, in, out, in, out, edl_name(path));
  }
  return text;
}

object time_of(double value, double rate) {
  return {{"OTIO_SCHEMA", "RationalTime.1"}, {"rate", rate}, {"value", value}};
}

std::string as_otio(const Document& document, const std::string& path) {
  const double rate = rate_of(document);
  array clips;
  for (const auto& shot : document.shots.shots) {
    const double start = std::round(shot.start_s * rate);
    const double length = std::round(shot.end_s * rate) - start;
    clips.push_back(object{
        {"OTIO_SCHEMA", "Clip.1"},
        {"name", fmt::format("shot {}", shot.i + 1)},
        {"source_range", object{{"OTIO_SCHEMA", "TimeRange.1"},
                                {"start_time", time_of(start, rate)},
                                {"duration", time_of(length, rate)}}},
        {"media_reference",
         object{{"OTIO_SCHEMA", "ExternalReference.1"}, {"target_url", boost::json::string(path)}}},
        {"metadata",
         object{{"geminivideo", object{{"in", boost::json::string(entry_of(shot))}}}}}});
  }
  const object track{{"OTIO_SCHEMA", "Track.1"},
                     {"name", "shots"},
                     {"kind", "Video"},
                     {"children", std::move(clips)}};
  const object stack{{"OTIO_SCHEMA", "Stack.1"}, {"name", "tracks"}, {"children", array{track}}};
  const object timeline{{"OTIO_SCHEMA", "Timeline.1"},
                        {"name", boost::json::string(std::filesystem::path(path).stem().string())},
                        {"tracks", stack}};
  return json::pretty(timeline) + "\n";
}

}  // namespace

Result<ShotListForm> shot_list_form(const std::string& path) {
  const auto ending = std::filesystem::path(path).extension().string();
  if (ending == ".csv") return ShotListForm::Csv;
  if (ending == ".edl") return ShotListForm::Edl;
  if (ending == ".otio") return ShotListForm::Otio;
  return fail(ErrorCode::InvalidInput, "--shots",
              "must end in .csv, .edl or .otio, got \"" + path + "\"");
}

std::string time_code(std::int64_t frame, int fps) {
  const std::int64_t seconds = frame / fps;
  return fmt::format("{:02}:{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     frame % fps);
}

std::string shot_list(const Document& document, const std::string& source_path, ShotListForm form) {
  switch (form) {
    case ShotListForm::Csv:
      return as_csv(document);
    case ShotListForm::Edl:
      return as_edl(document, source_path);
    case ShotListForm::Otio:
      return as_otio(document, source_path);
  }
  return {};
}

}  // namespace gv::analysis
