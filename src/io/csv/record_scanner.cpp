#include "io/csv/record_scanner.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace gv::csv {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

std::size_t as_index(char c) { return static_cast<unsigned char>(c); }

/// Line ends in `bytes`: LF, CR LF or CR.
std::uint64_t count_line_ends(std::string_view bytes) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool carriage_return =
        bytes[i] == '\r' && !(i + 1 < bytes.size() && bytes[i + 1] == '\n');
    if (bytes[i] == '\n' || carriage_return) ++count;
  }
  return count;
}

}  // namespace

RecordScanner::RecordScanner(std::unique_ptr<file::ByteSource> source, std::string name,
                             const Limits& limits)
    : source_(std::move(source)), name_(std::move(name)), limits_(limits), buffer_(kBlock) {
  set_delimiter(',');
}

void RecordScanner::set_delimiter(char delimiter) {
  special_ = {};
  for (const char c : {delimiter, '\r', '\n'}) special_[as_index(c)] = true;
}

Result<std::string_view> RecordScanner::peek(std::size_t bytes) {
  while (end_ - begin_ < std::min(bytes, kBlock)) {
    GV_TRY(const bool more, refill());
    if (!more) break;
  }
  return std::string_view(buffer_.data() + begin_, std::min(bytes, end_ - begin_));
}

void RecordScanner::skip(std::size_t bytes) {
  begin_ += bytes;
  cursor_ = begin_;
}

Result<bool> RecordScanner::next() {
  begin_ = cursor_;
  if (rest_) GV_TRY(skip_rest());
  start_record();
  bool beyond = false;
  while (!scan()) {
    beyond = too_long(offset());
    if (beyond) break;
    GV_TRY(const bool more, refill());
    if (more) continue;
    if (offset() == 0) return false;
    end_input();
    break;
  }
  if (beyond || too_long(length_)) cut();
  finish_record();
  return true;
}

void RecordScanner::start_record() {
  state_ = State::FieldStart;
  field_ = {};
  fields_.clear();
  field_with_tail_ = 0;
  any_quotes_ = false;
  cut_ = false;
  length_ = 0;
  line_ = line_next_;
}

/// Goes on with the record up to its line end; false when the buffer ends first.
bool RecordScanner::scan() {
  while (cursor_ < end_) {
    bool done = false;
    switch (state_) {
      case State::FieldStart:
        start_field();
        break;
      case State::Plain:
        done = scan_plain();
        break;
      case State::Quoted:
        scan_quoted();
        break;
      case State::QuoteSeen:
        done = scan_behind_quote();
        break;
    }
    if (done) return true;
  }
  return false;
}

void RecordScanner::start_field() {
  const char c = buffer_[cursor_];
  if (offset() == 0) {
    const bool rest_of_line_end = std::exchange(line_feed_pending_, false) && c == '\n';
    const bool blank = !rest_of_line_end && (c == '\r' || c == '\n');
    if (rest_of_line_end || blank) {
      line_feed_pending_ = blank && c == '\r';
      if (blank) line_ = ++line_next_;
      begin_ = ++cursor_;
      return;
    }
  }
  state_ = c == '"' ? State::Quoted : State::Plain;
  if (c == '"') {
    any_quotes_ = true;
    ++cursor_;
  }
  field_ = {.begin = offset()};
}

bool RecordScanner::scan_plain() {
  while (cursor_ < end_ && !special_[as_index(buffer_[cursor_])]) ++cursor_;
  return cursor_ < end_ && end_field(offset());
}

void RecordScanner::scan_quoted() {
  const void* const quote = std::memchr(buffer_.data() + cursor_, '"', end_ - cursor_);
  if (quote == nullptr) {
    cursor_ = end_;
    return;
  }
  cursor_ = static_cast<std::size_t>(static_cast<const char*>(quote) - buffer_.data());
  field_.end = offset();
  ++cursor_;
  state_ = State::QuoteSeen;
}

bool RecordScanner::scan_behind_quote() {
  const char c = buffer_[cursor_];
  if (special_[as_index(c)]) return end_field(field_.end);
  state_ = c == '"' ? State::Quoted : State::Plain;
  if (c == '"') {
    field_.escaped = true;
    ++cursor_;
  } else if (field_with_tail_ == 0) {
    field_with_tail_ = fields_.size() + 1;
  }
  return false;
}

/// Closes the field at the delimiter or line end under the cursor; true when the record is done.
bool RecordScanner::end_field(std::size_t end) {
  field_.end = end;
  fields_.push_back(field_);
  length_ = offset();
  const char c = buffer_[cursor_++];
  line_feed_pending_ = c == '\r';
  if (c == '\r' || c == '\n') return true;
  state_ = State::FieldStart;
  field_ = {.begin = offset()};
  rest_ = fields_.size() > limits_.fields_max;
  return rest_;
}

/// Closes the record at the end of the input, where the last line may lack its line end.
void RecordScanner::end_input() {
  length_ = offset();
  if (state_ == State::Quoted) return;
  if (state_ != State::QuoteSeen) field_.end = offset();
  fields_.push_back(field_);
}

/// Reads more behind the record that is being scanned, which moves to the front of the buffer.
Result<bool> RecordScanner::refill() {
  if (begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    cursor_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  GV_TRY(const std::size_t count, source_->read(std::span(buffer_).subspan(end_)));
  end_ += count;
  return count > 0;
}

std::string RecordScanner::excess() const {
  if (cut_) {
    const bool quotes = std::memchr(buffer_.data() + begin_, '"', length_) != nullptr;
    return fmt::format("is longer than {} bytes{}", limits_.record_bytes_max,
                       quotes ? " (is a quote left open?)" : "");
  }
  if (fields_.size() <= limits_.fields_max) return {};
  return fmt::format("has more than {} fields", limits_.fields_max);
}

/// Goes back to the limit of bytes: where the record is cut must not depend on how much of it the
/// source handed out at once.
void RecordScanner::cut() {
  cut_ = rest_ = true;
  line_feed_pending_ = false;
  length_ = limits_.record_bytes_max;
  cursor_ = begin_ + length_;
}

/// Drops bytes up to and with the next line end, in quotes or not.
Result<void> RecordScanner::skip_rest() {
  rest_ = false;
  while (true) {
    const auto at = std::string_view(buffer_.data(), end_).find_first_of("\r\n", cursor_);
    begin_ = cursor_ = std::min(at, end_);
    if (cursor_ < end_) break;
    GV_TRY(const bool more, refill());
    if (!more) return {};
  }
  line_feed_pending_ = buffer_[cursor_] == '\r';
  begin_ = ++cursor_;
  return {};
}

void RecordScanner::finish_record() {
  line_next_ = line_ + 1;
  if (any_quotes_) line_next_ += count_line_ends({buffer_.data() + begin_, length_});
}

}  // namespace gv::csv
