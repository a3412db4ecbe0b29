#include "io/http_client/client.h"

#include <algorithm>
#include <array>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include "base/check.h"
#include "base/utf8.h"

namespace gv::http_client {
namespace {

void start_library() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  GV_CHECK(started == CURLE_OK);
}

/// What arrives, and how much may.
struct Arriving {
  const Limits& limits;
  Response response;
  std::size_t header_bytes{0};
  bool too_long{false};
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* into) {
  auto& arriving = *static_cast<Arriving*>(into);
  if (arriving.response.body.size() + size > arriving.limits.body_max) {
    arriving.too_long = true;
    return 0;
  }
  arriving.response.body.append(data, size);
  return size;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* into) {
  auto& arriving = *static_cast<Arriving*>(into);
  arriving.header_bytes += size;
  if (arriving.header_bytes > arriving.limits.header_max) {
    arriving.too_long = true;
    return 0;
  }
  const std::string_view line(data, size);
  // An interim answer (100 Continue) has headers of its own.
  if (line.starts_with("HTTP/")) arriving.response.headers.clear();
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  arriving.response.headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
  return size;
}

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  GV_CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

List add(List list, const std::string& text) {
  curl_slist* const longer = curl_slist_append(list.release(), text.c_str());
  GV_CHECK(longer != nullptr);
  return {longer, &curl_slist_free_all};
}

/// Control characters in a header would start another one.
Result<List> header_list(const Headers& headers) {
  List list(nullptr, &curl_slist_free_all);
  for (const auto& [name, value] : headers) {
    if ((name + value).find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
      return fail(ErrorCode::InvalidInput, "header." + excerpt(name, 40),
                  "must not hold line ends");
    }
    // An empty value needs a semicolon, or libcurl takes the header out.
    list = add(std::move(list), value.empty() ? name + ";" : name + ": " + value);
  }
  return add(std::move(list), "Expect:");
}

/// Makes libcurl call the addresses that were checked, for a name.
std::string pinned(const Url& url, const std::vector<IpAddress>& addresses) {
  std::string entry = fmt::format("+{}:{}:", url.host, url.port);
  for (const auto& address : addresses) {
    if (entry.back() != ':') entry += ',';
    entry += address.is_v4() ? address.text() : "[" + address.text() + "]";
  }
  return entry;
}

/// libcurl finds a name by rules of its own (internationalised names, full stops at its end): what
/// it would call and nobody has checked is not called.
curl_socket_t open_checked(void* checked, curlsocktype, curl_sockaddr* to) {
  const auto& addresses = *static_cast<const std::vector<IpAddress>*>(checked);
  const auto address = address_of(to->addr);
  if (!address || std::ranges::find(addresses, *address) == addresses.end()) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype, to->protocol);
}

void set_safety(CURL* easy, const Limits& limits, const std::vector<IpAddress>& addresses) {
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_checked);
  set(easy, CURLOPT_OPENSOCKETDATA, static_cast<const void*>(&addresses));
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (std::ranges::all_of(addresses, &IpAddress::is_loopback)) {
    set(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  }
}

void set_message(CURL* easy, const Url& url, const Request& request) {
  set(easy, CURLOPT_URL, url.text.c_str());
  set(easy, CURLOPT_USERAGENT, "geminivideo");
  set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method == "HEAD") set(easy, CURLOPT_NOBODY, 1L);
  if (!request.body.empty() || request.method == "POST") {
    set(easy, CURLOPT_POSTFIELDS, request.body.data());
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
}

tl::unexpected<Error> trouble(CURLcode code, const Url& url, const Arriving& arriving) {
  const std::string where = url.host + ":" + url.port;
  const std::string why = curl_easy_strerror(code);
  if (arriving.too_long) {
    return fail(ErrorCode::UnusableInput, where,
                fmt::format("must answer with at most {} bytes and {} bytes of headers",
                            arriving.limits.body_max, arriving.limits.header_max));
  }
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return fail(ErrorCode::TimedOut, where, "did not answer in time");
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
      return fail(ErrorCode::NotAvailable, where, "is out of reach: " + why);
    default:
      return fail(ErrorCode::UnusableInput, where, "the answer cannot be read: " + why);
  }
}

bool is_redirect(int status) {
  constexpr std::array kRedirects{301, 302, 303, 307, 308};
  return std::find(kRedirects.begin(), kRedirects.end(), status) != kRedirects.end();
}

/// The request for the next hop.
void follow(const Response& response, const Url& from, const Url& to, Request& request) {
  if (from.origin() != to.origin()) {
    std::erase_if(request.headers, [](const auto& header) {
      std::string name = header.first;
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      return name == "authorization" || name == "cookie" || name == "proxy-authorization";
    });
  }
  const bool to_get = response.status == 301 || response.status == 302 || response.status == 303;
  if (to_get && request.method != "HEAD") {
    request.method = "GET";
    request.body.clear();
  }
}

}  // namespace

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [one, value] : headers) {
    if (one == name) return value;
  }
  return std::nullopt;
}

Client::Client(Limits limits, Resolver resolver) : limits_(limits), resolver_(std::move(resolver)) {
  start_library();
}

Result<Response> Client::send(const Request& request) const {
  GV_TRY(Url url, parse_url(request.url, "url"));
  const std::string configured = url.host;
  Request hop = request;
  for (int redirects = 0;; ++redirects) {
    // Who configured a server of their own network did not mean others that it leads to.
    const bool allow_private = limits_.allow_private && url.host == configured;
    GV_TRY(auto response, send_once(url, hop, allow_private));
    const auto location = response.header("location");
    if (!is_redirect(response.status) || !location) return response;
    if (redirects == limits_.redirects_max) {
      return fail(ErrorCode::Refused, url.host,
                  fmt::format("must not redirect more than {} times", limits_.redirects_max));
    }
    GV_TRY(Url next, resolve_redirect(url, *location));
    follow(response, url, next, hop);
    url = std::move(next);
  }
}

Result<Response> Client::send_once(const Url& url, const Request& request,
                                   bool allow_private) const {
  GV_TRY(const auto addresses, permitted_addresses(url, resolver_, allow_private));
  GV_TRY(const List headers, header_list(request.headers));
  const Easy easy(curl_easy_init(), &curl_easy_cleanup);
  GV_CHECK(easy != nullptr);
  List resolved(nullptr, &curl_slist_free_all);
  if (!IpAddress::parse(url.host, "host")) {
    resolved = add(std::move(resolved), pinned(url, addresses));
  }
  set_safety(easy.get(), limits_, addresses);
  set_message(easy.get(), url, request);
  set(easy.get(), CURLOPT_HTTPHEADER, headers.get());
  set(easy.get(), CURLOPT_RESOLVE, resolved.get());
  Arriving arriving{.limits = limits_};
  set(easy.get(), CURLOPT_WRITEFUNCTION, &take_body);
  set(easy.get(), CURLOPT_WRITEDATA, static_cast<void*>(&arriving));
  set(easy.get(), CURLOPT_HEADERFUNCTION, &take_header);
  set(easy.get(), CURLOPT_HEADERDATA, static_cast<void*>(&arriving));
  const CURLcode code = curl_easy_perform(easy.get());
  if (code != CURLE_OK) return trouble(code, url, arriving);
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  arriving.response.status = static_cast<int>(status);
  arriving.response.url = url.text;
  return std::move(arriving.response);
}

}  // namespace gv::http_client
