#include "adapters/api/collection.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "io/csv/writer.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

constexpr std::int64_t kLimitMax = 200;
constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kCursorBytesMax = 2'048;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string cell_of(const boost::json::value& value) {
  if (value.is_null()) return {};
  if (!value.is_string()) return json::compact(value);
  const std::string_view text = value.get_string();
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  return formula ? "'" + std::string(text) : std::string(text);
}

class RowSource : public http::BodySource {
 public:
  RowSource(RowForm form, RowPage first, std::function<Result<RowPage>(const std::string&)> ask)
      : form_(form), page_(std::move(first)), ask_(std::move(ask)) {}

  Result<bool> next(std::string& piece) override {
    if (asked_) {
      GV_TRY(page_, ask_(*page_.next_cursor));
    }
    asked_ = true;
    for (const auto& row : page_.rows) append_row(piece, row, form_, rows_++ == 0);
    if (rows_ > kRowsMax) {
      return fail(ErrorCode::InvalidInput, "query", "has too many rows; ask for a narrower range");
    }
    return page_.next_cursor.has_value();
  }

 private:
  const RowForm form_;
  RowPage page_;
  const std::function<Result<RowPage>(const std::string&)> ask_;
  bool asked_{false};
  std::size_t rows_{0};
};

}  // namespace

void check(const PageRequest& page, Binder& binder) {
  if (page.limit && (*page.limit < 1 || *page.limit > kLimitMax)) {
    binder.complain_at("limit", fmt::format("must lie in [1, {}], got {}", kLimitMax, *page.limit));
  }
  if (page.count && *page.count != "exact") binder.complain_at("count", "must be exact");
}

std::string cursor_of(std::initializer_list<std::string_view> keys) {
  boost::json::array list;
  for (const auto key : keys) list.emplace_back(boost::json::string(key));
  const auto text = json::compact(list);
  std::string out(sodium_base64_ENCODED_LEN(text.size(), kBase64), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()),
                    text.size(), kBase64);
  out.resize(out.find('\0'));
  return out;
}

Result<std::vector<std::string>> keys_of(std::string_view cursor, std::size_t count) {
  const auto refused = [] {
    return fail(ErrorCode::InvalidInput, "cursor", "must be the next_cursor of a page before");
  };
  if (cursor.size() > kCursorBytesMax) return refused();
  std::string text(cursor.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(text.data()), text.size(), cursor.data(),
                        cursor.size(), nullptr, &length, nullptr, kBase64) != 0) {
    return refused();
  }
  text.resize(length);
  const auto parsed = json::parse(text, "cursor", {.refuses_nul = true});
  if (!parsed || !parsed->is_array() || parsed->get_array().size() != count) return refused();
  std::vector<std::string> keys;
  for (const auto& key : parsed->get_array()) {
    if (!key.is_string()) return refused();
    keys.emplace_back(std::string_view(key.get_string()));
  }
  return keys;
}

Result<std::int64_t> number_in(const std::optional<std::string>& cursor) {
  if (!cursor) return 0;
  GV_TRY(const auto keys, keys_of(*cursor, 1));
  const auto& text = keys[0];
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= 1) return number;
  return fail(ErrorCode::InvalidInput, "cursor", "must be the next_cursor of a page before");
}

std::string link_with_cursor(const http::Request& request, std::string_view cursor) {
  std::string link = request.target.path;
  char separator = '?';
  const auto append = [&](std::string_view name, std::string_view value) {
    link += separator + percent_encoded(name) + "=" + percent_encoded(value);
    separator = '&';
  };
  for (const auto& [name, value] : request.target.query) {
    if (name != "cursor") append(name, value);
  }
  append("cursor", cursor);
  return link;
}

RowForm row_form_of(const http::Request& request) {
  const bool csv = request.headers.has_token("Accept", "text/csv");
  const bool ndjson = request.headers.has_token("Accept", "application/x-ndjson");
  if (!csv && !ndjson) return RowForm::Page;
  const auto accept = request.headers.value("Accept");
  if (csv && ndjson) {
    return accept.find("text/csv") < accept.find("application/x-ndjson") ? RowForm::Csv
                                                                         : RowForm::Ndjson;
  }
  return csv ? RowForm::Csv : RowForm::Ndjson;
}

void append_row(std::string& out, const boost::json::value& row, RowForm form, bool first) {
  if (form != RowForm::Csv || !row.is_object()) {
    out += json::compact(row) + "\n";
    return;
  }
  std::vector<std::string> names;
  std::vector<std::string> cells;
  for (const auto& member : row.get_object()) {
    if (first) names.emplace_back(std::string_view(member.key()));
    cells.push_back(cell_of(member.value()));
  }
  if (first) csv::append_record(out, names);
  csv::append_record(out, cells);
}

OwnContext::OwnContext(const Context& context)
    : request_(context.http),
      principal_(context.principal != nullptr ? std::optional(*context.principal) : std::nullopt),
      context_{.http = request_,
               .principal = principal_ ? &*principal_ : nullptr,
               .account = context.account,
               .form = context.form,
               .now = context.now} {}

http::Response stream_rows(RowForm form, RowPage first,
                           std::function<Result<RowPage>(const std::string& cursor)> ask) {
  http::Response response;
  response.headers.add("Content-Type",
                       form == RowForm::Csv ? "text/csv; charset=utf-8" : "application/x-ndjson");
  response.headers.add("Cache-Control", "no-store");
  response.body = std::make_unique<RowSource>(form, std::move(first), std::move(ask));
  return response;
}

}  // namespace gv::api
