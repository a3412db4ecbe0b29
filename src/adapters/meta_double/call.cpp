#include "adapters/meta_double/call.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "io/http/multipart.h"
#include "io/http/target.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

constexpr json::ParseLimits kBodyLimits{.bytes_max = 32u << 20, .depth_max = 32};

GraphError unreadable(std::string message) {
  return {.code = 100, .message = "(#100) " + std::move(message)};
}

/// Lists and objects may come as JSON in a text.
boost::json::value unfolded(boost::json::value value) {
  const auto* const text = value.if_string();
  if (text == nullptr || text->empty() || (text->front() != '[' && text->front() != '{')) {
    return value;
  }
  auto tree = json::parse(std::string_view(*text), "parameter", kBodyLimits);
  return tree ? *std::move(tree) : value;
}

/// Takes what belongs to the call and not to the operation.
void set(Call& call, std::string_view name, boost::json::value value) {
  if (name == "access_token") {
    call.token = text_of(value);
  } else if (name == "appsecret_proof") {
    call.proof = text_of(value);
  } else if (name == "_method") {
    call.method = text_of(value);
  } else {
    call.params[name] = unfolded(std::move(value));
  }
}

/// Parts with a file name are files, the others parameters.
class FormParts final : public http::PartSink {
 public:
  explicit FormParts(Call& call) : call_(call) {}

  Result<void> begin(const http::PartHead& head) override {
    name_ = head.name;
    file_ = head.filename.has_value() || head.content_type == "application/octet-stream";
    text_.clear();
    return {};
  }
  Result<void> bytes(std::string_view piece) override {
    text_ += piece;
    return {};
  }
  Result<void> end() override {
    if (file_) {
      call_.files[name_] = std::move(text_);
    } else {
      set(call_, name_, boost::json::string(text_));
    }
    return {};
  }

 private:
  Call& call_;
  std::string name_;
  bool file_{false};
  std::string text_;
};

std::optional<GraphError> read_multipart(const Request& request, Call& call) {
  auto reader = http::MultipartReader::make(request.header("content-type"));
  if (!reader) return unreadable(to_string(reader.error()));
  FormParts parts(call);
  if (const auto fed = reader->feed(request.body, parts); !fed) {
    return unreadable(to_string(fed.error()));
  }
  if (const auto whole = reader->finish(); !whole) return unreadable(to_string(whole.error()));
  return std::nullopt;
}

std::optional<GraphError> read_json(const Request& request, Call& call) {
  const auto tree = json::parse(request.body, "body", kBodyLimits);
  const auto* const members = tree ? tree->if_object() : nullptr;
  if (members == nullptr) return unreadable("The request body is not a JSON object.");
  for (const auto& [name, value] : *members) set(call, name, value);
  return std::nullopt;
}

std::optional<GraphError> read_form(const Request& request, Call& call) {
  const auto form = http::parse_target("/?" + request.body);
  if (!form) return unreadable("The request body is not a form.");
  for (const auto& [name, value] : form->query) set(call, name, boost::json::string(value));
  return std::nullopt;
}

std::optional<GraphError> read_body(const Request& request, Call& call) {
  if (request.body.empty()) return std::nullopt;
  const auto type = request.header("content-type");
  if (type.starts_with("multipart/form-data")) return read_multipart(request, call);
  if (type.starts_with("application/json")) return read_json(request, call);
  return read_form(request, call);
}

bool is_version(std::string_view segment) {
  const auto dot = segment.find('.');
  const auto digits = [](std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return segment.starts_with('v') && dot != std::string_view::npos &&
         digits(segment.substr(1, dot - 1)) && digits(segment.substr(dot + 1));
}

void split_path(std::string_view path, Call& call) {
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    if (end > 0) call.path.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  if (call.path.empty() || !is_version(call.path.front())) return;
  call.version = call.path.front();
  call.path.erase(call.path.begin());
}

}  // namespace

std::optional<std::int64_t> whole_of(const boost::json::value& value) {
  if (const auto* const number = value.if_int64()) return *number;
  const auto* const text = value.if_string();
  if (text == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return number;
}

std::string text_of(const boost::json::value& value) {
  if (const auto* const text = value.if_string()) return std::string(*text);
  return json::compact(value);
}

const boost::json::value* Call::find(std::string_view name) const {
  const auto* const value = params.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> Call::text(std::string_view name) const {
  const auto* const value = find(name);
  return value == nullptr ? std::nullopt : std::optional(text_of(*value));
}

Graph<std::int64_t> Call::whole(std::string_view name, std::int64_t fallback) const {
  const auto* const value = find(name);
  if (value == nullptr) return fallback;
  const auto number = whole_of(*value);
  if (!number) return tl::unexpected(bad_parameter(name, "must be an integer"));
  return *number;
}

Graph<Call> read_call(const Request& request) {
  const auto target = http::parse_target(request.target);
  if (!target) {
    return tl::unexpected(GraphError{.code = 2500, .message = "Unknown path components"});
  }
  Call call{.method = request.method};
  split_path(target->path, call);
  call.if_none_match = request.header("if-none-match");
  if (const auto host = request.header("host"); !host.empty()) {
    call.base = "http://" + std::string(host);
  }
  constexpr std::string_view kBearer = "Bearer ";
  if (const auto header = request.header("authorization"); header.starts_with(kBearer)) {
    call.token = header.substr(kBearer.size());
  }
  for (const auto& [name, value] : target->query) set(call, name, boost::json::string(value));
  if (auto refused = read_body(request, call)) return tl::unexpected(*std::move(refused));
  return call;
}

}  // namespace gv::meta_double
