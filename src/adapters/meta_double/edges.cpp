#include "adapters/meta_double/edges.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/meta_double/filtering.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/reading.h"
#include "adapters/meta_double/schema.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::size_t kLimitMax = 5'000;

/// Cursors are opaque to clients: the place in hex behind a letter.
std::string cursor_of(std::size_t place) { return fmt::format("C{:x}", place); }

std::optional<std::size_t> place_of(std::string_view cursor) {
  if (!cursor.starts_with('C') || cursor.size() > 9 || cursor.size() < 2) return std::nullopt;
  std::size_t place = 0;
  for (const char letter : cursor.substr(1)) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto digit = kDigits.find(letter);
    if (digit == std::string_view::npos) return std::nullopt;
    place = place * 16 + digit;
  }
  return place;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= 'A' && byte <= 'Z') ||
                       std::string_view("-_.~").find(letter) != std::string_view::npos;
    out += plain ? std::string(1, letter) : fmt::format("%{:02X}", byte);
  }
  return out;
}

/// The same question, from `after` on. As with Meta it carries the token.
std::string next_link(const Call& call, const std::string& after) {
  std::string link = call.base;
  if (!call.version.empty()) link += "/" + call.version;
  for (const auto& segment : call.path) link += "/" + segment;
  link += "?access_token=" + escaped(call.token);
  for (const auto& [name, given] : call.params) {
    if (name == "after") continue;
    link += fmt::format("&{}={}", std::string_view(name), escaped(text_of(given)));
  }
  return link + "&after=" + after;
}

bool is_below(const Platform& platform, const Object& object, const Object* parent) {
  if (parent == nullptr || object.parent == parent->id) return true;
  return parent->kind == Kind::Campaign && campaign_of(platform, object).id == parent->id;
}

/// Whether statuses are asked for by name: then the deleted and archived may be among them.
bool names_statuses(const Call& call, const std::vector<Filter>& filters) {
  return call.find("effective_status") != nullptr ||
         std::any_of(filters.begin(), filters.end(), [](const Filter& one) {
           return one.field.ends_with("effective_status") || one.field.ends_with("id");
         });
}

bool has_status(const Call& call, const std::string& status) {
  const auto* const asked = call.find("effective_status");
  if (asked == nullptr) return true;
  const auto* const list = asked->if_array();
  if (list == nullptr) return text_of(*asked) == status;
  return std::any_of(list->begin(), list->end(),
                     [&](const value& one) { return text_of(one) == status; });
}

}  // namespace

Graph<PageQuery> page_query(const Call& call, std::size_t limit_max) {
  const auto limit = call.whole("limit", 25);
  if (!limit) return tl::unexpected(limit.error());
  if (*limit < 1) return tl::unexpected(bad_parameter("limit", "must be positive"));
  PageQuery query{.limit = std::min(static_cast<std::size_t>(*limit), limit_max)};
  const auto after = call.text("after");
  if (!after || after->empty()) return query;
  const auto place = place_of(*after);
  if (!place) return tl::unexpected(bad_parameter("after", "is no cursor of this edge"));
  query.first = *place;
  return query;
}

Graph<value> page_of(const Call& call, const PageQuery& query, std::size_t count,
                     const std::function<Graph<value>(std::size_t)>& element) {
  const auto first = std::min(query.first, count);
  const auto end = std::min(count, first + query.limit);
  array data;
  for (std::size_t i = first; i < end; ++i) {
    auto one = element(i);
    if (!one) return one;
    data.push_back(*std::move(one));
  }
  object page;
  if (!data.empty()) {
    object paging{{"cursors", {{"before", cursor_of(first)}, {"after", cursor_of(end)}}}};
    if (end < count) paging["next"] = next_link(call, cursor_of(end));
    page["paging"] = paging;
  }
  page["data"] = std::move(data);
  return page;
}

Graph<value> list_edge(const Platform& platform, std::size_t account, const Object* parent,
                       Kind kind, const Call& call) {
  const auto query = page_query(call, kLimitMax);
  const auto filters = filters_of(call);
  if (!query) return tl::unexpected(query.error());
  if (!filters) return tl::unexpected(filters.error());
  const bool all = names_statuses(call, *filters);
  std::vector<const Object*> listed;
  for (const Object* const object : objects_of(platform, account, kind)) {
    const auto status = effective_status(platform, *object, platform.now);
    const bool gone = status == "DELETED" || status == "ARCHIVED";
    if ((gone && !all) || !has_status(call, status)) continue;
    if (!is_below(platform, *object, parent)) continue;
    if (admits_all(*filters, platform, *object)) listed.push_back(object);
  }
  const auto wanted = wanted_fields(call.text("fields").value_or("id"));
  auto page = page_of(call, *query, listed.size(), [&](std::size_t i) -> Graph<value> {
    auto read = read_object(platform, *listed[i], wanted);
    if (!read) return tl::unexpected(std::move(read).error());
    return value(*std::move(read));
  });
  if (page && call.text("summary").value_or("").find("total_count") != std::string::npos) {
    page->get_object()["summary"] = object{{"total_count", listed.size()}};
  }
  return page;
}

}  // namespace gv::meta_double
