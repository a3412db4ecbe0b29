// Files and their rows together: what a killed process leaves, who is first, and what jobs store.
#include "contract/engines.h"

#include <atomic>
#include <functional>
#include <utility>

#include "adapters/objects/folder_objects.h"
#include "adapters/store/accounts.h"
#include "adapters/store/analyses.h"
#include "adapters/store/assets.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/uploads.h"
#include "app/assets/analyze_asset.h"
#include "app/assets/asset_files.h"
#include "app/assets/delete_asset.h"
#include "app/assets/keep_file.h"
#include "app/assets/resume_upload.h"
#include "app/assets/sweep_files.h"
#include "app/run_jobs.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using app::Transaction;
using namespace std::chrono_literals;

class AnyMedia final : public app::MediaReader {
 public:
  Result<app::FirstLook> look(const std::string&) override {
    return app::FirstLook{.facts = {.kind = "video", .mime = "video/mp4", .duration_ms = 5'000},
                          .poster = "poster"};
  }
};

class AnyAnalyzer final : public app::VideoAnalyzer {
 public:
  Result<app::AnalysisKey> key_of(const app::AnalysisTask& task) override {
    return app::AnalysisKey{task.asset_id, "video", "1", task.order.profile};
  }
  [[nodiscard]] std::string job_data_of(const app::AnalysisTask& task) override {
    return "{\"id\":\"" + task.asset_id + "\"}";
  }
  Result<app::AnalysisTask> task_of(std::string_view data) override {
    return app::AnalysisTask{.asset_id = std::string(data.substr(data.rfind('"') - 36, 36))};
  }
  Result<app::AnalysisResult> analyze(const std::string&, const AccountId&,
                                      const app::AnalysisTask&,
                                      const std::function<void(double)>& on_progress,
                                      const std::stop_token& stop) override {
    ++calls;
    on_progress(0.5);
    if (meanwhile) meanwhile(stop);
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "file", "was cancelled");
    return app::AnalysisResult{.analysis_id = "i",
                               .document = "{\"whole\":1}",
                               .summary = "{\"part\": 1}",
                               .clips = {{.start_ms = 0, .end_ms = 5'000, .rank = 1}},
                               .clip_pictures = {1},
                               .pictures = {"picture"}};
  }
  Result<std::string> shot_list(std::string_view, const std::string&, app::ShotListForm) override {
    return std::string();
  }

  int calls{0};
  std::function<void(const std::stop_token&)> meanwhile;
};

/// Lets something happen when it is looked at.
class BusyClock final : public Clock {
 public:
  explicit BusyClock(const Clock& clock) : clock_(clock) {}
  [[nodiscard]] TimePoint now() const override {
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return clock_.now();
  }

  mutable std::function<void()> meanwhile{};

 private:
  const Clock& clock_;
};

class MediaContract : public Contract {
 protected:
  Result<app::KeptFile> keep(std::string_view bytes) {
    const auto draft = objects_.draft(alpha_.account()).value();
    EXPECT_TRUE(draft->write(bytes));
    return keep_.run(alpha_, "ad.mp4", *draft);
  }
  std::string key_of(const app::KeptFile& kept) {
    return app::object_key(alpha_.account(), kept.sha256);
  }
  std::string begin(std::int64_t length) {
    return uploads_.begin(alpha_, {.length = length, .name = "ad.mp4", .created_by = "k"})->id;
  }
  /// One request that sends `bytes`; whether they counted.
  Result<app::Upload> send(const std::string& id, std::int64_t offset, std::string_view bytes) {
    auto open = uploads_.open(alpha_, id, offset);
    if (!open) return tl::unexpected<Error>(open.error());
    EXPECT_TRUE(open->draft->write(bytes));
    return uploads_.commit(alpha_, *std::move(open));
  }
  Result<app::AskedAnalysis> ask(const std::string& asset) { return analyze_.ask(alpha_, {asset}); }
  std::optional<app::Analysis> latest(const std::string& asset) {
    return *store_.read(alpha_, [&](Transaction& t) { return analyses_.latest(t, asset); });
  }
  std::optional<app::Job> job(const std::string& id) {
    return *store_.read_shared([&](SharedTransaction& t) { return jobs_.find(t, id); });
  }
  app::JobCount step() { return runner_.step().value(); }

  sql::TemporaryFolder folder_{};
  objects::FolderObjects objects_{folder_.path("media")};
  store::Accounts accounts_{};
  store::Assets assets_{};
  store::Analyses analyses_{};
  store::Uploads upload_rows_{};
  store::JobQueue jobs_{};
  AnyMedia media_{};
  AnyAnalyzer analyzer_{};
  std::uint8_t ids_{0};
  app::RandomBytes random_{[this] { return std::array<std::uint8_t, 16>{++ids_}; }};
  app::KeepFile keep_{{store_, assets_, objects_, media_, random_, clock_}};
  app::ResumeUpload uploads_{{store_, upload_rows_, objects_, keep_, random_, clock_}};
  app::DeleteAsset delete_{store_, assets_, objects_};
  app::SweepFiles sweep_{{store_, accounts_, assets_, upload_rows_, objects_, clock_}};
  app::AnalyzeAsset analyze_{
      {store_, assets_, analyses_, objects_, jobs_, analyzer_, random_, clock_}, 1ms};
  app::JobRunner runner_{store_, jobs_, clock_, {&analyze_}, {.batch = 1}};
};

TEST_P(MediaContract, AKeptFileHasItsBytesAndItsPicture) {
  const auto kept = keep("video");

  ASSERT_TRUE(kept) << kept.error();
  EXPECT_EQ(app::read_object(objects_, key_of(*kept)).value(), "video");
  EXPECT_EQ(app::read_object(objects_, app::poster_key(key_of(*kept))).value(), "poster");
  EXPECT_TRUE(keep("video")->duplicate);
}

TEST_P(MediaContract, ADeletedFileComesBackWhole) {
  const auto kept = keep("video");
  ASSERT_TRUE(delete_.run(alpha_, kept->asset_id));
  EXPECT_FALSE(objects_.has(key_of(*kept)));
  EXPECT_FALSE(objects_.has(app::poster_key(key_of(*kept))));
  EXPECT_EQ(delete_.run(alpha_, kept->asset_id).error().code, ErrorCode::NotFound);

  const auto again = keep("video");

  EXPECT_EQ(again->asset_id, kept->asset_id);
  EXPECT_FALSE(again->duplicate);
  EXPECT_TRUE(objects_.has(key_of(*again)));
}

// Who deletes has deleted the row, and not yet the bytes, when the same file comes again.
TEST_P(MediaContract, AFileThatComesWhileItIsDeletedKeepsItsBytes) {
  const auto kept = keep("video");
  const auto removed =
      *store_.write(alpha_, [&](Transaction& t) { return assets_.remove(t, kept->asset_id); });
  ASSERT_TRUE(removed);

  ASSERT_TRUE(keep("video"));

  EXPECT_FALSE(*store_.write(
      alpha_, [&](Transaction& t) { return assets_.hold_deleted(t, kept->asset_id); }));
  EXPECT_TRUE(objects_.has(key_of(*kept)));
}

TEST_P(MediaContract, TheSweepTakesWhatHasNoRow) {
  const auto kept = keep("video");
  const auto orphan = app::object_key(alpha_.account(), std::string(64, 'a'));
  const auto seen_in_nothing = app::artifact_key(alpha_.account(), new_id(), "p");
  ASSERT_TRUE(objects_.put(orphan, "x"));
  ASSERT_TRUE(objects_.put(app::document_key(seen_in_nothing), "{}"));

  EXPECT_EQ(sweep_.run().value(), 0) << "their rows may be yet to come";
  clock_.set(TimePoint{Millis{4'102'444'800'000}});
  EXPECT_EQ(sweep_.run().value(), 2);

  EXPECT_FALSE(objects_.has(orphan));
  EXPECT_TRUE(objects_.has(key_of(*kept)));
  EXPECT_TRUE(objects_.has(app::poster_key(key_of(*kept))));
}

TEST_P(MediaContract, AnUploadGoesOnWhereItWas) {
  const auto id = begin(9);

  EXPECT_EQ(send(id, 0, "vid")->offset, 3);
  EXPECT_EQ(send(id, 0, "vid").error().code, ErrorCode::Conflict);
  EXPECT_EQ(send(id, 3, "eo")->offset, 5);
  const auto whole = send(id, 5, " end");

  ASSERT_TRUE(whole) << whole.error();
  ASSERT_TRUE(whole->asset_id);
  EXPECT_EQ(uploads_.find(alpha_, id)->asset_id, whole->asset_id);
  const auto asset =
      *store_.read(alpha_, [&](Transaction& t) { return assets_.find(t, *whole->asset_id); });
  EXPECT_EQ(app::read_object(objects_, asset->storage_key).value(), "video end");
}

TEST_P(MediaContract, BytesThatDidNotCountAreSentAgain) {
  const auto id = begin(5);
  ASSERT_TRUE(send(id, 0, "vi"));
  {  // killed before the commit
    const auto open = uploads_.open(alpha_, id, 2);
    ASSERT_TRUE(open->draft->write("XXX"));
    EXPECT_EQ(uploads_.open(alpha_, id, 2).error().code, ErrorCode::Conflict) << "one at a time";
  }

  const auto whole = send(id, 2, "deo");

  ASSERT_TRUE(whole->asset_id);
  EXPECT_EQ(keep("video")->asset_id, *whole->asset_id) << "the same bytes";
}

// A client that timed out sends its piece again while the first request still works.
TEST_P(MediaContract, AStalePieceLeavesWhatCountedMeanwhile) {
  const auto id = begin(5);
  ASSERT_TRUE(send(id, 0, "vi"));
  BusyClock busy(clock_);
  app::ResumeUpload slow({store_, upload_rows_, objects_, keep_, random_, busy});
  busy.meanwhile = [&] { EXPECT_TRUE(send(id, 2, "de")); };  // it has read its row by then

  EXPECT_EQ(slow.open(alpha_, id, 2).error().code, ErrorCode::Conflict);

  const auto whole = send(id, 4, "o");
  ASSERT_TRUE(whole) << whole.error();
  EXPECT_EQ(keep("video")->asset_id, whole->asset_id) << "the same bytes";
}

// Killed after the bytes were placed, and before the row of the upload moved on.
TEST_P(MediaContract, AnAssetOutlivesACommitOfItsBytesThatBrokeOff) {
  const auto kept = keep("video");
  const auto id = begin(5);
  ASSERT_TRUE(send(id, 0, "vi"));
  {
    const auto open = uploads_.open(alpha_, id, 2);
    ASSERT_TRUE(open->draft->write("deo"));
    ASSERT_TRUE(objects_.place(*open->draft, key_of(*kept)));
  }

  ASSERT_TRUE(send(id, 2, "r"));

  EXPECT_EQ(app::read_object(objects_, key_of(*kept)).value(), "video");
}

TEST_P(MediaContract, AnUploadThatWasGivenUpIsGone) {
  const auto id = begin(5);
  ASSERT_TRUE(send(id, 0, "vi"));

  ASSERT_TRUE(uploads_.end(alpha_, id));

  EXPECT_EQ(uploads_.find(alpha_, id).error().code, ErrorCode::NotFound);
  EXPECT_EQ(send(id, 2, "d").error().code, ErrorCode::NotFound);
}

TEST_P(MediaContract, AnAnalysisIsDoneOnceByItsJob) {
  const auto asset = keep("video")->asset_id;

  const auto asked = ask(asset);
  ASSERT_TRUE(asked) << asked.error();
  EXPECT_EQ(ask(asset)->job_id, asked->job_id) << "the same job";
  EXPECT_FALSE(latest(asset));
  EXPECT_EQ(step().completed, 1);

  ASSERT_TRUE(latest(asset));
  EXPECT_EQ(latest(asset)->status, app::AnalysisStatus::Complete);
  const auto artifact = *latest(asset)->artifact_key;
  EXPECT_EQ(app::read_object(objects_, app::document_key(artifact)).value(), "{\"whole\":1}");
  EXPECT_EQ(app::read_object(objects_, app::picture_key(artifact, 1)).value(), "picture");
  EXPECT_TRUE(ask(asset)->done);
  EXPECT_EQ(step().all(), 0);
  EXPECT_EQ(analyzer_.calls, 1);
}

TEST_P(MediaContract, AJobOfADeletedAssetLeavesNothing) {
  const auto asset = keep("video")->asset_id;
  const auto asked = ask(asset);
  analyzer_.meanwhile = [&](const std::stop_token&) { EXPECT_TRUE(delete_.run(alpha_, asset)); };

  EXPECT_EQ(step().completed, 1);

  EXPECT_FALSE(latest(asset));
  EXPECT_EQ(job(asked->job_id)->state, app::JobState::Completed);
}

TEST_P(MediaContract, ACancelledJobStopsItsWork) {
  const auto asset = keep("video")->asset_id;
  const auto asked = ask(asset);
  analyzer_.meanwhile = [&](const std::stop_token& stop) {
    EXPECT_TRUE(
        *store_.write_shared([&](SharedTransaction& t) { return jobs_.cancel(t, asked->job_id); }));
    std::atomic<bool> stopped{false};
    const std::stop_callback on_stop(stop, [&] {
      stopped = true;
      stopped.notify_all();
    });
    stopped.wait(false);
  };

  EXPECT_EQ(step().lost, 1);

  EXPECT_EQ(job(asked->job_id)->state, app::JobState::Cancelled);
  EXPECT_FALSE(latest(asset));
  EXPECT_NE(ask(asset)->job_id, asked->job_id) << "it may be asked for again";
}

// More often than it may fail.
TEST_P(MediaContract, AnAnalysisThatEndsWithTheServerHasNotFailed) {
  const auto asset = keep("video")->asset_id;
  const auto asked = ask(asset);
  for (int stops = 0; stops < 4; ++stops) {
    app::AnalyzeAsset ending(
        {store_, assets_, analyses_, objects_, jobs_, analyzer_, random_, clock_}, 1ms);
    app::JobRunner runner(store_, jobs_, clock_, {&ending}, {.batch = 1});
    std::stop_source stop;
    analyzer_.meanwhile = [&](const std::stop_token&) {
      stop.request_stop();
      ending.stop();
    };

    EXPECT_EQ(runner.step(stop.get_token())->given_back, 1);

    EXPECT_EQ(job(asked->job_id)->state, app::JobState::Created);
  }
  analyzer_.meanwhile = nullptr;

  EXPECT_EQ(step().completed, 1);
  EXPECT_EQ(latest(asset)->status, app::AnalysisStatus::Complete);
}

GV_ON_EACH_ENGINE(MediaContract);

}  // namespace
}  // namespace gv::contract
