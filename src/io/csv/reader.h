#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/csv/record_scanner.h"
#include "io/file/byte_source.h"

namespace gv::csv {

/// Why a row is no use, for a rejects file.
struct RowError {
  std::string reason;  ///< "has 14 fields, the header has 15"
  std::string raw;     ///< the row as it stands in the file, at most 200 bytes of it
};

/// One row. Reused from call to call; the views die with the next `Reader::next`.
struct Row {
  std::uint64_t line{0};                 ///< of its first byte; the header is on line 1
  std::vector<std::string_view> fields;  ///< as many as the header has, unquoted, not trimmed
  std::optional<RowError> error;         ///< set: `fields` is empty
};

/// Reads comma-separated values (RFC 4180) as a stream: memory does not grow with the file.
///
/// The first line that is not blank is the header. Accepted beyond the RFC: a UTF-8 byte order
/// mark; LF, CR LF or CR, mixed; ',', ';' or tab, whichever the header line has most of outside
/// quotes; a quote inside an unquoted field as itself. Blank lines are skipped. Not thread-safe.
class Reader {
 public:
  /// Reads the header. `name` is for messages.
  ///
  /// Errors: UnusableInput, `where` names the file: no header line, one beyond `limits`, UTF-16,
  /// or bytes that are no text; and what `next` reports.
  [[nodiscard]] static Result<Reader> open(std::unique_ptr<file::ByteSource> source,
                                           std::string name, const Limits& limits = {});

  /// Column names, blanks around them removed. They may repeat: what that means is the caller's.
  const std::vector<std::string>& header() const { return header_; }
  char delimiter() const { return delimiter_; }
  const std::string& name() const { return name_; }

  /// Reads the next row; false at the end. A row with the wrong number of fields, text behind a
  /// closing quote, a quote never closed, NUL bytes, malformed UTF-8 or beyond `Limits` has
  /// `row.error` set, and reading goes on behind it.
  ///
  /// Errors: UnusableInput: the file cannot be read on. The reader is then done: the next call
  /// reports the same.
  [[nodiscard]] Result<bool> next(Row& row);

 private:
  Reader(RecordScanner scanner, std::string name);

  Result<void> read_header();
  std::string trouble();
  std::string_view unquoted(const FieldSpan& field);

  RecordScanner scanner_;
  std::string name_;
  char delimiter_{','};
  std::vector<std::string> header_;
  std::optional<Error> failure_;
};

}  // namespace gv::csv
