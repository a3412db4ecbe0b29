#include "io/log/log.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace gv::log {
namespace {

constexpr std::string_view kRedacted = "[redacted]";
constexpr std::array<std::string_view, 9> kSecretWords{"authorization", "cookie", "password",
                                                       "passwd",        "secret", "token",
                                                       "api_key",       "apikey", "signature"};
constexpr std::string_view kTokenCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~+/=";

std::string_view name_of(Level level) {
  switch (level) {
    case Level::Debug:
      return "debug";
    case Level::Info:
      return "info";
    case Level::Warn:
      return "warn";
    case Level::Error:
      return "error";
  }
  return "";
}

void append_text(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      line += c;
    }
  }
  line += '"';
}

void append_value(std::string& line, const Field& field) {
  if (is_secret_name(field.name)) return append_text(line, kRedacted);
  if (const auto* text = std::get_if<std::string_view>(&field.value)) {
    append_text(line, redacted(*text));
  } else if (const auto* whole = std::get_if<std::int64_t>(&field.value)) {
    line += std::to_string(*whole);
  } else if (const auto* number = std::get_if<double>(&field.value)) {
    line += std::isfinite(*number) ? fmt::format("{}", *number) : "null";
  } else {
    line += std::get<bool>(field.value) ? "true" : "false";
  }
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// Replaces the run of token characters that begins at `at`.
void cut(std::string& text, std::size_t at) {
  const auto end = std::min(text.find_first_not_of(kTokenCharacters, at), text.size());
  if (end > at) text.replace(at, end - at, kRedacted);
}

void cut_behind(std::string& text, std::string_view mark, std::size_t keep) {
  for (auto at = lowered(text).find(mark); at != std::string::npos;) {
    cut(text, at + keep);
    at = lowered(text).find(mark, at + keep + 1);
  }
}

}  // namespace

bool is_secret_name(std::string_view name) {
  const auto lower = lowered(name);
  return std::any_of(kSecretWords.begin(), kSecretWords.end(),
                     [&](auto word) { return lower.find(word) != std::string::npos; });
}

std::string redacted(std::string_view text) {
  std::string out(text);
  // Almost every text has none of these, and looking is cheap.
  if (out.find("gv_") != std::string::npos) cut_behind(out, "gv_", 3);
  const auto lower = lowered(out);
  if (lower.find("bearer ") != std::string::npos) cut_behind(out, "bearer ", 7);
  for (const auto word : kSecretWords) {
    if (lower.find(word) == std::string::npos) continue;
    cut_behind(out, std::string(word) + "=", word.size() + 1);
  }
  return out;
}

void Logger::write(Level level, std::string_view message,
                   std::initializer_list<Field> fields) const {
  if (!writes(level)) return;
  std::string line;
  line.reserve(256);
  line += R"({"time":")" + format_time(clock_.now()) + R"(","level":")";
  line += name_of(level);
  line += R"(","message":)";
  append_text(line, message);
  for (const auto& field : fields) {
    line += ',';
    append_text(line, field.name);
    line += ':';
    append_value(line, field);
  }
  line += '}';
  sink_(line);
}

Logger::Sink standard_error() {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::logger>("geminivideo", std::move(sink));
  logger->set_pattern("%v");
  return [logger](std::string_view line) {
    logger->info(spdlog::string_view_t(line.data(), line.size()));
  };
}

}  // namespace gv::log
