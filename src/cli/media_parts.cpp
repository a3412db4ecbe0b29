#include "cli/media_parts.h"

#include <utility>

#include "app/ports/authentication.h"
#include "core/vision/single_thread.h"
#include "io/http/trace.h"

namespace gv::cli {
namespace {

constexpr const char* kDecoder = "/proc/self/exe";

video::Aim aim_of(const VideoSettings& settings) {
  video::Aim aim;
  aim.safety_terms = settings.video.safety_terms;
  return aim;
}

}  // namespace

MediaParts::MediaParts(app::Store& store, Repositories& tables, const std::string& data_dir,
                       VideoSettings settings, const Clock& clock, const log::Logger& logger)
    : store_(store),
      tables_(tables),
      logger_(logger),
      objects_(data_dir + "/media"),
      reader_(kDecoder),
      toolbox_(settings),
      analyzer_(toolbox_, kDecoder, clock, aim_of(settings)),
      keep_({store, tables.assets, objects_, reader_, http::system_random_bytes, clock}),
      uploads_({store, tables.uploads, objects_, keep_, http::system_random_bytes, clock}),
      remove_(store, tables.assets, objects_),
      sweep_({store, tables.accounts, tables.assets, tables.uploads, objects_, clock}),
      analyze({store, tables.assets, tables.analyses, objects_, tables.jobs, analyzer_,
               http::system_random_bytes, clock}) {
  vision::keep_opencv_single_threaded();
}

api::AssetServices MediaParts::services(std::function<void()> on_queued) {
  return {.store = store_,
          .assets = tables_.assets,
          .analyses = tables_.analyses,
          .objects = objects_,
          .analyzer = analyzer_,
          .keep = keep_,
          .uploads = uploads_,
          .remove = remove_,
          .analyze = analyze,
          .scope_of = app::Authentication::scope_of,
          .on_queued = std::move(on_queued)};
}

void MediaParts::start() {
  sweeping_ = std::jthread([this] { sweep_files(); });
}

void MediaParts::stop() {
  analyze.stop();
  sweep_.stop();
  if (sweeping_.joinable()) sweeping_.join();
}

void MediaParts::sweep_files() {
  const auto gone = sweep_.run();
  if (!gone) {
    logger_.write(log::Level::Warn, "media cannot be swept", {{"error", to_string(gone.error())}});
  } else if (*gone > 0) {
    logger_.write(log::Level::Info, "media swept", {{"removed", *gone}});
  }
}

}  // namespace gv::cli
