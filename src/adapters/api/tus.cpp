#include "adapters/api/tus.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

namespace gv::api {
namespace {

constexpr std::size_t kMetadataBytesMax = 4'096;
constexpr std::string_view kNameLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  bytes.resize(length);
  return bytes;
}

std::string hex_digits(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

tl::unexpected<Error> no_metadata(std::string message) {
  return fail(ErrorCode::InvalidInput, "Upload-Metadata", std::move(message));
}

}  // namespace

Result<std::map<std::string, std::string>> parse_upload_metadata(std::string_view text) {
  if (text.size() > kMetadataBytesMax) return no_metadata("must be at most 4096 bytes");
  std::map<std::string, std::string> metadata;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const auto blank = std::min(pair.find(' '), pair.size());
    const auto name = pair.substr(0, blank);
    if (name.empty() || name.find_first_not_of(kNameLetters) != std::string_view::npos) {
      return no_metadata("must be a list of names, each with a value in base64");
    }
    auto value = from_base64(pair.substr(std::min(blank + 1, pair.size())));
    if (!value) return no_metadata("has a value that is no base64, of " + std::string(name));
    if (!metadata.emplace(name, *std::move(value)).second) {
      return no_metadata("has a name twice: " + std::string(name));
    }
  }
  return metadata;
}

Result<std::int64_t> parse_upload_count(std::string_view text, std::string_view where) {
  std::int64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, trouble] = std::from_chars(text.data(), end, number);
  if (text.empty() || stop != end || trouble != std::errc{} || number < 0) {
    return fail(ErrorCode::InvalidInput, std::string(where), "must be a whole number of bytes");
  }
  return number;
}

Result<UploadChecksum> UploadChecksum::parse(std::string_view text) {
  const auto blank = std::min(text.find(' '), text.size());
  const auto algorithm = text.substr(0, blank);
  const auto digest = from_base64(text.substr(std::min(blank + 1, text.size())));
  if (digest && algorithm == "sha1" && digest->size() == 20) {
    return UploadChecksum(Sha1(), hex_digits(*digest));
  }
  if (digest && algorithm == "sha256" && digest->size() == 32) {
    return UploadChecksum(Sha256(), hex_digits(*digest));
  }
  return fail(ErrorCode::InvalidInput, "Upload-Checksum",
              "must be sha1 or sha256, a blank, and the digest in base64");
}

void UploadChecksum::add(std::string_view bytes) {
  if (auto* const sha1 = std::get_if<Sha1>(&state_)) {
    sha1->process_bytes(bytes.data(), bytes.size());
  } else {
    std::get<Sha256>(state_).add(bytes);
  }
}

bool UploadChecksum::matches() const {
  if (const auto* const sha256 = std::get_if<Sha256>(&state_)) return sha256->hex() == wanted_;
  Sha1 copy = std::get<Sha1>(state_);  // reading the digest ends it
  Sha1::digest_type words{};
  copy.get_digest(words);
  std::string hex;
  for (const auto word : words) hex += fmt::format("{:08x}", word);
  return hex == wanted_;
}

std::string http_time(TimePoint time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                     fmt::gmtime(static_cast<std::time_t>(seconds)));
}

}  // namespace gv::api
