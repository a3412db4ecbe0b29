#include "cli/publish_parts.h"

#include <fmt/format.h>
#include <unistd.h>

#include "io/http/trace.h"

namespace gv::cli {

PublishParts::PublishParts(app::Store& store, Repositories& tables, ExecutionParts& execution,
                           app::AdPlatforms& platforms, app::ObjectStore& objects)
    : videos_(store, tables.assets, objects),
      creatives(store, creatives_, tables.assets, tables.audit, http::system_random_bytes),
      desk(execution.ports(), execution.desk,
           {.publications = publications_,
            .creatives = creatives_,
            .assets = tables.assets,
            .connections = tables.connections,
            .forms = {&meta_, &tiktok_, &google_}}),
      uploads(execution.ports(), platforms, videos_, fmt::format("upload:{}", ::getpid())) {}

api::PublishServices PublishParts::services() { return {.creatives = creatives, .desk = desk}; }

}  // namespace gv::cli
