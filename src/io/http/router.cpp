#include "io/http/router.h"

#include "base/check.h"

namespace gv::http {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> any;
  std::string any_name;
  std::map<Method, const Route*> routes;
  std::string allow;  ///< of `routes`
};

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_braced(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string allow_of(const std::map<Method, const Route*>& routes) {
  std::string allow;
  for (const auto& [method, route] : routes) {
    allow += std::string(to_text(method)) + ", ";
    if (method == Method::Get) allow += "HEAD, ";
  }
  return allow + "OPTIONS";
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  GV_CHECK(route.pattern.starts_with('/') && route.handle != nullptr);
  if (route.label.empty()) route.label = route.pattern;
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  const Route& added = *routes_.back();
  Node* node = root_.get();
  for (const auto segment : segments_of(added.pattern)) {
    if (!is_braced(segment)) {
      auto& next = node->literals[std::string(segment)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
      continue;
    }
    const auto name = segment.substr(1, segment.size() - 2);
    if (!node->any) node->any = std::make_unique<Node>(), node->any_name = std::string(name);
    GV_CHECK(node->any_name == name);
    node = node->any.get();
  }
  GV_CHECK(node->routes.emplace(added.method, &added).second);
  node->allow = allow_of(node->routes);
}

void Router::set_fallback(Route route) {
  if (route.label.empty()) route.label = route.pattern;
  fallback_ = std::make_unique<Route>(std::move(route));
}

/// The node at the end of `segments`, literals first; takes back what it tried in vain.
const Router::Node* Router::find(const Node& node, std::span<const std::string> segments,
                                 Match& match) {
  if (segments.empty()) return node.routes.empty() ? nullptr : &node;
  const auto& segment = segments.front();
  const auto rest = segments.subspan(1);
  const auto literal = node.literals.find(segment);
  if (literal != node.literals.end()) {
    if (const Node* const found = find(*literal->second, rest, match)) return found;
  }
  if (!node.any || segment.empty()) return nullptr;
  match.path_values.emplace_back(node.any_name, segment);
  if (const Node* const found = find(*node.any, rest, match)) return found;
  match.path_values.pop_back();
  return nullptr;
}

Match Router::match(Method method, std::string_view path) const {
  Match match;
  const Method wanted = method == Method::Head ? Method::Get : method;
  std::vector<std::string> segments;
  for (const auto segment : segments_of(path)) {
    auto decoded = percent_decoded(segment);
    if (!decoded) return match;
    segments.push_back(*std::move(decoded));
  }
  if (const Node* const node = find(*root_, segments, match)) {
    match.allow = node->allow;
    const auto found = node->routes.find(wanted);
    if (found != node->routes.end()) match.route = found->second;
  } else if (fallback_ && wanted == Method::Get) {
    match.route = fallback_.get();
    match.allow = "GET, HEAD, OPTIONS";
  }
  return match;
}

Response Router::options(const Request& request, std::string_view allow) const {
  Response response{204};
  response.headers.add("Allow", std::string(allow));
  if (told_) told_(request, allow, response);
  return response;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> all;
  for (const auto& route : routes_) all.push_back(route.get());
  return all;
}

}  // namespace gv::http
