#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "app/access/secrets.h"
#include "app/ports/analyses.h"
#include "app/ports/assets.h"
#include "app/ports/job_handler.h"
#include "app/ports/job_queue.h"
#include "app/ports/object_store.h"
#include "app/ports/video_analyzer.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// The queue of videos to be seen.
inline constexpr std::string_view kAnalysisQueue = "video-analysis";

/// What became of asking for an analysis.
struct AskedAnalysis {
  std::optional<Analysis> done{};  ///< it is there
  std::string job_id{};            ///< else who does it
  JobState job_state{JobState::Created};
};

/// Has assets analysed by jobs, each analysis once: what it depends on (asset, analyzer, its
/// version, what was asked) is its key, and its result is stored together with the end of its job.
class AnalyzeAsset final : public JobHandler {
 public:
  struct Ports {
    Store& store;
    Assets& assets;
    Analyses& analyses;
    ObjectStore& objects;
    JobQueue& jobs;
    VideoAnalyzer& analyzer;
    RandomBytes random;
    const Clock& clock;
  };
  /// `beat`: how often a running job tells how far it is, below a third of its lease.
  explicit AnalyzeAsset(Ports ports, Millis beat = Millis(5'000))
      : ports_(std::move(ports)), beat_(beat) {}

  /// Queues the analysis unless it is done or under way. A partial result is no result here: it is
  /// tried again. Errors: NotFound, Refused for a rejected asset, InvalidInput naming the member.
  Result<AskedAnalysis> ask(const AccountScope& scope, const AnalysisTask& task);

  /// Ends the analyses at hand, and those to come at once: the program ends. From any thread.
  void stop() { ending_.request_stop(); }

  [[nodiscard]] std::string_view queue() const override { return kAnalysisQueue; }
  [[nodiscard]] int per_account() const override { return 2; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  Result<AskedAnalysis> ask_in(Transaction& transaction, const AnalysisTask& task,
                               const AnalysisKey& key, const std::string& job_id);
  Result<void> enqueue(Transaction& transaction, const AnalysisTask& task, const AnalysisKey& key,
                       const std::string& job_id, const Asset& asset);
  Result<AnalysisResult> see(const AccountScope& scope, const Job& job, const AnalysisTask& task,
                             const Asset& asset, const JobPulse& pulse);
  Result<std::vector<Clip>> keep_files(const std::string& artifact, AnalysisResult& result);
  Result<std::optional<std::string>> record(Transaction& transaction, const Analysis& analysis,
                                            const std::vector<Clip>& clips);

  Ports ports_;
  Millis beat_;
  std::stop_source ending_;
};

}  // namespace gv::app
