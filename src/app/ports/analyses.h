#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What makes two analyses of an asset the same.
struct AnalysisKey {
  std::string asset_id;  ///< UUID
  std::string analyzer;  ///< "video"
  std::string version;   ///< of the analyzer
  std::string params_hash;
};

enum class AnalysisStatus { Queued, Complete, Partial };
[[nodiscard]] std::string_view to_text(AnalysisStatus status);
/// Errors: InvalidInput.
[[nodiscard]] Result<AnalysisStatus> parse_analysis_status(std::string_view text,
                                                           std::string_view where);

struct Analysis {
  AnalysisKey key{};
  AnalysisStatus status{AnalysisStatus::Queued};
  std::optional<std::string> job_id{};        ///< of a queued one
  std::string summary{"{}"};                  ///< JSON: the document without its series
  std::optional<std::string> artifact_key{};  ///< below it lie document and pictures
  std::optional<std::int64_t> work_ms{};
  TimePoint created_at{};  ///< set by the store
};

/// A stretch of a video that can stand alone.
struct Clip {
  std::string id;  ///< UUID
  std::string asset_id;
  std::int64_t start_ms{0};
  std::int64_t end_ms{0};
  int rank{0};  ///< 1 is the best
  double score{0.0};
  std::string features{"{}"};              ///< JSON
  std::optional<std::string> thumb_key{};  ///< of its picture
};

/// What was seen in assets.
class Analyses {
 public:
  virtual ~Analyses() = default;

  /// Over what is there. Errors: InvalidInput when there never was such an asset.
  virtual Result<void> put(Transaction& transaction, const Analysis& analysis) = 0;
  virtual Result<std::optional<Analysis>> find(Transaction& transaction,
                                               const AnalysisKey& key) = 0;
  /// The one that was done last.
  virtual Result<std::optional<Analysis>> latest(Transaction& transaction,
                                                 std::string_view asset_id) = 0;
  /// Instead of those of the asset that are there.
  virtual Result<void> replace_clips(Transaction& transaction, std::string_view asset_id,
                                     std::span<const Clip> clips) = 0;
  /// By rank, or by start.
  virtual Result<std::vector<Clip>> clips(Transaction& transaction, std::string_view asset_id,
                                          bool by_rank) = 0;
};

}  // namespace gv::app
