#include "adapters/api/search.h"

#include <algorithm>
#include <cctype>

#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

constexpr int kEachKind = 10;
constexpr std::ptrdiff_t kQueryMin = 2;
constexpr std::ptrdiff_t kQueryMax = 100;

bool contains(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

std::string text_of(const boost::json::object& schema, std::string_view member) {
  const auto* found = schema.if_contains(member);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

/// Keys below `schema` with `part` in their names or titles.
void find_settings(const boost::json::object& schema, const std::string& path,
                   std::string_view part, std::vector<SearchResult>& found) {
  const auto* members = schema.if_contains("properties");
  if (members == nullptr) return;
  for (const auto& [name, member] : members->as_object()) {
    const auto key = path.empty() ? std::string(name) : path + "." + std::string(name);
    const auto& inner = member.as_object();
    const auto title = text_of(inner, "title");
    if (found.size() < kEachKind && !title.empty() &&
        (contains(key, part) || contains(title, part))) {
      found.push_back({"setting", key, title, text_of(inner, "description")});
    }
    if (title.empty()) find_settings(inner, key, part, found);
  }
}

}  // namespace

void check(const SearchRequest& request, Binder& binder) {
  const auto characters = std::count_if(request.q.begin(), request.q.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // all but continuations of UTF-8
  });
  if (characters < kQueryMin || characters > kQueryMax) {
    binder.complain_at("q", "must have 2 to 100 characters");
  }
}

Result<SearchAnswer> SearchAccount::operator()(const Context& context,
                                               const SearchRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto things, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.search.find(transaction, request.q, kEachKind);
  }));
  SearchAnswer answer;
  for (const auto& [kind, id, title, detail] : things) {
    answer.results.push_back({kind, id, title, detail});
  }
  GV_TRY(const auto schema, json::parse(services.rules.schema(), "schema"));
  std::vector<SearchResult> settings;
  find_settings(schema.as_object(), "", request.q, settings);
  answer.results.insert(answer.results.end(), settings.begin(), settings.end());
  return answer;
}

void add_search_routes(Api& api, const SearchServices& services) {
  add(api, SearchAccount{services});
}

}  // namespace gv::api
