#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace gv::csv {

/// Appends one record (RFC 4180) with its line end, CR LF, to `out`.
///
/// A field is quoted when it holds a quote, a line end or one of , ; tab (so that whoever guesses
/// the delimiter guesses right), begins or ends with a blank, or begins with a byte order mark; an
/// empty field only where it is alone, since a blank line would be skipped. `Reader` gives back the
/// same fields. Nothing else is changed: a text that a spreadsheet would take for a formula
/// ("=1+1") stays as it is, neutralising belongs to whoever writes for spreadsheets.
void append_record(std::string& out, std::span<const std::string_view> fields,
                   char delimiter = ',');
void append_record(std::string& out, std::span<const std::string> fields, char delimiter = ',');
void append_record(std::string& out, std::initializer_list<std::string_view> fields,
                   char delimiter = ',');

}  // namespace gv::csv
