#include "io/csv/writer.h"

namespace gv::csv {
namespace {

bool needs_quotes(std::string_view field, bool alone) {
  if (field.empty()) return alone;
  return field.find_first_of("\",;\t\r\n") != std::string_view::npos || field.front() == ' ' ||
         field.back() == ' ' || field.starts_with("\xEF\xBB\xBF");
}

void append_quoted(std::string& out, std::string_view field) {
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

template <class Field>
void append(std::string& out, std::span<const Field> fields, char delimiter) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += delimiter;
    if (needs_quotes(fields[i], fields.size() == 1)) {
      append_quoted(out, fields[i]);
    } else {
      out += fields[i];
    }
  }
  out += "\r\n";
}

}  // namespace

void append_record(std::string& out, std::span<const std::string_view> fields, char delimiter) {
  append(out, fields, delimiter);
}

void append_record(std::string& out, std::span<const std::string> fields, char delimiter) {
  append(out, fields, delimiter);
}

void append_record(std::string& out, std::initializer_list<std::string_view> fields,
                   char delimiter) {
  append(out, std::span(fields.begin(), fields.size()), delimiter);
}

}  // namespace gv::csv
