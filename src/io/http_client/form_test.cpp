#include "io/http_client/form.h"

#include <gtest/gtest.h>

namespace gv::http_client {
namespace {

TEST(FormOf, EscapesWhatHasAMeaning) {
  EXPECT_EQ(form_of({{"a", "x y&z=1"}, {"b", "{\"c\":\"é\"}"}}),
            "a=x%20y%26z%3D1&b=%7B%22c%22%3A%22%C3%A9%22%7D");
}

TEST(MultipartOf, HasTextsAndFilesBetweenItsBoundary) {
  const auto form = multipart_of({{"name", "clip"}}, {{"file", "0123456789"}});
  const std::string kType = "multipart/form-data; boundary=";
  ASSERT_TRUE(form.content_type.starts_with(kType));
  const auto line = "--" + form.content_type.substr(kType.size());
  EXPECT_EQ(form.body, line + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nclip\r\n" +
                           line +
                           "\r\nContent-Disposition: form-data; name=\"file\"; "
                           "filename=\"piece\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                           "0123456789\r\n" +
                           line + "--\r\n");
}

}  // namespace
}  // namespace gv::http_client
