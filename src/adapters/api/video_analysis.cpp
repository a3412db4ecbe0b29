#include "adapters/api/video_analysis.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include <fmt/format.h>

#include "adapters/api/row_cursor.h"
#include "adapters/api/stored_media.h"
#include "io/http/etag.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

constexpr std::chrono::seconds kWaitMax{30};
constexpr int kWaitingMax = 2;  // of the four threads of the pool
constexpr Millis kLookAgain{200};

/// One request that waits, while it does.
class Waiter {
 public:
  explicit Waiter(const Waiting& waiting) : waiting_(waiting), may_(++*waiting <= kWaitingMax) {}
  ~Waiter() { --*waiting_; }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  [[nodiscard]] bool may() const { return may_; }

 private:
  const Waiting& waiting_;
  const bool may_;
};

/// `?wait=30`, in seconds.
Result<std::chrono::seconds> patience_of(const http::Request& request) {
  const auto told = request.target.query_value("wait");
  if (!told) return std::chrono::seconds(0);
  const bool digits = !told->empty() && told->size() <= 2 &&
                      told->find_first_not_of("0123456789") == std::string_view::npos;
  const auto seconds = std::chrono::seconds(digits ? std::stoi(std::string(*told)) : -1);
  if (seconds >= std::chrono::seconds(0) && seconds <= kWaitMax) return seconds;
  return fail(ErrorCode::InvalidInput, "wait",
              fmt::format("must lie in [0, {}] seconds, got \"{}\"", kWaitMax.count(), *told));
}

Result<Tagged<boost::json::value>> summary_of(const app::Analysis& analysis) {
  GV_TRY(auto summary, json::parse(analysis.summary, "analysis"));
  return Tagged<boost::json::value>{std::move(summary), http::etag_of(analysis.summary)};
}

/// Looks until the analysis has come to an end, the time is over, or the request is.
Result<std::optional<app::Analysis>> wait_for(const AssetServices& services,
                                              const app::AccountScope& scope,
                                              const app::AnalysisTask& task,
                                              const std::stop_token& stop,
                                              std::chrono::seconds patience) {
  GV_TRY(const auto key, services.analyzer.key_of(task));
  const auto until = std::chrono::steady_clock::now() + patience;
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  while (!stop.stop_requested() && std::chrono::steady_clock::now() < until) {
    never.wait_for(lock, stop, kLookAgain, [] { return false; });
    GV_TRY(auto analysis, services.store.read(scope, [&](app::Transaction& transaction) {
      return services.analyses.find(transaction, key);
    }));
    if (analysis && analysis->status != app::AnalysisStatus::Queued) return analysis;
  }
  return std::optional<app::Analysis>();
}

app::AnalysisTask task_of(std::string asset_id, const std::optional<std::string>& profile,
                          const std::optional<std::vector<std::string>>& analyzers,
                          const std::optional<bool>& salvage) {
  return {.asset_id = std::move(asset_id),
          .order = {.profile = profile.value_or("standard"),
                    .analyzers = analyzers,
                    .salvage = salvage.value_or(false)}};
}

Result<AnalysisAsked> ask_for(const AssetServices& services, const Waiting& waiting,
                              const Context& context, const app::AnalysisTask& task) {
  if (!is_uuid(task.asset_id)) return no_asset(task.asset_id);
  GV_TRY(const auto patience, patience_of(context.http));
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Media));
  GV_TRY(auto asked, services.analyze.ask(scope, task));
  if (!asked.done) {
    if (services.on_queued) services.on_queued();
    const Waiter waiter(waiting);
    if (waiter.may()) {
      GV_TRY(asked.done, wait_for(services, scope, task, context.http.stop, patience));
    }
  }
  if (asked.done) {
    GV_TRY(auto summary, summary_of(*asked.done));
    return AnalysisAsked{std::move(summary)};
  }
  auto href = "/api/v1/jobs/" + asked.job_id;
  JobStarted started{asked.job_id, std::string(app::to_text(asked.job_state)), href};
  return AnalysisAsked{Accepted<JobStarted>{std::move(started), std::move(href)}};
}

/// A name for a saved file: of the video's, what no system objects to.
std::string saved_name(std::string_view name, std::string_view ending) {
  std::string plain(name.substr(0, name.rfind('.')));
  std::replace_if(
      plain.begin(), plain.end(),
      [](char c) { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9'); },
      '_');
  return fmt::format("{}.{}", plain.substr(0, 100), ending);
}

struct ShotForm {
  app::ShotListForm form;
  std::string_view ending;
  std::string_view mime;
};

ShotForm form_of(ShotFormat format) {
  switch (format) {
    case ShotFormat::Csv:
      return {app::ShotListForm::Csv, "csv", "text/csv; charset=utf-8"};
    case ShotFormat::Edl:
      return {app::ShotListForm::Edl, "edl", "text/plain; charset=us-ascii"};
    case ShotFormat::Otio:
      break;
  }
  return {app::ShotListForm::Otio, "otio", "application/json"};
}

}  // namespace

Result<AnalysisAsked> AnalyzeVideo::operator()(const Context& context,
                                               const AnalyzeVideoRequest& request) const {
  return ask_for(services, waiting, context,
                 task_of(request.asset_id, request.profile, request.analyzers, request.salvage));
}

Result<AnalysisAsked> AnalyzeOneAsset::operator()(const Context& context,
                                                  const AnalyzeAssetRequest& request) const {
  return ask_for(services, waiting, context,
                 task_of(request.id, request.profile, request.analyzers, request.salvage));
}

Result<Tagged<boost::json::value>> ShowAnalysis::operator()(const Context& context,
                                                            const AssetRequest& request) const {
  GV_TRY(const auto analysis, analysis_of(services, context, request.id, *kRoute.scope));
  return summary_of(analysis);
}

Result<http::Response> ExportShots::operator()(const Context& context,
                                               const ShotsRequest& request) const {
  const auto form = form_of(request.format.value_or(ShotFormat::Csv));
  GV_TRY(const auto asset, asset_of(services, context, request.id, *kRoute.scope));
  GV_TRY(const auto analysis, analysis_of(services, context, request.id, *kRoute.scope));
  GV_TRY(const auto document, document_of(services, analysis));
  GV_TRY(auto text, services.analyzer.shot_list(document, asset.original_name, form.form));
  auto response = http::text_response(200, form.mime, std::move(text));
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add(
      "Content-Disposition",
      fmt::format("attachment; filename=\"{}\"", saved_name(asset.original_name, form.ending)));
  return response;
}

}  // namespace gv::api
