#include "cli/video_advice.h"

#include "cli/exit_code.h"
#include "cli/output_form.h"
#include "io/json/serialize.h"

namespace gv::cli {

void print_advice(const Session& session, const boost::json::object& tree,
                  const std::function<void(const Sink&)>& text) {
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    sink(json::pretty(tree) + "\n");
  } else {
    text(sink);
  }
}

int advise(const Session& session, const VideoOptions& options, const Advice& advice,
           const Story& story) {
  const auto form = refuse_csv(session);
  if (!form) return report(form.error(), Source::Option);
  const Interrupt interrupt;
  if (options.files.size() != 1) return report_usage(advice.command + " takes one video");
  auto settings = video_settings(session);
  if (!settings) return report(settings.error(), Source::Configuration);
  auto analysis = VideoAnalysis::create(session, options, *std::move(settings));
  if (!analysis) return report(analysis.error(), Source::Option);
  const auto opened = analysis->open_named();
  if (!opened) return report(opened.error(), Source::Input);
  analysis->tell(story.kind, story.length_s);
  const auto analysed = analysis->of(options.files.front(), interrupt);
  if (!analysed) return report(analysed.error(), Source::Input);
  const auto& document = analysed->document;
  print_advice(session, advice.tree(document),
               [&](const Sink& sink) { advice.text(document, sink); });
  return document.status == analysis::Status::Complete ? kDone : kPartlyDone;
}

}  // namespace gv::cli
