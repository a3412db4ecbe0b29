#include <exception>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "io/http/connection.h"
#include "io/http/problem.h"

namespace gv::http {

namespace asio = boost::asio;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Strand>{});
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Strand>;

Response guarded(const Route& route, const Request& request) {
  try {
    return route.handle(request);
  } catch (const std::exception& bug) {
    auto response = problem_response(problem_of(500), request);
    response.log_detail = bug.what();
    return response;
  }
}

Request without_body(const Request& request) {
  return {.method = request.method,
          .target = request.target,
          .headers = request.headers,
          .remote_address = request.remote_address,
          .http_1_0 = request.http_1_0,
          .tls = request.tls,
          .id = request.id,
          .trace = request.trace};
}

Response busy(const Request& request) {
  auto problem = problem_of(503);
  problem.retry_after_s = 1;
  return problem_response(problem, request);
}

}  // namespace

/// Shared by the coroutine that waits and the thread that works: either may be the last.
struct Connection::Call {
  Call(const Strand& strand, Steady::time_point until) : done(strand, until) {}
  Timer done;
  bool finished{false};  ///< on the strand
  std::stop_source stop;
  Request request;
  Response response;
};

Task<Response> Connection::call(const Route& route, Request& request) {
  deadline_ = Steady::time_point::max().time_since_epoch().count();
  if (route.may_block && route.may_block(request)) co_return co_await call_on_pool(route, request);
  co_return guarded(route, request);
}

Task<Response> Connection::call_on_pool(const Route& route, Request& request) {
  const auto call = std::make_shared<Call>(stream_.executor(), Steady::now() + route.deadline);
  call->request = std::move(request);
  call->request.stop = call->stop.get_token();
  const std::stop_callback ends(shared_.ending.get_token(),
                                [source = call->stop]() mutable { source.request_stop(); });
  const bool accepted = shared_.pool->post([call, &route] {
    call->response = guarded(route, call->request);
    asio::post(call->done.get_executor(), [call] {
      call->finished = true;
      call->done.cancel();
    });
  });
  if (accepted) {
    co_await call->done.async_wait(kAwait);
    if (call->finished) {
      request = std::move(call->request);
      co_return std::move(call->response);
    }
    call->stop.request_stop();
  }
  request = without_body(call->request);  // the handler may still be looking at it
  co_return accepted ? problem_response(problem_of(504), request) : busy(request);
}

Task<bool> Connection::away(std::function<void()> work) {
  const auto done = std::make_shared<Timer>(stream_.executor(), Steady::time_point::max());
  const auto back = [done] { asio::post(done->get_executor(), [done] { done->cancel(); }); };
  if (!shared_.pool->post([work = std::move(work), back] { work(), back(); })) co_return false;
  co_await done->async_wait(kAwait);
  co_return true;
}

}  // namespace gv::http
