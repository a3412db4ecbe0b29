#include "io/csv/reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace gv::csv {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kDelimiters = ",;\t";  // a tie goes to the first
constexpr std::size_t kHeaderBytesLookedAt = 64 * 1024;

bool contains_nul(std::string_view bytes) {
  return !bytes.empty() && std::memchr(bytes.data(), '\0', bytes.size()) != nullptr;
}

/// Control characters but for blanks and line ends: no column has them in its name.
bool looks_binary(std::string_view header) {
  return std::any_of(header.begin(), header.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n';
  });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The delimiter that the first line with anything in it has most of, outside quotes.
char detect_delimiter(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  for (const char c : head) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\r' || c == '\n') break;
    const auto index = kDelimiters.find(c);
    if (index != std::string_view::npos) ++counts[index];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

/// Removes the second of each pair of quotes, in place; returns the new length.
std::size_t undouble(char* text, std::size_t length) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < length; ++i) {
    if (text[i] == '"') ++i;
    text[kept++] = text[std::min(i, length - 1)];
  }
  return kept;
}

Result<void> refuse_foreign_formats(std::string_view head, const std::string& name) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    return fail(ErrorCode::UnusableInput, name, "is UTF-16 text, UTF-8 is expected",
                "export it as \"CSV UTF-8\"");
  }
  if (head.starts_with("PK\x03\x04")) {
    return fail(ErrorCode::UnusableInput, name,
                "does not look like a CSV file: it is a ZIP archive or an Excel workbook",
                "export the sheet as \"CSV UTF-8\"");
  }
  return {};
}

}  // namespace

Reader::Reader(RecordScanner scanner, std::string name)
    : scanner_(std::move(scanner)), name_(std::move(name)) {}

Result<Reader> Reader::open(std::unique_ptr<file::ByteSource> source, std::string name,
                            const Limits& limits) {
  Reader reader(RecordScanner(std::move(source), name, limits), name);
  GV_TRY(reader.read_header());
  return reader;
}

Result<void> Reader::read_header() {
  GV_TRY(std::string_view head, scanner_.peek(kHeaderBytesLookedAt));
  GV_TRY(refuse_foreign_formats(head, name_));
  if (head.starts_with(kByteOrderMark)) {
    scanner_.skip(kByteOrderMark.size());
    head.remove_prefix(kByteOrderMark.size());
  }
  delimiter_ = detect_delimiter(head);
  scanner_.set_delimiter(delimiter_);
  GV_TRY(const bool found, scanner_.next());
  if (!found) return fail(ErrorCode::UnusableInput, name_, "holds no header line");
  if (const auto excess = scanner_.excess(); !excess.empty()) {
    return fail(ErrorCode::UnusableInput, fmt::format("{}:{}", name_, scanner_.line()),
                "a record " + excess);
  }
  const auto bytes = scanner_.bytes();
  std::string reason = trouble();
  if (reason.empty() && looks_binary({bytes.data(), bytes.size()})) {
    reason = "holds control characters";
  }
  if (!reason.empty()) {
    return fail(ErrorCode::UnusableInput, name_,
                "does not look like a CSV file: its header line " + reason);
  }
  for (const FieldSpan& field : scanner_.fields()) header_.emplace_back(trimmed(unquoted(field)));
  return {};
}

Result<bool> Reader::next(Row& row) {
  if (failure_) return tl::unexpected<Error>(*failure_);
  row.fields.clear();
  row.error.reset();
  const auto found = scanner_.next();
  if (!found) {
    failure_ = found.error();
    return tl::unexpected<Error>(*failure_);
  }
  if (!*found) return false;
  row.line = scanner_.line();
  std::string reason = trouble();
  if (!reason.empty()) {
    const auto raw = scanner_.bytes();
    row.error = RowError{std::move(reason), excerpt({raw.data(), raw.size()})};
    return true;
  }
  for (const FieldSpan& field : scanner_.fields()) row.fields.push_back(unquoted(field));
  return true;
}

/// What is wrong with the record as it stands, empty when nothing is.
std::string Reader::trouble() {
  if (auto excess = scanner_.excess(); !excess.empty()) return excess;
  const std::string_view bytes(scanner_.bytes().data(), scanner_.bytes().size());
  if (contains_nul(bytes)) return "holds a NUL byte";
  if (!is_utf8(bytes)) return "is not UTF-8 text";
  const std::size_t fields = scanner_.fields().size();
  if (scanner_.ends_in_quotes()) {
    return fmt::format("opens a quote in field {} that is never closed: lines {} to {} are lost",
                       fields + 1, scanner_.line(), scanner_.line_last());
  }
  if (scanner_.field_with_tail() > 0) {
    return fmt::format("has text behind the closing quote of field {}", scanner_.field_with_tail());
  }
  if (!header_.empty() && fields != header_.size()) {
    return fmt::format("has {} field{}, the header has {}", fields, fields == 1 ? "" : "s",
                       header_.size());
  }
  return {};
}

std::string_view Reader::unquoted(const FieldSpan& field) {
  char* const text = scanner_.bytes().data() + field.begin;
  const std::size_t length = field.end - field.begin;
  return {text, field.escaped ? undouble(text, length) : length};
}

}  // namespace gv::csv
