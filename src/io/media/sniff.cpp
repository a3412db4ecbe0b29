#include "io/media/sniff.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gv::media {
namespace {

using Bytes = std::span<const std::uint8_t>;

struct Signature {
  std::string_view start;
  std::string_view name;
};

constexpr std::array kForbidden = {
    Signature{"#EXTM3U", "an HLS or M3U playlist"},
    Signature{"ffconcat version", "a concat script"},
    Signature{"[playlist]", "a PLS playlist"},
    Signature{"[Reference]", "an ASX playlist"},
    Signature{"v=0\n", "a session description (SDP)"},
    Signature{"v=0\r\n", "a session description (SDP)"},
    Signature{"RTSPtext", "a QuickTime redirection"},
};

constexpr std::array kForbiddenXml = {
    Signature{"<mpd", "a DASH manifest"},
    Signature{"<smil", "a SMIL playlist"},
    Signature{"<asx", "an ASX playlist"},
    Signature{"<playlist", "an XSPF playlist"},
    Signature{"<smoothstreamingmedia", "a Smooth Streaming manifest"},
    Signature{"<assetmap", "an IMF package"},
    Signature{"<compositionplaylist", "an IMF package"},
};

constexpr std::array kStrangers = {
    Signature{"PK\x03\x04", "a zip archive or an office document"},
    Signature{"PK\x05\x06", "an empty zip archive"},
    Signature{"%PDF-", "a PDF document"},
    Signature{"\x7f"
              "ELF",
              "a program"},
    Signature{"MZ", "a Windows program"},
    Signature{"\x1f\x8b", "gzip data"},
    Signature{"BZh", "bzip2 data"},
    Signature{"\xfd"
              "7zXZ",
              "xz data"},
    Signature{"7z\xbc\xaf", "a 7-Zip archive"},
    Signature{"Rar!", "a RAR archive"},
    Signature{"SQLite format 3", "an SQLite database"},
    Signature{"\x28\xb5\x2f\xfd", "zstd data"},
    Signature{"#!", "a script"},
};

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string lower(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return made;
}

/// Whether everything is printable text of UTF-8 or Latin letters. Media never is: its headers hold
/// zero bytes.
bool is_text(Bytes bytes) {
  return std::ranges::all_of(
      bytes, [](std::uint8_t b) { return b >= 0x20 || b == '\t' || b == '\n' || b == '\r'; });
}

std::string_view without_start(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

std::optional<Stranger> text_stranger(std::string_view text) {
  for (const auto& signature : kForbidden) {
    if (text.starts_with(signature.start)) {
      return Stranger{ErrorCode::ForbiddenFormat, std::string(signature.name)};
    }
  }
  const auto small = lower(text.substr(0, 2048));
  for (const auto& signature : kForbiddenXml) {
    if (small.find(signature.start) != std::string::npos) {
      return Stranger{ErrorCode::ForbiddenFormat, std::string(signature.name)};
    }
  }
  if (small.starts_with("<!doctype html") || small.find("<html") != std::string::npos) {
    return Stranger{ErrorCode::UnsupportedMedia, "an HTML page"};
  }
  if (small.find("<svg") != std::string::npos) {
    return Stranger{ErrorCode::UnsupportedMedia, "an SVG drawing"};
  }
  if (small.starts_with("<?xml")) return Stranger{ErrorCode::UnsupportedMedia, "an XML document"};
  // The first line of a concat script may be a comment.
  if (small.starts_with("file ") || small.find("\nfile ") != std::string::npos) {
    return Stranger{ErrorCode::ForbiddenFormat, "a concat script"};
  }
  return Stranger{ErrorCode::UnsupportedMedia, "text"};
}

}  // namespace

std::optional<Stranger> stranger_of(Bytes head) {
  const auto text = text_of(head);
  const auto start = without_start(text);
  for (const auto& signature : kForbidden) {
    if (start.starts_with(signature.start)) {
      return Stranger{ErrorCode::ForbiddenFormat, std::string(signature.name)};
    }
  }
  for (const auto& signature : kStrangers) {
    if (text.starts_with(signature.start)) {
      return Stranger{ErrorCode::UnsupportedMedia, std::string(signature.name)};
    }
  }
  if (is_text(head)) return text_stranger(start);
  return std::nullopt;
}

}  // namespace gv::media
