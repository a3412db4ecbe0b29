#pragma once

#include <functional>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "io/http/router.h"
#include "io/http/server.h"
#include "io/http/testing.h"

namespace gv::http::testing {

inline Route route(Method method, std::string pattern,
                   std::function<Response(const Request&)> handle) {
  Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.handle = std::move(handle);
  return route;
}

inline Response echo(const Request& request) {
  return text_response(200, "text/plain",
                       fmt::format("{}|{}", request.path_value("name"), request.body));
}

/// A server on a free port, with routes of the test.
class HttpServer : public ::testing::Test {
 protected:
  void SetUp() override {
    config.port = 0;
    router.add(route(Method::Get, "/hello/{name}", echo));
    auto post = route(Method::Post, "/hello/{name}", echo);
    post.body_bytes_max = 100'000;
    router.add(std::move(post));
  }
  void start() {
    server = std::make_unique<Server>(router, config);
    const auto started = server->start();
    ASSERT_TRUE(started) << started.error();
  }

  ServerConfig config;
  Router router;
  std::unique_ptr<Server> server;
};

}  // namespace gv::http::testing
