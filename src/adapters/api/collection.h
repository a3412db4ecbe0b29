#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/binder.h"
#include "adapters/api/context.h"
#include "base/result.h"
#include "io/http/request.h"
#include "io/http/response.h"

namespace gv::api {

/// What every list takes in its query. A request of a list inherits it:
///
///   struct ListDeals : PageRequest { std::optional<std::string> status; };
///   BOOST_DESCRIBE_STRUCT(ListDeals, (PageRequest), (status))
struct PageRequest {
  std::optional<std::int64_t> limit;  ///< in [1, 200]
  std::optional<std::string> cursor;  ///< `next_cursor` of the page before
  std::optional<std::string> count;   ///< "exact" to be told the total

  [[nodiscard]] std::size_t rows_max() const {
    return static_cast<std::size_t>(limit.value_or(50));
  }
};
BOOST_DESCRIBE_STRUCT(PageRequest, (), (limit, cursor, count))
void check(const PageRequest& page, Binder& binder);

/// One page of a list. An endpoint that answers with one also answers with all rows as CSV or
/// NDJSON when that is what `Accept` asks for: it is called again with every `next_cursor`.
template <class T>
struct Collection {
  std::vector<T> items;
  std::optional<std::string> next_cursor;  ///< none: this is the last page
  std::optional<std::int64_t> total;
  BOOST_DESCRIBE_CLASS(Collection, (), (items, next_cursor, total), (), ())
};

/// An opaque cursor of the sort key and id of a page's last row.
[[nodiscard]] std::string cursor_of(std::initializer_list<std::string_view> keys);
/// The keys in a cursor. Errors: InvalidInput, `where` is "cursor", unless it is one of `count`
/// keys.
[[nodiscard]] Result<std::vector<std::string>> keys_of(std::string_view cursor, std::size_t count);

/// The number >= 1 that is a cursor's one key; 0 without a cursor. Errors: as `keys_of`.
[[nodiscard]] Result<std::int64_t> number_in(const std::optional<std::string>& cursor);

/// The page of a list that is short enough to be read whole: after the cursor's element, by `key`.
/// Errors: InvalidInput, as `keys_of`.
template <class T, class Key>
Result<Collection<T>> page_of(std::vector<T> all, const PageRequest& page, Key key) {
  auto first = all.begin();
  if (page.cursor) {
    GV_TRY(const auto after, keys_of(*page.cursor, 1));
    first = std::find_if(all.begin(), all.end(),
                         [&](const T& one) { return std::invoke(key, one) == after[0]; });
    if (first != all.end()) ++first;
  }
  const auto left = static_cast<std::size_t>(all.end() - first);
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(page.rows_max(), left));
  Collection<T> shown;
  if (last != all.end()) shown.next_cursor = cursor_of({std::invoke(key, *(last - 1))});
  if (page.count) shown.total = static_cast<std::int64_t>(all.size());
  shown.items.assign(std::make_move_iterator(first), std::make_move_iterator(last));
  return shown;
}

/// The request's own path and query with another cursor, for `Link: rel="next"`.
[[nodiscard]] std::string link_with_cursor(const http::Request& request, std::string_view cursor);

enum class RowForm { Page, Csv, Ndjson };
/// What `Accept` asks for: the first of text/csv and application/x-ndjson it names, else a page.
[[nodiscard]] RowForm row_form_of(const http::Request& request);

/// One row, and above the first one of CSV the names. A text that a spreadsheet would take for a
/// formula gets an apostrophe in front.
void append_row(std::string& out, const boost::json::value& row, RowForm form, bool first);

/// More rows than this end the stream in the middle: ask for a narrower range.
inline constexpr std::size_t kRowsMax = 500'000;

/// A context that owns what it refers to, for answers that are made while they are sent.
class OwnContext {
 public:
  explicit OwnContext(const Context& context);
  OwnContext(const OwnContext&) = delete;
  OwnContext& operator=(const OwnContext&) = delete;
  [[nodiscard]] const Context& get() const { return context_; }

 private:
  http::Request request_;
  std::optional<app::Principal> principal_;
  Context context_;
};

/// Pages of one endpoint, one after the other. `Ask` is called with a cursor and gives the rows of
/// that page as JSON, and the next cursor.
struct RowPage {
  std::vector<boost::json::value> rows;
  std::optional<std::string> next_cursor;
};
[[nodiscard]] http::Response stream_rows(
    RowForm form, RowPage first, std::function<Result<RowPage>(const std::string& cursor)> ask);

}  // namespace gv::api
