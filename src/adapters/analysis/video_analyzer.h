#pragma once

#include <functional>
#include <string>

#include "adapters/analysis/analyze_file.h"
#include "app/ports/video_analyzer.h"

namespace gv::analysis {

/// Where those come from who look and listen.
class Toolbox {
 public:
  virtual ~Toolbox() = default;
  /// What names them, without opening any. From any thread.
  virtual Tools names(const Analyzers& analyzers) = 0;
  /// For one thread at a time, until the next call.
  virtual const Tools& open(const Analyzers& analyzers) = 0;
};

/// `analyze_file` for stored assets. The key's `params_hash` covers the plan and the tools.
class VideoAnalyzer final : public app::VideoAnalyzer {
 public:
  /// `toolbox` outlives it; `decoder_executable` as of `Workplace`; `aim` of every plan.
  VideoAnalyzer(Toolbox& toolbox, std::string decoder_executable, const Clock& clock,
                video::Aim aim = {})
      : toolbox_(toolbox),
        decoder_executable_(std::move(decoder_executable)),
        clock_(clock),
        aim_(std::move(aim)) {}

  Result<app::AnalysisKey> key_of(const app::AnalysisTask& task) override;
  [[nodiscard]] std::string job_data_of(const app::AnalysisTask& task) override;
  Result<app::AnalysisTask> task_of(std::string_view job_data) override;
  Result<app::AnalysisResult> analyze(const std::string& path, const AccountId& account,
                                      const app::AnalysisTask& task,
                                      const std::function<void(double)>& on_progress,
                                      const std::stop_token& stop) override;
  Result<std::string> shot_list(std::string_view document, const std::string& clip_name,
                                app::ShotListForm form) override;

 private:
  Result<Plan> plan_of(const app::AnalysisOrder& order) const;

  Toolbox& toolbox_;
  const std::string decoder_executable_;
  const Clock& clock_;
  const video::Aim aim_;
};

}  // namespace gv::analysis
