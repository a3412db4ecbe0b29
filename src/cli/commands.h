#pragma once

#include "cli/session.h"

namespace gv::cli {

// One function a subcommand: adds its options to `app` and, when it is chosen, sets
// `session.command` to what runs it. `session` outlives the parsing.
void add_demo(CLI::App& app, Session& session);
void add_decide(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_fatigue(CLI::App& app, Session& session);
void add_kills(CLI::App& app, Session& session);
void add_optimize(CLI::App& app, Session& session);
void add_predict(CLI::App& app, Session& session);
void add_replay(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_evaluate(CLI::App& app, Session& session);
void add_config(CLI::App& app, Session& session);
void add_analyze(CLI::App& app, Session& session);
void add_hooks(CLI::App& app, Session& session);
void add_cta(CLI::App& app, Session& session);
void add_storyboard(CLI::App& app, Session& session);
void add_serve(CLI::App& app, Session& session);
void add_worker(CLI::App& app, Session& session);
void add_scheduler(CLI::App& app, Session& session);
void add_migrate(CLI::App& app, Session& session);
void add_backup(CLI::App& app, Session& session);
void add_restore(CLI::App& app, Session& session);
void add_db(CLI::App& app, Session& session);
void add_rebuild(CLI::App& app, Session& session);
void add_publish(CLI::App& app, Session& session);
void add_stop(CLI::App& app, Session& session);
void add_help(CLI::App& app, Session& session);

}  // namespace gv::cli
