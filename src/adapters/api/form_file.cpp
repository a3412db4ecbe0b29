#include "adapters/api/form_file.h"

#include "base/utf8.h"

namespace gv::api {

Result<void> FormFile::write(std::string_view piece) {
  if (refused_) return {};
  auto fed = reader_.feed(piece, *this);
  if (fed) return {};
  if (of_disk_) return fed;
  refused_ = std::move(fed.error());
  return {};
}

Result<void> FormFile::begin(const http::PartHead& head) {
  part_ = Part::Other;
  if (head.name == "file") {
    part_ = Part::File;
    if (++files_ > 1) return fail(ErrorCode::InvalidInput, "file", "must come once, got a second");
    file_name_ = excerpt(head.filename.value_or(""), kTextBytesMax);
  } else if (head.name == "name") {
    part_ = Part::Name;
    name_.clear();
  }
  return {};
}

Result<void> FormFile::bytes(std::string_view piece) {
  switch (part_) {
    case Part::File: {
      auto written = draft_->write(piece);
      of_disk_ = !written;
      return written;
    }
    case Part::Name:
      if (name_.size() + piece.size() > kTextBytesMax) {
        return fail(ErrorCode::InvalidInput, "name",
                    "must be at most " + std::to_string(kTextBytesMax) + " bytes");
      }
      name_ += piece;
      break;
    case Part::Other:
      break;
  }
  return {};
}

Result<void> FormFile::finish() const {
  if (refused_) return tl::unexpected<Error>(*refused_);
  GV_TRY(reader_.finish());
  if (!is_utf8(name_)) return fail(ErrorCode::InvalidInput, "name", "must be UTF-8");
  if (files_ == 0) {
    return fail(ErrorCode::InvalidInput, "file", "is missing: the form has no part of this name");
  }
  return {};
}

}  // namespace gv::api
