#include "io/http/etag.h"

#include "base/hash.h"

namespace gv::http {
namespace {

/// Whether `list` ("a", W/"b", "c") holds `etag`; a weak member only when `weakly`.
bool lists(std::string_view list, std::string_view etag, bool weakly) {
  while (!list.empty()) {
    const auto start = list.find_first_not_of(" \t,");
    if (start == std::string_view::npos) return false;
    list.remove_prefix(start);
    if (list.starts_with('*')) return true;
    const bool weak = list.starts_with("W/");
    if (weak) list.remove_prefix(2);
    if (!list.starts_with('"')) return false;
    const auto end = list.find('"', 1);
    if (end == std::string_view::npos) return false;
    if (list.substr(0, end + 1) == etag && (!weak || weakly)) return true;
    list.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

std::string etag_of(std::string_view bytes) { return '"' + sha256_hex(bytes).substr(0, 22) + '"'; }

IfMatch if_match(const Request& request, std::string_view etag) {
  const auto header = request.headers.find("If-Match");
  if (!header) return IfMatch::Missing;
  return lists(*header, etag, false) ? IfMatch::Fulfilled : IfMatch::Stale;
}

void tag(const Request& request, std::string etag, Response& response) {
  const auto header = request.headers.find("If-None-Match");
  if (header && lists(*header, etag, true) && response.status == 200) {
    response.status = 304;
    response.body = std::string();
  }
  response.headers.set("ETag", std::move(etag));
}

}  // namespace gv::http
