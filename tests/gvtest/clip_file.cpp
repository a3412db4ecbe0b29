#include "clip_file.h"

#include <atomic>
#include <cmath>
#include <filesystem>
#include <thread>

namespace gv::gvtest {

media::ClipOptions h264(double fps) {
  media::ClipOptions options;
  options.codec = "libx264";
  options.matrix = "bt709";
  const bool whole = std::abs(fps - std::round(fps)) < 1e-9;
  options.fps_num = static_cast<int>(whole ? std::lround(fps) : std::lround(fps * 1001.0));
  options.fps_den = whole ? 1 : 1001;
  return options;
}

Result<void> run_parallel(std::size_t count, int threads,
                          const std::function<Result<void>(std::size_t)>& work) {
  std::vector<Result<void>> results(count);
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) results[i] = work(i);
  };
  {
    std::vector<std::jthread> pool;
    for (int i = 1; i < threads; ++i) pool.emplace_back(loop);
    loop();
  }
  for (auto& result : results) GV_TRY(result);
  return {};
}

Result<void> write_clips(const std::string& id, std::vector<ClipJob> jobs,
                         const GenerateOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) return fail(ErrorCode::UnusableInput, options.folder, error.message());
  GV_TRY(run_parallel(jobs.size(), options.threads, [&](std::size_t i) {
    return jobs[i].write(options.folder + "/" + jobs[i].truth.file);
  }));
  Truth truth{.id = id, .seed = options.seed};
  for (auto& job : jobs) truth.clips.push_back(std::move(job.truth));
  return write_truth(options.folder, truth);
}

}  // namespace gv::gvtest
