#include "app/assets/resume_upload.h"

#include <utility>

#include "base/check.h"

namespace gv::app {
namespace {

constexpr Hours kUploadLife{24};

tl::unexpected<Error> no_upload(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no upload \"" + id + "\".");
}

tl::unexpected<Error> moved_on() {
  return fail(ErrorCode::Conflict, "Upload-Offset",
              "The upload is at another offset. Ask for it with HEAD and go on from there.");
}

}  // namespace

Result<Upload> ResumeUpload::begin(const AccountScope& scope, const NewUpload& asked) {
  if (asked.length < 1) {
    return fail(ErrorCode::InvalidInput, "Upload-Length",
                "must be at least 1, got " + std::to_string(asked.length));
  }
  if (asked.length > kUploadBytesMax) {
    return fail(ErrorCode::LimitSize, "Upload-Length",
                "must be at most " + std::to_string(kUploadBytesMax) + ", got " +
                    std::to_string(asked.length));
  }
  const TimePoint now = ports_.clock.now();
  Upload upload{.id = new_id(ports_.random, now),
                .length = asked.length,
                .name = asked.name,
                .metadata = asked.metadata,
                .created_by = asked.created_by,
                .created_at = now,
                .expires_at = now + kUploadLife};
  GV_TRY(ports_.store.write(
      scope, [&](Transaction& transaction) { return ports_.uploads.add(transaction, upload); }));
  return upload;
}

Result<Upload> ResumeUpload::find(const AccountScope& scope, const std::string& id) {
  GV_TRY(auto upload, ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.uploads.find(transaction, id);
  }));
  if (!upload) return no_upload(id);
  if (upload->expires_at <= ports_.clock.now()) {
    return fail(ErrorCode::Gone, "id", "The upload has expired. Begin a new one.");
  }
  return *std::move(upload);
}

Result<OpenUpload> ResumeUpload::open(const AccountScope& scope, const std::string& id,
                                      std::int64_t offset) {
  GV_TRY(auto upload, find(scope, id));
  if (upload.offset != offset || upload.asset_id) return moved_on();
  // Who held the draft until now may have moved it on: what counts is known when nobody else can.
  const auto size = [&]() -> Result<std::uint64_t> {
    GV_TRY(const auto again, find(scope, id));
    if (again.offset != offset || again.asset_id) return moved_on();
    return static_cast<std::uint64_t>(offset);
  };
  auto draft = ports_.objects.named_draft(scope.account(), id, size);
  if (!draft && draft.error().code == ErrorCode::UnusableInput) {
    return fail(ErrorCode::Gone, "id", "Bytes of the upload are lost. Begin a new one.");
  }
  GV_TRY(auto taken, std::move(draft));
  return OpenUpload{std::move(upload), std::move(taken)};
}

Result<Upload> ResumeUpload::commit(const AccountScope& scope, OpenUpload open) {
  GV_CHECK(open.draft->size() <= static_cast<std::uint64_t>(open.upload.length));
  if (open.room() == 0) return finish(scope, std::move(open));
  GV_TRY(open.draft->flush());
  auto& upload = open.upload;
  const auto reached = static_cast<std::int64_t>(open.draft->size());
  GV_TRY(const bool moved, ports_.store.write(scope, [&](Transaction& transaction) {
    return ports_.uploads.advance(transaction, upload.id, upload.offset, reached);
  }));
  if (!moved) return moved_on();
  upload.offset = reached;
  return std::move(upload);
}

Result<Upload> ResumeUpload::finish(const AccountScope& scope, OpenUpload open) {
  auto& upload = open.upload;
  const auto also = [&](Transaction& transaction, const AddedAsset& added) -> Result<void> {
    GV_TRY(const bool finished,
           ports_.uploads.finish(transaction, upload, upload.offset, added.id));
    if (!finished) return moved_on();
    return {};
  };
  GV_TRY(auto kept, ports_.keep.run(scope, upload.name, *open.draft, also));
  ports_.objects.discard(scope.account(), upload.id);
  upload.offset = upload.length;
  upload.asset_id = std::move(kept.asset_id);
  return std::move(upload);
}

Result<void> ResumeUpload::end(const AccountScope& scope, const std::string& id) {
  GV_TRY(const bool removed, ports_.store.write(scope, [&](Transaction& transaction) {
    return ports_.uploads.remove(transaction, id);
  }));
  if (!removed) return no_upload(id);
  ports_.objects.discard(scope.account(), id);
  return {};
}

}  // namespace gv::app
