#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/file/byte_source.h"

namespace gv::csv {

/// What one record may be. Priors: no real export comes near.
struct Limits {
  std::size_t record_bytes_max{1 << 20};
  std::size_t fields_max{1'000};
};

/// Where a field lies in its record, without the outer quotes.
struct FieldSpan {
  std::size_t begin{0};
  std::size_t end{0};
  bool escaped{false};  ///< holds doubled quotes
};

/// Cuts bytes into records and fields in one pass, whatever pieces the source hands out. It knows
/// quotes and line ends, not what a field means. Holds two records' worth of memory at most.
class RecordScanner {
 public:
  RecordScanner(std::unique_ptr<file::ByteSource> source, std::string name, const Limits& limits);

  /// Up to `bytes` (at most the first block) of what comes next, without using it up.
  Result<std::string_view> peek(std::size_t bytes);
  void skip(std::size_t bytes);
  void set_delimiter(char delimiter);

  /// Moves to the next record that is not a blank line; false at the end. A record beyond the
  /// limits ends at the line end that follows the limit, be it in quotes or not: a quote left open
  /// must not cost the rest of the file.
  ///
  /// Errors: whatever the source reports.
  Result<bool> next();

  std::uint64_t line() const { return line_; }  ///< of the record's first byte; 1 is the first
  std::uint64_t line_last() const { return line_next_ - 1; }              ///< of its last byte
  std::span<char> bytes() { return {buffer_.data() + begin_, length_}; }  ///< without line end
  const std::vector<FieldSpan>& fields() const { return fields_; }
  /// The field, counted from 1, that has text behind its closing quote; 0: none.
  std::size_t field_with_tail() const { return field_with_tail_; }
  bool ends_in_quotes() const { return state_ == State::Quoted; }
  /// Why the record is beyond the limits, "is longer than 1048576 bytes"; empty when it is not. Of
  /// its bytes only the front is there, its fields mean nothing.
  std::string excess() const;

 private:
  enum class State { FieldStart, Plain, Quoted, QuoteSeen };

  void start_record();
  bool scan();
  void start_field();
  bool scan_plain();
  void scan_quoted();
  bool scan_behind_quote();
  bool end_field(std::size_t end);
  void end_input();
  Result<bool> refill();
  bool too_long(std::size_t length) const { return length > limits_.record_bytes_max; }
  void cut();
  Result<void> skip_rest();
  void finish_record();
  std::size_t offset() const { return cursor_ - begin_; }

  std::unique_ptr<file::ByteSource> source_;
  std::string name_;
  Limits limits_;
  std::vector<char> buffer_;
  std::array<bool, 256> special_{};  ///< ends an unquoted field

  // Places in buffer_: [begin_, end_) is unread, or belongs to the record being scanned.
  std::size_t begin_{0};
  std::size_t cursor_{0};
  std::size_t end_{0};
  bool line_feed_pending_{false};  ///< the last record ended in CR: an LF belongs to it

  // The record. Places count from its first byte: the buffer moves while it is being filled.
  State state_{State::FieldStart};
  FieldSpan field_;
  std::vector<FieldSpan> fields_;
  std::size_t field_with_tail_{0};
  bool any_quotes_{false};
  bool cut_{false};   ///< it goes on beyond the limit of bytes
  bool rest_{false};  ///< what is left of its line is to be skipped
  std::size_t length_{0};
  std::uint64_t line_{0};
  std::uint64_t line_next_{1};
};

}  // namespace gv::csv
