#include "io/http_client/form.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::http_client {
namespace {

std::string escaped(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  std::string out;
  for (const char letter : text) {
    if (kPlain.find(letter) != std::string_view::npos) {
      out += letter;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
  }
  return out;
}

}  // namespace

std::string form_of(const Fields& fields) {
  std::string form;
  for (const auto& [name, text] : fields) {
    if (!form.empty()) form += '&';
    form += escaped(name) + "=" + escaped(text);
  }
  return form;
}

Multipart multipart_of(const Fields& fields, const std::vector<FilePart>& files) {
  Sha256 digest;
  std::size_t size = 0;
  for (const auto& [name, text] : fields) digest.add(text);
  for (const auto& file : files) {
    digest.add(file.bytes);
    size += file.bytes.size();
  }
  const auto boundary = "gv-" + digest.hex().substr(0, 32);
  std::string body;
  body.reserve(size + 4'096);
  for (const auto& [name, text] : fields) {
    body += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n",
                        boundary, name, text);
  }
  for (const auto& file : files) {
    body += fmt::format(
        "--{}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"piece\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\n",
        boundary, file.name);
    body += file.bytes;
    body += "\r\n";
  }
  body += fmt::format("--{}--\r\n", boundary);
  return {"multipart/form-data; boundary=" + boundary, std::move(body)};
}

}  // namespace gv::http_client
