#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/http/request.h"
#include "io/http/response.h"
#include "io/http/trace.h"

namespace gv::http {

/// The headers that keep a page from being framed, sniffed or made to run what is not ours.
/// `nonce` allows the inline styles that carry it; empty: none.
void add_page_headers(Response& response, std::string_view nonce = {});

/// The files of a web page, in memory: nothing that is asked for can reach a file system. Immutable
/// once it serves.
///
/// Files below /assets/ carry a hash of their content in the name and are cached for good. HTML is
/// never cached and gets a fresh nonce in place of every `__CSP_NONCE__`. All others are
/// revalidated by their entity tag.
class Bundle {
 public:
  explicit Bundle(RandomBytes random = system_random_bytes) : random_(std::move(random)) {}

  /// `path` begins with '/'. The media type follows from the extension.
  void add(std::string path, std::string bytes);
  /// Adds every regular file below `directory`; links are not followed. Errors: NotFound,
  /// UnusableInput for a file that cannot be read or more than 64 MiB in all.
  [[nodiscard]] Result<void> add_directory(const std::string& directory);

  [[nodiscard]] std::vector<std::string> paths() const;

  /// The file at the path of the request; for a path that is none of a file (no extension, or what
  /// asks takes HTML: ids may have points) and not below /api/ or /assets/, `/index.html`: the page
  /// finds its own way. Else a problem of 404.
  [[nodiscard]] Response serve(const Request& request) const;

 private:
  struct File {
    std::string media_type;
    std::shared_ptr<const std::string> bytes;
    std::string etag;
  };
  [[nodiscard]] Response page(const File& file) const;

  RandomBytes random_;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace gv::http
