#include <memory>
#include <string>

#include <boost/json/array.hpp>

#include "adapters/analysis/advice.h"
#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/output_form.h"
#include "cli/table.h"
#include "cli/video_advice.h"
#include "core/insight/psychology.h"
#include "io/json/described.h"

namespace gv::cli {
namespace {

constexpr double kPlanned_s = 45.0;  ///< length of the default structure

struct Options {
  VideoOptions video;
  std::string story{"aida"};
  std::string length;
};

Result<Story> story_of(const Options& options) {
  Story story;
  if (options.story == "pas") {
    story.kind = insight::StoryboardTemplate::Pas;
  } else if (options.story == "transformation") {
    story.kind = insight::StoryboardTemplate::Transformation;
  } else if (options.story != "aida") {
    return fail(ErrorCode::InvalidInput, "--template",
                "must be aida, pas or transformation, got \"" + options.story + "\"");
  }
  if (!options.length.empty()) {
    GV_TRY(story.length_s, number_option("--length", options.length, 5.0, 600.0));
  }
  return story;
}

/// Without footage: what an ad of this length is made of.
int print_structure(const Session& session, double length_s) {
  const auto form = refuse_csv(session);
  if (!form) return report(form.error(), Source::Option);
  const auto plan = insight::default_structure(length_s > 0.0 ? length_s : kPlanned_s);
  boost::json::array parts;
  Table table({"part", "from s", "to s", "motion"});
  for (const auto& part : plan) {
    parts.push_back({{"trigger", json::to_value(part.trigger)},
                     {"t0", json::rounded(part.t0)},
                     {"t1", json::rounded(part.t1)},
                     {"motion", json::to_value(part.level)}});
    table.row({analysis::name_of(part.trigger), fixed(part.t0, 1), fixed(part.t1, 1),
               analysis::name_of(part.level)});
  }
  print_advice(session, {{"structure", std::move(parts)}},
               [&](const Sink& sink) { table.print(sink); });
  return kDone;
}

int run(const Session& session, const Options& options) {
  const auto story = story_of(options);
  if (!story) return report(story.error(), Source::Option);
  if (options.video.files.empty()) return print_structure(session, story->length_s);
  return advise(session, options.video,
                {.command = "storyboard",
                 .text = write_storyboard_text,
                 .tree = [](const analysis::Document& document) -> boost::json::object {
                   if (!document.clips) return {{"ranked", nullptr}, {"storyboard", nullptr}};
                   return json::to_value(*document.clips).as_object();
                 }},
                *story);
}

}  // namespace

void add_storyboard(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(
      app, "storyboard",
      "Lay the clips of a video out along a proven script; without a video, the parts of an ad",
      "  geminivideo storyboard ad.mp4 --template pas\n"
      "  geminivideo storyboard --length 30\n");
  add_video_options(*command, options->video);
  command->add_option("--template", options->story, "aida, pas or transformation")
      ->type_name("NAME")
      ->capture_default_str();
  command->add_option("--length", options->length, "Of the storyboard, in seconds")->type_name("S");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
