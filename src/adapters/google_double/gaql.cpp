#include "adapters/google_double/gaql.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace gv::google_double {
namespace {

constexpr std::size_t kTokensMax = 20'000;
constexpr std::string_view kWordLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

AdsError query_error(std::string_view reason, std::string message) {
  return {.family = "queryError", .reason = std::string(reason), .message = std::move(message)};
}

struct Token {
  enum class Kind { Word, Text, Mark, End };
  Kind kind{Kind::End};
  std::string text{};
};

std::string in_upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

/// A text in quotes, from behind the first one to behind the last.
Ads<Token> read_text(std::string_view& rest, char quote) {
  Token token{Token::Kind::Text};
  while (!rest.empty() && rest.front() != quote) {
    if (rest.front() == '\\') rest.remove_prefix(1);
    if (rest.empty()) break;
    token.text += rest.front();
    rest.remove_prefix(1);
  }
  if (rest.empty())
    return tl::unexpected(query_error("UNEXPECTED_END_OF_QUERY", "A text is open."));
  rest.remove_prefix(1);
  return token;
}

Ads<Token> read_token(std::string_view& rest) {
  const char first = rest.front();
  if (first == '\'' || first == '"') {
    rest.remove_prefix(1);
    return read_text(rest, first);
  }
  if (std::string_view("(),=").find(first) != std::string_view::npos) {
    rest.remove_prefix(1);
    return Token{Token::Kind::Mark, std::string(1, first)};
  }
  const auto end = std::min(rest.find_first_not_of(kWordLetters), rest.size());
  if (end == 0) {
    return tl::unexpected(
        query_error("UNEXPECTED_INPUT", "Unexpected input near a character that is none of ours."));
  }
  Token token{Token::Kind::Word, std::string(rest.substr(0, end))};
  rest.remove_prefix(end);
  return token;
}

Ads<std::vector<Token>> tokens_of(std::string_view rest) {
  std::vector<Token> tokens;
  for (;;) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    if (rest.empty()) break;
    auto token = read_token(rest);
    if (!token) return tl::unexpected(std::move(token).error());
    tokens.push_back(*std::move(token));
    if (tokens.size() > kTokensMax) {
      return tl::unexpected(query_error("UNEXPECTED_INPUT", "The query is too long."));
    }
  }
  tokens.push_back({});
  return tokens;
}

/// Reads a query clause by clause; the first error stands and ends it.
class Reader {
 public:
  explicit Reader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Ads<Gaql> read() {
    if (!takes("SELECT")) fails("EXPECTED_SELECT", "The query has to begin with SELECT.");
    do query_.select.push_back(field());
    while (!error_ && takes(","));
    if (!error_ && !takes("FROM")) fails("EXPECTED_FROM", "FROM is expected.");
    query_.from = field();
    if (takes("WHERE")) {
      do condition();
      while (!error_ && takes("AND"));
    }
    order();
    limit();
    if (!error_ && token().kind != Token::Kind::End) {
      fails("UNEXPECTED_INPUT", fmt::format("Unexpected input: {}", token().text));
    }
    check_fields();
    if (error_) return tl::unexpected(*std::move(error_));
    return std::move(query_);
  }

 private:
  [[nodiscard]] const Token& token() const { return tokens_[at_]; }

  void fails(std::string_view reason, std::string message) {
    if (!error_) error_ = query_error(reason, std::move(message));
  }

  /// Whether the next token is this word or mark, which is then behind us.
  bool takes(std::string_view text) {
    const auto kind = token().kind;
    const bool is_name = kind == Token::Kind::Word || kind == Token::Kind::Mark;
    if (error_ || !is_name || in_upper_case(token().text) != text) return false;
    ++at_;
    return true;
  }

  std::string field() {
    if (error_) return {};
    if (token().kind != Token::Kind::Word) {
      fails("EXPECTED_FIELD_NAME", "The name of a field is expected.");
      return {};
    }
    return tokens_[at_++].text;
  }

  std::string value() {
    if (error_) return {};
    if (token().kind != Token::Kind::Word && token().kind != Token::Kind::Text) {
      fails("EXPECTED_VALUE", "A value is expected.");
      return {};
    }
    return tokens_[at_++].text;
  }

  void condition() {
    Condition one{.field = field()};
    const auto found = std::find_if(kOperators.begin(), kOperators.end(),
                                    [&](std::string_view name) { return takes(name); });
    if (found == kOperators.end()) {
      return fails("EXPECTED_CONDITION_OPERATOR",
                   "One of =, IN, LIKE, BETWEEN, DURING is expected.");
    }
    one.op = *found;
    if (one.op == "IN") {
      if (!takes("(")) fails("EXPECTED_LIST", "A list is expected.");
      do one.values.push_back(value());
      while (!error_ && takes(","));
      if (!takes(")")) fails("EXPECTED_LIST", "The list does not end.");
    } else {
      one.values.push_back(value());
    }
    if (one.op == "BETWEEN") {
      if (!takes("AND")) fails("EXPECTED_AND", "AND is expected.");
      one.values.push_back(value());
    }
    query_.where.push_back(std::move(one));
  }

  void order() {
    if (!takes("ORDER")) return;
    if (!takes("BY")) fails("EXPECTED_BY", "BY is expected.");
    query_.order_by = field();
    query_.descending = takes("DESC");
    if (!query_.descending) (void)takes("ASC");
  }

  void limit() {
    if (!takes("LIMIT")) return;
    const auto text = value();
    std::size_t count = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (trouble != std::errc{} || end != text.data() + text.size() || count == 0) {
      return fails("INVALID_LIMIT", "LIMIT has to be a number from 1 on.");
    }
    query_.limit = count;
  }

  void check_fields() {
    auto sorted = query_.select;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice == sorted.end()) return;
    fails("DUPLICATE_FIELD", fmt::format("The field {} is selected twice.", *twice));
  }

  static constexpr std::array<std::string_view, 5> kOperators{"=", "IN", "LIKE", "BETWEEN",
                                                              "DURING"};
  std::vector<Token> tokens_;
  std::size_t at_{0};
  Gaql query_{};
  std::optional<AdsError> error_{};
};

}  // namespace

Ads<Gaql> parse_gaql(std::string_view text) {
  auto tokens = tokens_of(text);
  if (!tokens) return tl::unexpected(std::move(tokens).error());
  return Reader(*std::move(tokens)).read();
}

}  // namespace gv::google_double
