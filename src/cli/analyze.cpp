#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "adapters/analysis/report_html.h"
#include "adapters/analysis/shot_list.h"
#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/output_form.h"
#include "cli/video_analysis.h"
#include "cli/video_files.h"
#include "io/file/atomic_file.h"
#include "io/jpeg/jpeg.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::cli {
namespace {

struct Options {
  VideoOptions video;
  std::string timeline;
  std::string shots;
  std::string report;
  std::string out;
  std::string thumbnails;
  bool print_schema{false};
};

/// What became of the files of one command.
struct Tally {
  int complete{0};
  int partial{0};
  int failed{0};
  int last_failure{kDone};
  [[nodiscard]] int files() const { return complete + partial + failed; }
};

Result<void> check(const Options& options, std::size_t files) {
  if (files > 1 && !(options.timeline.empty() && options.shots.empty() && options.report.empty())) {
    return fail(ErrorCode::InvalidInput, "--timeline, --shots and --report",
                "go with one video; for several use --out DIR");
  }
  if (!options.shots.empty()) GV_TRY(analysis::shot_list_form(options.shots));
  return {};
}

/// Makes the folder of `option` where it is missing.
Result<void> check_folder(const std::string& folder, const char* option) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorCode::InvalidInput, option, "cannot be made: " + error.message());
  return file::check_writable(folder + "/.geminivideo");
}

/// A place that cannot be written is told before the work and not after it.
Result<void> check_places(const Options& options) {
  for (const auto& path : {options.timeline, options.shots, options.report}) {
    if (!path.empty()) GV_TRY(file::check_writable(path));
  }
  if (!options.out.empty()) GV_TRY(check_folder(options.out, "--out"));
  if (!options.thumbnails.empty()) GV_TRY(check_folder(options.thumbnails, "--thumbnails"));
  return {};
}

std::string timeline_json(const analysis::Document& document) {
  const boost::json::object tree{{"series", json::to_value(document.frames.series)},
                                 {"timeline", json::to_value(document.frames.timeline)}};
  return json::compact(tree) + "\n";
}

/// The start of the names that the files of one video have in a folder.
std::string place_in(const std::string& folder, const Analysed& analysed) {
  const auto stem = std::filesystem::path(analysed.path).stem().string();
  return fmt::format("{}/{}-{}", folder, stem, analysed.document.source.sha256.substr(0, 8));
}

Result<void> write_thumbnails(const std::string& folder, const Analysed& analysed) {
  const auto place = place_in(folder, analysed);
  int number = 0;
  for (const auto& image : analysed.document.thumbnail_images) {
    GV_TRY(const auto bytes, jpeg::encode(image));
    GV_TRY(file::write_atomic(fmt::format("{}-{}.jpg", place, ++number), bytes));
  }
  return {};
}

Result<void> write_files(const Options& options, const Analysed& analysed) {
  const auto& document = analysed.document;
  if (!options.timeline.empty()) {
    GV_TRY(file::write_atomic(options.timeline, timeline_json(document)));
  }
  if (!options.shots.empty()) {
    GV_TRY(const auto form, analysis::shot_list_form(options.shots));
    GV_TRY(file::write_atomic(options.shots, analysis::shot_list(document, analysed.path, form)));
  }
  if (!options.report.empty()) {
    GV_TRY(file::write_atomic(options.report, analysis::report_html(document, analysed.path)));
  }
  if (!options.out.empty()) {
    GV_TRY(file::write_atomic(place_in(options.out, analysed) + ".json", analysed.json + "\n"));
  }
  if (!options.thumbnails.empty()) GV_TRY(write_thumbnails(options.thumbnails, analysed));
  return {};
}

void print(const Session& session, const Analysed& analysed, const Sink& sink) {
  if (session.globals.output == OutputForm::Json) {
    sink(analysed.json);
    sink("\n");
  } else {
    write_analysis_text(analysed, sink);
  }
}

int exit_code(const Tally& tally, const Interrupt& interrupt) {
  if (interrupt.requested()) return kInterrupted;
  if (tally.files() == 1)
    return tally.failed > 0 ? tally.last_failure : tally.partial * kPartlyDone;
  if (tally.failed == tally.files()) return kUnusableInput;
  return tally.failed + tally.partial > 0 ? kPartlyDone : kDone;
}

int run(const Session& session, const Options& options) {
  if (options.print_schema) {
    standard_output()(analysis::document_schema() + "\n");
    return kDone;
  }
  const auto form = refuse_csv(session);
  if (!form) return report(form.error(), Source::Option);
  if (options.video.files.empty()) return report_usage("analyze needs a video or a folder");
  const Interrupt interrupt;
  const auto files = video_files(options.video.files);
  if (!files) return report(files.error(), Source::Input);
  const auto checked = check(options, files->size());
  if (!checked) return report(checked.error(), Source::Option);
  const auto writable = check_places(options);
  if (!writable) return report(writable.error(), Source::Option);
  auto settings = video_settings(session);
  if (!settings) return report(settings.error(), Source::Configuration);
  auto analysis = VideoAnalysis::create(session, options.video, *std::move(settings));
  if (!analysis) return report(analysis.error(), Source::Option);
  const auto opened = analysis->open_named();
  if (!opened) return report(opened.error(), Source::Input);
  const auto sink = standard_output();
  const bool with_pictures = !options.report.empty() || !options.thumbnails.empty();
  Tally tally;
  for (const auto& path : *files) {
    if (interrupt.requested()) break;
    const auto analysed = analysis->of(path, interrupt, with_pictures);
    if (!analysed) {
      ++tally.failed;
      tally.last_failure = report(analysed.error(), Source::Input);
      continue;
    }
    ++(analysed->document.status == analysis::Status::Complete ? tally.complete : tally.partial);
    print(session, *analysed, sink);
    const auto written = write_files(options, *analysed);
    if (!written) return report(written.error(), Source::Option);
  }
  if (interrupt.requested()) {
    note(session, fmt::format("interrupted: {} of {} files are done and kept; the same command "
                              "goes on with the others",
                              tally.complete, files->size()));
  }
  return exit_code(tally, interrupt);
}

}  // namespace

void add_analyze(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "analyze", "See a video: shots, motion, faces, text, sound, hook and call to action",
      "  geminivideo analyze ad.mp4 --report ad.html\n"
      "  geminivideo analyze ad.mp4 --json --shots ad.edl\n");
  auto options = std::make_shared<Options>();
  add_video_options(*command, options->video);
  command->add_option("--timeline", options->timeline, "Also write the series, JSON")
      ->type_name("FILE");
  command->add_option("--shots", options->shots, "Also write the shots: .csv, .edl or .otio")
      ->type_name("FILE");
  command->add_option("--report", options->report, "Also write a page for people, HTML")
      ->type_name("FILE.html");
  command->add_option("--out", options->out, "Also write a document per video")->type_name("DIR");
  command->add_option("--thumbnails", options->thumbnails, "Also write the best pictures, JPEG")
      ->type_name("DIR");
  command->add_flag("--print-schema", options->print_schema, "Only print the JSON Schema");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
