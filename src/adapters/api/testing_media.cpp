#include "adapters/api/testing_media.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "app/assets/asset_files.h"
#include "app/video/findings.h"
#include "base/hash.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::api::testing {
namespace {

using app::Transaction;

std::string account_in(const Transaction& transaction) {
  return transaction.scope().account().text();
}

class MemoryObjects final : public app::ObjectStore {
 public:
  struct Files {
    std::map<std::string, std::string> objects;
    std::map<std::string, std::string> drafts;
  };
  class MemoryDraft final : public app::Draft {
   public:
    MemoryDraft(std::string& bytes, std::string path) : bytes_(bytes), path_(std::move(path)) {}
    Result<void> write(std::string_view bytes) override {
      bytes_ += bytes;
      return {};
    }
    Result<void> flush() override { return {}; }
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    Result<std::string> sha256() override { return sha256_hex(bytes_); }
    [[nodiscard]] const std::string& path() const override { return path_; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

   private:
    std::string& bytes_;
    std::string path_;
  };
  class MemoryReader final : public app::ObjectReader {
   public:
    explicit MemoryReader(std::string bytes) : bytes_(std::move(bytes)) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    Result<std::string> read(std::uint64_t offset, std::size_t bytes) override {
      return bytes_.substr(std::min<std::size_t>(offset, bytes_.size()), bytes);
    }

   private:
    std::string bytes_;
  };

  Result<std::unique_ptr<app::Draft>> draft(const AccountId& account) override {
    return named_draft(account, std::to_string(++count_), [] { return std::uint64_t{0}; });
  }
  Result<std::unique_ptr<app::Draft>> named_draft(const AccountId& account, std::string_view name,
                                                  const app::DraftSize& size) override {
    const auto path = account.text() + "/" + std::string(name);
    GV_TRY(const auto counts, size());
    auto& bytes = files.drafts[path];
    bytes.resize(counts);
    return std::make_unique<MemoryDraft>(bytes, path);
  }
  void discard(const AccountId& account, std::string_view name) override {
    files.drafts.erase(account.text() + "/" + std::string(name));
  }
  Result<void> place(const app::Draft& draft, std::string_view key) override {
    files.objects[std::string(key)] = dynamic_cast<const MemoryDraft&>(draft).bytes();
    return {};
  }
  Result<void> put(std::string_view key, std::string_view bytes) override {
    files.objects[std::string(key)] = std::string(bytes);
    return {};
  }
  [[nodiscard]] bool has(std::string_view key) const override {
    return files.objects.contains(std::string(key));
  }
  Result<std::unique_ptr<app::ObjectReader>> open(std::string_view key) override {
    const auto found = files.objects.find(std::string(key));
    if (found == files.objects.end()) return fail(ErrorCode::NotFound, "key", "There is none.");
    return std::make_unique<MemoryReader>(found->second);
  }
  [[nodiscard]] std::string path_of(std::string_view key) const override {
    return std::string(key);
  }
  void remove(std::string_view key) override { files.objects.erase(std::string(key)); }
  Result<std::int64_t> sweep(TimePoint,
                             const std::function<Result<bool>(std::string_view)>&) override {
    return 0;
  }

  Files files;

 private:
  int count_{0};
};

/// Reads drafts of `MemoryObjects`.
class MemoryMedia final : public app::MediaReader {
 public:
  explicit MemoryMedia(const MemoryObjects& objects) : objects_(objects) {}
  Result<app::FirstLook> look(const std::string& path) override {
    if (!objects_.files.drafts.at(path).starts_with("video")) {
      return fail(ErrorCode::UnsupportedMedia, path, "is no video");
    }
    return app::FirstLook{.facts = {.kind = "video",
                                    .mime = "video/mp4",
                                    .duration_ms = 30'000,
                                    .width = 1'080,
                                    .height = 1'920,
                                    .fps_num = 30,
                                    .fps_den = 1,
                                    .video_codec = "h264"},
                          .poster = "poster"};
  }

 private:
  const MemoryObjects& objects_;
};

class MemoryAssets final : public app::Assets {
 public:
  Result<app::AddedAsset> add(Transaction& transaction, const app::Asset& asset) override {
    auto& rows = rows_[account_in(transaction)];
    for (const auto& row : rows) {
      if (row.sha256 == asset.sha256) return app::AddedAsset{row.id, true};
    }
    rows.push_back(asset);
    return app::AddedAsset{asset.id, false};
  }
  Result<std::optional<app::Asset>> find(Transaction& transaction, std::string_view id) override {
    for (const auto& row : rows_[account_in(transaction)]) {
      if (row.id == id) return std::optional(row);
    }
    return std::optional<app::Asset>();
  }
  Result<std::vector<app::Asset>> list(Transaction& transaction,
                                       const app::AssetFilter& filter) override {
    std::vector<app::Asset> found;
    for (const auto& row : rows_[account_in(transaction)]) {
      const bool named = row.original_name.find(filter.name_part) != std::string::npos;
      if (named && filter.status.value_or(row.status) == row.status && !filter.before) {
        found.push_back(row);
      }
    }
    return found;
  }
  Result<std::int64_t> count(Transaction& transaction, const app::AssetFilter& filter) override {
    return static_cast<std::int64_t>(list(transaction, filter)->size());
  }
  Result<std::optional<app::Asset>> remove(Transaction& transaction, std::string_view id) override {
    auto found = find(transaction, id);
    std::erase_if(rows_[account_in(transaction)], [&](const auto& row) { return row.id == id; });
    return found;
  }
  Result<bool> hold_deleted(Transaction&, std::string_view) override { return true; }
  Result<bool> is_stored(Transaction&, std::string_view) override { return true; }

 private:
  std::map<std::string, std::vector<app::Asset>> rows_;
};

class MemoryUploads final : public app::Uploads {
 public:
  Result<void> add(Transaction& transaction, const app::Upload& upload) override {
    rows_[account_in(transaction) + upload.id] = upload;
    return {};
  }
  Result<std::optional<app::Upload>> find(Transaction& transaction, std::string_view id) override {
    const auto found = rows_.find(account_in(transaction).append(id));
    return found == rows_.end() ? std::optional<app::Upload>() : std::optional(found->second);
  }
  Result<bool> advance(Transaction& transaction, std::string_view id, std::int64_t,
                       std::int64_t to) override {
    rows_[account_in(transaction).append(id)].offset = to;
    return true;
  }
  Result<bool> finish(Transaction& transaction, const app::Upload& upload, std::int64_t,
                      std::string_view asset_id) override {
    auto& row = rows_[account_in(transaction) + upload.id];
    row.offset = row.length;
    row.asset_id = std::string(asset_id);
    return true;
  }
  Result<bool> remove(Transaction& transaction, std::string_view id) override {
    return rows_.erase(account_in(transaction).append(id)) == 1;
  }
  Result<std::vector<std::string>> remove_expired(Transaction&, int) override {
    return std::vector<std::string>{};
  }

 private:
  std::map<std::string, app::Upload> rows_;
};

/// One analysis, that of `kSeenAsset`.
class MemoryAnalyses final : public app::Analyses {
 public:
  Result<void> put(Transaction&, const app::Analysis& analysis) override {
    rows_[analysis.key.asset_id] = analysis;
    return {};
  }
  Result<std::optional<app::Analysis>> find(Transaction&, const app::AnalysisKey& key) override {
    const auto found = rows_.find(key.asset_id);
    return found == rows_.end() ? std::optional<app::Analysis>() : std::optional(found->second);
  }
  Result<std::optional<app::Analysis>> latest(Transaction&, std::string_view asset_id) override {
    const auto found = rows_.find(std::string(asset_id));
    if (found == rows_.end() || found->second.status == app::AnalysisStatus::Queued) {
      return std::optional<app::Analysis>();
    }
    return std::optional(found->second);
  }
  Result<void> replace_clips(Transaction&, std::string_view, std::span<const app::Clip>) override {
    return {};
  }
  Result<std::vector<app::Clip>> clips(Transaction&, std::string_view asset_id, bool) override {
    return std::vector{app::Clip{.id = "c1",
                                 .asset_id = std::string(asset_id),
                                 .start_ms = 500,
                                 .end_ms = 3'000,
                                 .rank = 1,
                                 .score = 0.7,
                                 .thumb_key = "gym/analyses/a/p/2.jpg"}};
  }

 private:
  std::map<std::string, app::Analysis> rows_;
};

class MemoryAnalyzer final : public app::VideoAnalyzer {
 public:
  Result<app::AnalysisKey> key_of(const app::AnalysisTask& task) override {
    if (task.order.profile == "best") return fail(ErrorCode::InvalidInput, "profile", "is unknown");
    return app::AnalysisKey{task.asset_id, "video", "1", "p"};
  }
  [[nodiscard]] std::string job_data_of(const app::AnalysisTask&) override { return "{}"; }
  Result<app::AnalysisTask> task_of(std::string_view) override { return app::AnalysisTask{}; }
  Result<app::AnalysisResult> analyze(const std::string&, const AccountId&,
                                      const app::AnalysisTask&, const std::function<void(double)>&,
                                      const std::stop_token&) override {
    return app::AnalysisResult{};
  }
  Result<std::string> shot_list(std::string_view, const std::string& clip_name,
                                app::ShotListForm form) override {
    return clip_name + (form == app::ShotListForm::Edl ? " as edl" : " as another");
  }
};

/// Two seconds with an opening and a call to action.
video::Findings some_findings() {
  video::Findings findings;
  auto& frames = findings.frames;
  frames.covered_s = 30.0;
  for (int i = 0; i < 20; ++i) {
    frames.timeline.t.push_back(i / 10.0);
    frames.timeline.attention.push_back(i < 10 ? 0.25 : 0.75);
    frames.timeline.face.push_back(i == 3 ? 2 : 0);
  }
  findings.shots.scenes = {{.start_s = 0.0, .end_s = 2.0}};
  findings.audio.beats = {0.5, 1.0};
  findings.hook.emplace().window_s = 3.0;
  findings.hook->type = insight::HookType::MotionHook;
  findings.hook->improvements = {{insight::HookAdvice::AddFace, {}, 0.5}};
  findings.cta.emplace().existing.emplace().score = 40.0;
  findings.cta->existing->recommendations = {insight::CtaAdvice::AddCta};
  return findings;
}

}  // namespace

struct MediaBench::Parts {
  Parts(app::Store& opened, app::JobQueue& queue, const Clock& clock)
      : store(opened),
        keep({store, assets, objects, media, random, clock}),
        resume({store, uploads, objects, keep, random, clock}),
        remove(store, assets, objects),
        analyze({store, assets, analyses, objects, queue, analyzer, random, clock}) {}

  app::Store& store;
  std::uint8_t ids{0};
  app::RandomBytes random{[this] { return std::array<std::uint8_t, 16>{++ids}; }};
  MemoryObjects objects{};
  MemoryMedia media{objects};
  MemoryAssets assets{};
  MemoryUploads uploads{};
  MemoryAnalyses analyses{};
  MemoryAnalyzer analyzer{};
  app::KeepFile keep;
  app::ResumeUpload resume;
  app::DeleteAsset remove;
  app::AnalyzeAsset analyze;
};

MediaBench::MediaBench(app::Store& store, app::JobQueue& jobs, const Clock& clock)
    : parts_(std::make_unique<Parts>(store, jobs, clock)) {
  const AccountId gym("gym");
  const auto scope = app::AccountScope::of_system(gym, app::SystemTask::Test);
  auto& parts = *parts_;
  const auto fill = [&](Transaction& transaction) -> Result<void> {
    for (const auto* id : {kSeenAsset, kNewAsset}) {
      const auto sha256 = sha256_hex(id);
      const auto key = app::object_key(gym, sha256);
      GV_TRY(parts.objects.put(key, std::string("video of ") + id));
      GV_TRY(parts.assets.add(transaction, {.id = id,
                                            .original_name = "Summer ad.mp4",
                                            .size_bytes = 45,
                                            .sha256 = sha256,
                                            .storage_key = key,
                                            .facts = {.kind = "video", .mime = "video/mp4"},
                                            .created_at = transaction.now()}));
    }
    const auto artifact = app::artifact_key(gym, kSeenAsset, "p");
    GV_TRY(parts.objects.put(app::document_key(artifact),
                             json::compact(json::to_value(some_findings()))));
    GV_TRY(parts.objects.put(app::picture_key(artifact, 1), "best"));
    return parts.analyses.put(transaction, {.key = {kSeenAsset, "video", "1", "p"},
                                            .status = app::AnalysisStatus::Complete,
                                            .summary = R"({"schema":"geminivideo.video_analysis"})",
                                            .artifact_key = artifact});
  };
  static_cast<void>(parts.store.write(scope, fill));
}

MediaBench::~MediaBench() = default;

AssetServices MediaBench::services(ScopeOf scope_of) {
  auto& parts = *parts_;
  return {.store = parts.store,
          .assets = parts.assets,
          .analyses = parts.analyses,
          .objects = parts.objects,
          .analyzer = parts.analyzer,
          .keep = parts.keep,
          .uploads = parts.resume,
          .remove = parts.remove,
          .analyze = parts.analyze,
          .scope_of = std::move(scope_of),
          .on_queued = {}};
}

std::string MediaBench::object(const std::string& key) const {
  const auto& objects = parts_->objects.files.objects;
  const auto found = objects.find(key);
  return found == objects.end() ? std::string() : found->second;
}

std::size_t MediaBench::drafts() const { return parts_->objects.files.drafts.size(); }

}  // namespace gv::api::testing
