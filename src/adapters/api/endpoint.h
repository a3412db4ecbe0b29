#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

#include "adapters/api/api.h"
#include "adapters/api/codec.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "io/http/etag.h"

/// The typed side of a route. An endpoint is a small struct: its dependencies are its fields,
/// `kRoute` declares it, and `operator()` takes the typed request and returns `Result` of the typed
/// answer:
///
///   struct PredictRoas {
///     static constexpr RouteInfo kRoute{.method = http::Method::Post, ...};
///     Result<RoasForecast> operator()(const Context& context, const RoasRequest& request) const;
///   };
///   add(api, PredictRoas{});
namespace gv::api {

namespace detail {

template <class T>
struct CallOf;
template <class E, class Answer, class Request>
struct CallOf<Result<Answer> (E::*)(const Context&, const Request&) const> {
  using AnswerType = Answer;
  using RequestType = Request;
};

template <class T>
struct AnswerOf {
  using Body = T;
  static constexpr int kStatus = 200;
};
template <class T>
struct AnswerOf<Created<T>> {
  using Body = T;
  static constexpr int kStatus = 201;
};
template <class T>
struct AnswerOf<Accepted<T>> {
  using Body = T;
  static constexpr int kStatus = 202;
};
template <class T>
struct AnswerOf<Checked<T>> {
  using Body = T;
  static constexpr int kStatus = 200;
};
template <class T>
struct AnswerOf<WithHeaders<T>> : AnswerOf<T> {};
template <class T>
struct AnswerOf<Tagged<T>> : AnswerOf<T> {};
template <class T>
struct AnswerOf<Judged<T>> : AnswerOf<T> {};
template <class T, class Done>
struct AnswerOf<AcceptedOr<T, Done>> : AnswerOf<Accepted<T>> {};
template <>
struct AnswerOf<NoContent> {
  using Body = void;
  static constexpr int kStatus = 204;
};
template <>
struct AnswerOf<http::Response> {  // whatever it likes, told by `kStatus` of the endpoint
  using Body = void;
  static constexpr int kStatus = 200;
};

template <class T, template <class> class Kind>
inline constexpr bool kIs = false;
template <class T, template <class> class Kind>
inline constexpr bool kIs<Kind<T>, Kind> = true;
template <class T>
inline constexpr bool kIsAcceptedOr = false;
template <class T, class Done>
inline constexpr bool kIsAcceptedOr<AcceptedOr<T, Done>> = true;

template <class Answer>
http::Response to_response(Answer answer, const Form& form) {
  if constexpr (std::is_same_v<Answer, http::Response>) {
    return answer;
  } else if constexpr (std::is_same_v<Answer, NoContent>) {
    return {.status = 204};
  } else if constexpr (kIs<Answer, WithHeaders>) {
    auto response = to_response(std::move(answer.body), form);
    for (const auto& [name, text] : answer.headers) response.headers.add(name, text);
    return response;
  } else if constexpr (kIsAcceptedOr<Answer>) {
    return std::visit([&](auto one) { return to_response(std::move(one), form); },
                      std::move(answer.answer));
  } else if constexpr (kIs<Answer, Tagged> || kIs<Answer, Judged>) {
    return to_response(std::move(answer.body), form);
  } else {
    using Body = typename AnswerOf<Answer>::Body;
    constexpr int kStatus = AnswerOf<Answer>::kStatus;
    if constexpr (std::is_same_v<Answer, Body>) {
      return json_response(200, Codec<Answer>::write(answer, form));
    } else if constexpr (kStatus == 200) {
      return json_response(answer.ok ? 200 : 503, Codec<Body>::write(answer.body, form));
    } else {
      auto response = json_response(kStatus, Codec<Body>::write(answer.body, form));
      if (!answer.location.empty()) response.headers.add("Location", std::move(answer.location));
      return response;
    }
  }
}

template <class T>
RowPage to_rows(const Collection<T>& page, const Form& form) {
  RowPage rows{.rows = {}, .next_cursor = page.next_cursor};
  for (const T& item : page.items) rows.rows.push_back(Codec<T>::write(item, form));
  return rows;
}

/// An endpoint whose clients are told otherwise than by the error's code has
/// `static http::Problem problem(const Error&)`.
template <class Endpoint>
http::Problem problem_for(const Error& error) {
  if constexpr (requires { Endpoint::problem(error); }) {
    return Endpoint::problem(error);
  } else {
    return problem_of(error);
  }
}

/// Every page, one after the other. The first one is asked for here, so that its error is an
/// answer.
template <class Endpoint, class Request>
http::Response call_for_rows(const std::shared_ptr<const Endpoint>& endpoint,
                             const Context& context, Request request, RowForm form) {
  Form written = context.form;
  if (form == RowForm::Csv) written.family = Family::Fixed;  // amounts as plain numbers
  request.limit = 200;
  const auto first = (*endpoint)(context, request);
  if (!first) return http::problem_response(problem_of(first.error()), context.http);
  return stream_rows(form, to_rows(*first, written),
                     [endpoint, own = std::make_shared<OwnContext>(context), request,
                      written](const std::string& cursor) mutable -> Result<RowPage> {
                       request.cursor = cursor;
                       GV_TRY(const auto page, (*endpoint)(own->get(), request));
                       return to_rows(page, written);
                     });
}

template <class Endpoint>
http::Response call(const std::shared_ptr<const Endpoint>& endpoint, const Context& context,
                    const Input& input) {
  using Call = CallOf<decltype(&Endpoint::operator())>;
  typename Call::RequestType request{};
  Binder binder(context.form, input.long_numbers(), input.from_text(), input.path_members());
  Codec<typename Call::RequestType>::read(input.members(), request, binder);
  if (!binder.complaints().empty()) {
    return http::problem_response(invalid(binder.complaints()), context.http);
  }
  if constexpr (kIs<typename Call::AnswerType, Collection>) {
    const auto form = row_form_of(context.http);
    if (form != RowForm::Page) return call_for_rows(endpoint, context, std::move(request), form);
  }
  auto answer = (*endpoint)(context, request);
  if (!answer) return http::problem_response(problem_for<Endpoint>(answer.error()), context.http);
  if constexpr (kIs<typename Call::AnswerType, Judged>) {
    if (!answer->errors.empty()) {
      return http::problem_response(invalid(answer->errors), context.http);
    }
  }
  std::string next;
  std::string etag;
  if constexpr (kIs<typename Call::AnswerType, Collection>) {
    if (answer->next_cursor) next = link_with_cursor(context.http, *answer->next_cursor);
  }
  if constexpr (kIs<typename Call::AnswerType, Tagged>) etag = answer->etag;
  if constexpr (kIsAcceptedOr<typename Call::AnswerType>) {
    if (const auto* const done = std::get_if<1>(&answer->answer)) etag = done->etag;
  }
  auto response = to_response(*std::move(answer), context.form);
  if (!etag.empty()) http::tag(context.http, std::move(etag), response);
  if (!next.empty()) response.headers.add("Link", "<" + next + ">; rel=\"next\"");
  return response;
}

}  // namespace detail

/// Adds the route of `endpoint`, and its twin. One that has `open(const Context&) const` takes its
/// body through the sink that this returns and finds it in `Context::http.sink`. What the endpoint
/// refers to outlives the api.
template <class Endpoint>
void add(Api& api, Endpoint endpoint) {
  using Call = detail::CallOf<decltype(&Endpoint::operator())>;
  using Request = typename Call::RequestType;
  using Answer = detail::AnswerOf<typename Call::AnswerType>;
  EndpointShape shape;
  if constexpr (requires { Endpoint::kStatus; }) {
    shape.status = Endpoint::kStatus;
  } else {
    shape.status = Answer::kStatus;
  }
  shape.request = [](Family family) { return Codec<Request>::schema(family, Side::Request); };
  if constexpr (!std::is_void_v<typename Answer::Body>) {
    shape.answer = [](Family family) {
      return Codec<typename Answer::Body>::schema(family, Side::Response);
    };
  }
  const auto held = std::make_shared<const Endpoint>(std::move(endpoint));
  Api::Open open;
  if constexpr (requires(const Context& context) { held->open(context); }) {
    open = [held](const Context& context) { return held->open(context); };
  }
  api.add(
      Endpoint::kRoute, std::move(shape),
      [held](const Context& context, const Input& input) {
        return detail::call(held, context, input);
      },
      std::move(open));
}

}  // namespace gv::api
