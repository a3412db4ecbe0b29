#include "adapters/api/api.h"

#include "adapters/api/keyed_calls.h"
#include "app/ports/authentication.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

bool has_body(http::Method method) {
  return method == http::Method::Post || method == http::Method::Put ||
         method == http::Method::Patch;
}

bool is_json(std::string_view media_type) {
  auto type = media_type.substr(0, media_type.find(';'));
  type = type.substr(0, type.find_last_not_of(' ') + 1);
  return http::equal_ignoring_case(type, "application/json") ||
         http::equal_ignoring_case(type, "application/merge-patch+json");
}

boost::json::object query_members(const http::Request& request) {
  boost::json::object members;
  for (const auto& [name, text] : request.target.query) members[name] = text;
  return members;
}

}  // namespace

std::string_view to_text(RateClass rate) {
  switch (rate) {
    case RateClass::Standard:
      return "standard";
    case RateClass::Heavy:
      return "heavy";
    case RateClass::Ingest:
      return "ingest";
    case RateClass::Webhook:
      return "webhook";
    case RateClass::Login:
      return "login";
  }
  return "";
}

http::Response json_response(int status, const boost::json::value& body) {
  auto response = http::text_response(status, "application/json", json::compact(body));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

tl::expected<Input, http::Problem> Input::without_body(const http::Request& request) {
  Input input;
  input.document_.root = std::make_unique<json::Value>(boost::json::object());
  for (const auto& [name, text] : request.path_values) input.path_members_[name] = text;
  return input;
}

tl::expected<Input, http::Problem> Input::read(const http::Request& request) {
  Input input;
  if (!has_body(request.method)) {
    input.from_text_ = true;
    input.document_.root = std::make_unique<json::Value>(query_members(request));
  } else if (request.body.empty()) {
    input.document_.root = std::make_unique<json::Value>(boost::json::object());
  } else {
    if (!is_json(request.headers.value("Content-Type"))) {
      return tl::unexpected(http::problem_of(415));
    }
    auto document = json::parse_exact(request.body, "body", {.refuses_nul = true});
    if (!document) {
      auto problem = http::problem_of(400);
      problem.detail = "The body is not usable JSON: " + to_string(document.error()) + ".";
      return tl::unexpected(std::move(problem));
    }
    input.document_ = *std::move(document);
  }
  for (const auto& [name, text] : request.path_values) input.path_members_[name] = text;
  return input;
}

void Api::add(const RouteInfo& info, EndpointShape shape, Call call, Open open) {
  if (!info.twin.empty()) add_path(info, info.twin, shape, call, open);
  add_path(info, info.path, std::move(shape), std::move(call), std::move(open));
}

void Api::add_path(const RouteInfo& info, std::string_view path, EndpointShape shape, Call call,
                   Open open) {
  const Family family = family_of(path);
  served_.push_back({info, std::string(path), family, std::move(shape)});
  http::Route route;
  route.method = info.method;
  route.pattern = std::string(path);
  route.label = std::string(info.twin.empty() ? info.path : info.twin);
  route.body_bytes_max = info.body_bytes_max;
  route.deadline = info.deadline;
  route.may_block = [this, info](const http::Request& request) {
    return is_keyed(info, request) || admission_.may_block(info, request);
  };
  if (open) {
    route.sink = [this, info, family, open = std::move(open)](const http::Request& request)
        -> tl::expected<std::shared_ptr<http::BodySink>, http::Response> {
      auto sink = this->open(info, family, open, request);
      if (!sink) return tl::unexpected(http::problem_response(sink.error(), request));
      return *std::move(sink);
    };
  }
  route.handle = [this, info, family, call = std::move(call)](const http::Request& request) {
    auto response = answer(info, family, call, request);
    if (family == Family::Fixed && !info.twin.empty()) {
      response.headers.add("Link", "<" + std::string(info.twin) + ">; rel=\"canonical\"");
    }
    return response;
  };
  router_.add(std::move(route));
  if (cors_ && info.landing) cors_->add_landing(path);
}

void Api::allow_origins(const app::ForeignOrigins& origins) {
  cors_.emplace(origins);
  router_.on_options(
      [this](const http::Request& request, std::string_view allow, http::Response& response) {
        cors_->tell_before(request, allow, response);
      });
}

tl::expected<std::shared_ptr<http::BodySink>, http::Problem> Api::open(
    const RouteInfo& info, Family family, const Open& open, const http::Request& request) const {
  const auto principal = admission_.principal(info, request);
  if (!principal) return tl::unexpected(problem_of(principal.error()));
  auto context = context_of(info, family, request, *principal, nullptr);
  if (!context) return tl::unexpected(std::move(context.error()));
  auto sink = open(*context);
  if (!sink) return tl::unexpected(problem_of(sink.error()));
  return *std::move(sink);
}

http::Response Api::answer(const RouteInfo& info, Family family, const Call& call,
                           const http::Request& request) {
  const auto principal = admission_.principal(info, request);
  const auto drawn = draw(limiter_, limits_, info.rate,
                          principal && *principal ? &**principal : nullptr, request, clock_.now());
  auto response = [&] {
    if (!drawn.allowance.allowed) {
      auto problem = http::problem_of(429);
      problem.retry_after_s = http::retry_after(drawn.allowance);
      return http::problem_response(problem, request);
    }
    if (!principal) return http::problem_response(problem_of(principal.error()), request);
    return answer(info, family, call, request, *principal);
  }();
  drawn.tell(response);
  if (cors_) {
    cors_->tell(info, principal && *principal ? &**principal : nullptr, request, response);
  }
  return response;
}

http::Response Api::answer(const RouteInfo& info, Family family, const Call& call,
                           const http::Request& request,
                           const std::optional<app::Principal>& principal) const {
  const auto refuse = [&](const http::Problem& problem) {
    return http::problem_response(problem, request);
  };
  const auto input = info.raw_body ? Input::without_body(request) : Input::read(request);
  if (!input) return refuse(input.error());
  const auto context = context_of(info, family, request, principal, &input->members());
  if (!context) return refuse(context.error());
  const bool lacks_key = info.needs_key && idempotency_key(request).empty();
  if (lacks_key) {
    auto problem = http::problem_of(400);
    problem.detail = "This request needs an Idempotency-Key, so that it may be sent again.";
    return refuse(problem);
  }
  return is_keyed(info, request) ? answer_keyed(info, call, *context, *input)
                                 : call(*context, *input);
}

void Api::keep_answers(app::Store& store, app::IdempotencyKeys& keys) {
  keyed_ = std::make_shared<const KeyedCalls>(store, keys);
}

bool Api::is_keyed(const RouteInfo& info, const http::Request& request) const {
  return keyed_ != nullptr && info.method == http::Method::Post && info.scope && info.of_account &&
         !info.raw_body && !info.answers_secret && !idempotency_key(request).empty();
}

http::Response Api::answer_keyed(const RouteInfo& info, const Call& call, const Context& context,
                                 const Input& input) const {
  const auto scope =
      app::Authentication::scope_of(*context.principal, context.account, *info.scope);
  if (!scope) return http::problem_response(problem_of(scope.error()), context.http);
  const auto route = "POST " + std::string(info.twin.empty() ? info.path : info.twin);
  return keyed_->answer(*scope, route, context, input, [&] { return call(context, input); });
}

tl::expected<Context, http::Problem> Api::context_of(const RouteInfo& info, Family family,
                                                     const http::Request& request,
                                                     const std::optional<app::Principal>& principal,
                                                     const json::Value* body) const {
  Context context{.http = request,
                  .principal = principal ? &*principal : nullptr,
                  .form = {.family = family},
                  .now = clock_.now()};
  if (!info.of_account || !info.scope) return context;
  const auto account = admission_.account(info, *context.principal, request, body);
  if (!account) {
    auto problem = problem_of(account.error());
    if (problem.status == 422) problem.code = "account_required";
    return tl::unexpected(std::move(problem));
  }
  if (!context.principal->scopes_in(account->id).has(*info.scope)) {
    return tl::unexpected(problem_of(
        {ErrorCode::Forbidden, "scope",
         "This needs the permission \"" + std::string(app::to_text(*info.scope)) + "\".", ""}));
  }
  context.account = account->id;
  context.form.currency = account->currency;
  return context;
}

}  // namespace gv::api
