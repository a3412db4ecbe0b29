#include <memory>
#include <string>

#include <boost/json/object.hpp>

#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/video_analysis.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::cli {
namespace {

/// A command that looks at one video and prints a part of what it found.
struct Advice {
  const char* name;
  const char* about;
  const char* examples;
  std::function<void(const analysis::Document&, const Sink&)> text;
  std::function<boost::json::value(const analysis::Document&)> tree;
};

struct Options {
  VideoOptions video;
  std::string story{"aida"};
  std::string length;
};

Result<video::Aim> aim_of(const Options& options) {
  video::Aim aim{.goal = options.video.goal};
  if (options.story == "pas") {
    aim.story = insight::StoryboardTemplate::Pas;
  } else if (options.story == "transformation") {
    aim.story = insight::StoryboardTemplate::Transformation;
  } else if (options.story != "aida") {
    return fail(ErrorCode::InvalidInput, "--template",
                "must be aida, pas or transformation, got \"" + options.story + "\"");
  }
  if (!options.length.empty()) {
    GV_TRY(aim.story_s, number_option("--length", options.length, 5.0, 600.0));
  }
  return aim;
}

int run(const Session& session, const Options& options, const Advice& advice) {
  const Interrupt interrupt;
  if (options.video.files.size() != 1) {
    return report_usage(std::string(advice.name) + " takes one video");
  }
  const auto aim = aim_of(options);
  if (!aim) return report(aim.error(), Source::Option);
  auto analysis = VideoAnalysis::create(session, options.video);
  if (!analysis) return report(analysis.error(), Source::Option);
  analysis->aim_at(*aim);
  const auto analysed = analysis->of(options.video.files.front(), interrupt);
  if (!analysed) return report(analysed.error(), Source::Input);
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    sink(json::pretty(advice.tree(analysed->document)) + "\n");
  } else {
    advice.text(analysed->document, sink);
  }
  return analysed->document.status == analysis::Status::Complete ? kDone : kPartlyDone;
}

CLI::App* add(CLI::App& app, Session& session, const Advice& advice,
              const std::shared_ptr<Options>& options) {
  auto* command = add_command(app, advice.name, advice.about, advice.examples);
  add_video_options(*command, options->video);
  command->callback([options, advice, &session] {
    session.command = [options, advice, &session] { return run(session, *options, advice); };
  });
  return command;
}

}  // namespace

void add_hooks(CLI::App& app, Session& session) {
  add(app, session,
      {.name = "hooks",
       .about = "Judge the first three seconds of a video",
       .examples = "  geminivideo hooks ad.mp4\n  geminivideo hooks ad.mp4 --json\n",
       .text = write_hook_text,
       .tree = [](const auto& document) { return json::to_value(document.hook); }},
      std::make_shared<Options>());
}

void add_cta(CLI::App& app, Session& session) {
  add(app, session,
      {.name = "cta",
       .about = "Judge the call to action of a video and say where one belongs",
       .examples = "  geminivideo cta ad.mp4 --goal leads\n  geminivideo cta ad.mp4 --json\n",
       .text = write_cta_text,
       .tree = [](const auto& document) { return json::to_value(document.cta); }},
      std::make_shared<Options>());
}

void add_storyboard(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  auto* command =
      add(app, session,
          {.name = "storyboard",
           .about = "Lay the clips of a video out along a proven script",
           .examples = "  geminivideo storyboard ad.mp4 --template pas\n"
                       "  geminivideo storyboard ad.mp4 --template aida --length 20 --json\n",
           .text = write_storyboard_text,
           .tree = [](const auto& document) { return json::to_value(document.clips); }},
          options);
  command->add_option("--template", options->story, "aida, pas or transformation")
      ->type_name("NAME")
      ->capture_default_str();
  command->add_option("--length", options->length, "Of the storyboard, in seconds")->type_name("S");
}

}  // namespace gv::cli
