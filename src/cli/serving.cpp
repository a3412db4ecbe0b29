#include "cli/serving.h"

#include <utility>

#include "adapters/api/documents.h"
#include "adapters/api/routes.h"
#include "cli/version.h"

namespace gv::cli {
namespace {

constexpr Millis kPatience{8'000};  // containers are killed ten seconds after they are asked to end

}  // namespace

Serving::Serving(ServingOptions options, ProcessStore& store, const Clock& clock)
    : logger_(clock, options.level, log::standard_error()),
      observer_(metrics_, logger_),
      api_(authenticator_, accounts_, clock),
      build_{.version = kVersion, .schema_version = store.schema_version()},
      checks_(store.checks()) {
  checks_.push_back({"not_draining", [this] { return not_draining(); }});
  api::add_own_pages(pages_);
  api::add_routes(api_, {.build = build_,
                         .started = clock.now(),
                         .checks = checks_,
                         .metrics = [this] { return metrics_.text(); },
                         .settings = settings_,
                         .pages = pages_,
                         .shows_docs = options.shows_docs});
  server_ = std::make_unique<http::Server>(
      api_.router(), std::move(options.server),
      [this](const http::Exchange& exchange) { observer_(exchange); });
}

void Serving::drain() {
  draining_ = true;
  logger_.write(log::Level::Info, "draining", {});
  const bool all = server_->drain(kPatience);
  logger_.write(log::Level::Info, "stopped", {{"all_finished", all}});
}

Result<void> Serving::not_draining() const {
  if (!draining_) return {};
  return fail(ErrorCode::Unavailable, "server", "the server is shutting down");
}

}  // namespace gv::cli
