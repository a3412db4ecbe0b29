#include "io/http/bundle.h"

#include <array>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "io/file/file.h"
#include "io/http/etag.h"
#include "io/http/problem.h"

namespace gv::http {
namespace {

constexpr std::string_view kNonceMark = "__CSP_NONCE__";
constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::uintmax_t kBytesMax = 64u << 20;

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kTypes{{
    {"html", kHtml},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"ico", "image/x-icon"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
    {"txt", "text/plain; charset=utf-8"},
    {"webmanifest", "application/manifest+json"},
}};

std::string_view extension_of(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
}

std::string_view media_type_of(std::string_view path) {
  for (const auto& [extension, type] : kTypes) {
    if (extension == extension_of(path)) return type;
  }
  return "application/octet-stream";
}

std::string replaced(std::string text, std::string_view mark, std::string_view with) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size())) {
    text.replace(at, mark.size(), with);
  }
  return text;
}

/// Whether a request means a place in the page, and not one of its files.
bool is_place(const Request& request) {
  const std::string& path = request.target.path;
  if (path.starts_with("/api/") || path.starts_with("/assets/")) return false;
  return extension_of(path).empty() || request.headers.has_token("Accept", "text/html");
}

}  // namespace

void add_page_headers(Response& response, std::string_view nonce) {
  const std::string style = nonce.empty() ? "" : fmt::format(" 'nonce-{}'", nonce);
  auto& headers = response.headers;
  headers.add("Content-Security-Policy",
              "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src "
              "'self'" +
                  style + "; frame-ancestors 'none'; base-uri 'none'; object-src 'none'");
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
}

void Bundle::add(std::string path, std::string bytes) {
  File file{.media_type = std::string(media_type_of(path)), .etag = etag_of(bytes)};
  file.bytes = std::make_shared<const std::string>(std::move(bytes));
  files_.insert_or_assign(std::move(path), std::move(file));
}

Result<void> Bundle::add_directory(const std::string& directory) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::uintmax_t total = 0;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_symlink() || !it->is_regular_file() || it->file_size() == 0) continue;
    total += it->file_size();
    if (total > kBytesMax) {
      return fail(ErrorCode::UnusableInput, directory, "holds more than 64 MiB");
    }
    GV_TRY(auto bytes, file::read(it->path().string()));
    add("/" + it->path().lexically_relative(directory).generic_string(), std::move(bytes));
  }
  if (error) return fail(ErrorCode::NotFound, directory, "cannot be read: " + error.message());
  return {};
}

Response Bundle::page(const File& file) const {
  const auto random = random_();
  std::string nonce;
  for (const auto byte : random) nonce += fmt::format("{:02x}", byte);
  auto response = text_response(200, file.media_type, replaced(*file.bytes, kNonceMark, nonce));
  response.headers.add("Cache-Control", "no-store");
  add_page_headers(response, nonce);
  return response;
}

std::vector<std::string> Bundle::paths() const {
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_) paths.push_back(path);
  return paths;
}

Response Bundle::serve(const Request& request) const {
  const std::string& path = request.target.path;
  auto found = files_.find(path);
  if (found == files_.end() && is_place(request)) {
    found = files_.find("/index.html");
  }
  if (found == files_.end()) return problem_response(problem_of(404), request);
  const File& file = found->second;
  if (file.media_type == kHtml) return page(file);
  Response response;
  response.headers.add("Content-Type", file.media_type);
  response.headers.add("Cache-Control", path.starts_with("/assets/")
                                            ? "public, max-age=31536000, immutable"
                                            : "no-cache");
  add_page_headers(response);
  response.body = file.bytes;
  tag(request, file.etag, response);
  return response;
}

}  // namespace gv::http
