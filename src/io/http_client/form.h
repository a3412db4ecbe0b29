#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gv::http_client {

/// Fields of a query or a form by name.
using Fields = std::map<std::string, std::string>;

/// "name=a%20b&status=PAUSED".
[[nodiscard]] std::string form_of(const Fields& fields);

/// A file within a form.
struct FilePart {
  std::string name;
  std::string_view bytes;
};

/// multipart/form-data (RFC 7578) of texts and files. The boundary follows from the bytes, so that
/// it is in none of them.
struct Multipart {
  std::string content_type;
  std::string body;
};
[[nodiscard]] Multipart multipart_of(const Fields& fields, const std::vector<FilePart>& files);

}  // namespace gv::http_client
