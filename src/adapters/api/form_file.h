#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/ports/object_store.h"
#include "io/http/multipart.h"
#include "io/http/request.h"

namespace gv::api {

/// Takes a form of multipart/form-data whose part `file` is written to a draft as it comes. A part
/// `name` replaces the file's own name; others are left out of account. What is wrong with the form
/// is told at its end: the rest of it is passed over.
class FormFile final : public http::BodySink, private http::PartSink {
 public:
  static constexpr std::size_t kTextBytesMax = 1'024;

  FormFile(http::MultipartReader reader, std::unique_ptr<app::Draft> draft)
      : reader_(std::move(reader)), draft_(std::move(draft)) {}

  /// Errors: those of the draft.
  Result<void> write(std::string_view piece) override;

  /// After the last piece. Errors: InvalidInput for a malformed form, or one without exactly one
  /// file.
  [[nodiscard]] Result<void> finish() const;
  [[nodiscard]] app::Draft& draft() { return *draft_; }
  [[nodiscard]] const std::string& name() const { return name_.empty() ? file_name_ : name_; }

 private:
  enum class Part { File, Name, Other };

  Result<void> begin(const http::PartHead& head) override;
  Result<void> bytes(std::string_view piece) override;
  Result<void> end() override { return {}; }

  http::MultipartReader reader_;
  std::unique_ptr<app::Draft> draft_;
  Part part_{Part::Other};
  int files_{0};
  std::string file_name_;
  std::string name_;
  std::optional<Error> refused_;
  bool of_disk_{false};  ///< the last error was the draft's
};

}  // namespace gv::api
