#include "cli/predict.h"

#include "cli/commands.h"

namespace gv::cli {

void add_predict(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "predict", "Forecast ROAS of ads, or revenue of open deals",
      "  geminivideo predict roas --ads export.csv --ad ad_7 --daily-spend 50 --days 14\n"
      "  geminivideo predict pipeline --deals deals.csv --currency AED\n");
  command->require_subcommand(1);
  add_predict_roas(*command, session);
  add_predict_pipeline(*command, session);
}

}  // namespace gv::cli
