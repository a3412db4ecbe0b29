#include "adapters/api/documents.h"

#include <boost/json/value.hpp>

#include "base/check.h"
#include "io/http/etag.h"
#include "io/json/serialize.h"
#include "io/yaml/yaml.h"

namespace gv::api {

const json::Value& openapi_tree() {
  static const auto document = [] {
    auto parsed = yaml::parse(openapi_yaml(), "openapi.yaml",
                              {.bytes_max = 8u << 20, .depth_max = 64, .values_max = 1'000'000});
    GV_CHECK(parsed.has_value());
    return *std::move(parsed);
  }();
  return document.root();
}

Result<http::Response> OpenApi::operator()(const Context& context, const Nothing&) const {
  static const auto text = std::make_shared<const std::string>(json::compact(openapi_tree()));
  static const auto etag = http::etag_of(*text);
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  response.headers.add("Cache-Control", "no-cache");
  response.body = text;
  http::tag(context.http, etag, response);
  return response;
}

Result<http::Response> Docs::operator()(const Context& context, const Nothing&) const {
  http::Request page = context.http;
  page.target.path = "/docs.html";
  return pages.serve(page);
}

namespace {

constexpr std::string_view kNoDashboard = R"(<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>geminivideo</title></head>
<body>
<h1>geminivideo</h1>
<p>The dashboard is not part of this program. Run <code>scripts/build-web</code> and build again, or
start <code>geminivideo serve --ui-dir web/dist</code>. The interface is described at
<a href="/docs">/docs</a>.</p>
</body>
</html>
)";

constexpr std::string_view kDocs = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>geminivideo: interface</title>
<link rel="stylesheet" href="/docs.css">
<script src="/docs.js" defer></script>
</head>
<body>
<h1>geminivideo</h1>
<p>Every route, from <a href="/openapi.json">openapi.json</a>.</p>
<label>Find <input id="find" type="search"></label>
<main id="routes"><p>Reading the document…</p></main>
</body>
</html>
)";

constexpr std::string_view kDocsStyle =
    R"(body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
summary { cursor: pointer; padding: .3rem 0; }
summary code { font-weight: 600; }
pre { background: #f4f4f4; color: #111; overflow: auto; padding: .75rem; }
input { font: inherit; }
)";

constexpr std::string_view kDocsScript = R"("use strict";
const routes = document.getElementById("routes");
const find = document.getElementById("find");

const element = (name, text) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
};

const block = (title, value) => {
  const box = document.createDocumentFragment();
  if (value === undefined) return box;
  box.append(element("h4", title), element("pre", JSON.stringify(value, null, 2)));
  return box;
};

const route = (path, method, operation) => {
  const box = element("details");
  const head = element("summary");
  head.append(element("code", method.toUpperCase() + " " + path), " " + operation.summary);
  box.append(head);
  const scope = operation["x-scope"];
  box.append(element("p", scope ? "Permission: " + scope : "Everyone may."));
  box.append(block("Parameters", operation.parameters));
  box.append(block("Request", operation.requestBody && operation.requestBody.content));
  box.append(block("Answers", operation.responses));
  return box;
};

const show = (document_) => {
  routes.replaceChildren();
  for (const [path, item] of Object.entries(document_.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      routes.append(route(path, method, operation));
    }
  }
  routes.append(block("Types", document_.components.schemas));
};

find.addEventListener("input", () => {
  for (const box of routes.querySelectorAll("details")) {
    box.hidden = !box.textContent.toLowerCase().includes(find.value.toLowerCase());
  }
});

fetch("/openapi.json").then((answer) => answer.json()).then(show, (error) => {
  routes.replaceChildren(element("p", "The document cannot be read: " + error.message));
});
)";

}  // namespace

void add_own_pages(http::Bundle& bundle) {
  bundle.add("/index.html", std::string(kNoDashboard));
  bundle.add("/docs.html", std::string(kDocs));
  bundle.add("/docs.css", std::string(kDocsStyle));
  bundle.add("/docs.js", std::string(kDocsScript));
}

}  // namespace gv::api
