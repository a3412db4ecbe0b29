#include "contract/account_filter.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace gv::contract {
namespace {

bool of_word(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '$';
}

/// Words, `$n`, and single other characters; text literals are dropped, words in lower case.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\'') {
      i = text.find('\'', i + 1) + 1;
      tokens.emplace_back("''");
    } else if (of_word(text[i])) {
      const auto start = i;
      while (i < text.size() && of_word(text[i])) ++i;
      std::string word(text.substr(start, i - start));
      for (auto& letter : word) letter = static_cast<char>(std::tolower(letter));
      tokens.push_back(std::move(word));
    } else {
      if (text[i] != ' ') tokens.emplace_back(1, text[i]);
      ++i;
    }
  }
  return tokens;
}

struct Reference {
  std::string table;
  std::string alias;
  std::string place;
  int query;
  bool held{false};
};

struct Reading {
  std::vector<Reference> references{};
  /// Alias ("" where unqualified) and query of each `account_id = $n`.
  std::set<std::pair<std::string, int>> fixed{};
  std::vector<std::pair<std::string, std::string>> linked{};
  std::vector<std::string> open_inserts{};
};

class Reader {
 public:
  Reader(std::string_view statement, const std::set<std::string>& account_tables)
      : tokens_(tokens_of(statement)), account_tables_(account_tables) {}

  Reading read() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      track_queries();
      read_table();
      read_condition();
    }
    return std::move(reading_);
  }

 private:
  [[nodiscard]] const std::string& token(std::size_t offset) const {
    static const std::string none;
    return at_ + offset < tokens_.size() ? tokens_[at_ + offset] : none;
  }
  [[nodiscard]] std::string before(std::size_t offset) const {
    return at_ >= offset ? tokens_[at_ - offset] : "";
  }

  /// A parenthesis before SELECT or WITH opens a query of its own; others belong to theirs.
  void track_queries() {
    if (token(0) == "(") {
      const bool query = token(1) == "select" || token(1) == "with";
      open_.push_back(query ? ++queries_ : open_.back());
    } else if (token(0) == ")" && open_.size() > 1) {
      open_.pop_back();
    }
  }

  void read_table() {
    const auto& word = token(0);
    if (word == "into") return read_insert();
    const bool names_table = word == "from" || word == "join" ||
                             (word == "update" && before(1) != "do" && before(1) != "for");
    if (!names_table || !account_tables_.contains(token(1))) return;
    std::string alias = token(1);
    if (token(2) == "as") alias = token(3);
    reading_.references.push_back({token(1), alias, word + " " + token(1), open_.back()});
  }

  void read_insert() {
    if (!account_tables_.contains(token(1))) return;
    const auto columns_end =
        std::find(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(), ")");
    auto value = columns_end == tokens_.end() ? columns_end : columns_end + 1;
    const bool values = value != tokens_.end() && *value == "values";
    value += value == tokens_.end() ? 0 : 1;           // past VALUES or SELECT
    if (values && value != tokens_.end()) value += 1;  // past the parenthesis
    const bool held = token(3) == "account_id" && value != tokens_.end() &&
                      (value->starts_with("$") || *value == "account_id" ||
                       (value + 2 < tokens_.end() && *(value + 2) == "account_id"));
    if (!held) reading_.open_inserts.push_back("into " + token(1));
  }

  void read_condition() {
    if (token(0) != "account_id" || token(1) != "=") return;
    const std::string alias = before(1) == "." ? before(2) : "";
    // One of several ways in is no condition.
    if (token(3) == "or" || before(alias.empty() ? 1 : 3) == "or") return;
    if (token(2).starts_with("$")) reading_.fixed.insert({alias, open_.back()});
    if (token(3) == "." && token(4) == "account_id") reading_.linked.push_back({alias, token(2)});
  }

  std::vector<std::string> tokens_;
  const std::set<std::string>& account_tables_;
  std::size_t at_{0};
  std::vector<int> open_{0};
  int queries_{0};
  Reading reading_{};
};

/// An unqualified condition means the only account table of its query.
bool fixed_alone(const Reading& reading, const Reference& reference) {
  const auto in_query =
      std::count_if(reading.references.begin(), reading.references.end(),
                    [&](const auto& other) { return other.query == reference.query; });
  return in_query == 1 && reading.fixed.contains({"", reference.query});
}

bool is_held(const Reading& reading, std::string_view alias) {
  return std::any_of(reading.references.begin(), reading.references.end(),
                     [&](const auto& other) { return other.alias == alias && other.held; });
}

}  // namespace

std::vector<std::string> unheld_tables(std::string_view statement,
                                       const std::set<std::string>& account_tables) {
  Reading reading = Reader(statement, account_tables).read();
  for (auto& reference : reading.references) {
    reference.held = reading.fixed.contains({reference.alias, reference.query}) ||
                     fixed_alone(reading, reference);
  }
  // Held is passed on along equalities, once for each possible step.
  for (std::size_t step = 0; step < reading.linked.size(); ++step) {
    for (auto& reference : reading.references) {
      for (const auto& [one, other] : reading.linked) {
        reference.held = reference.held || (one == reference.alias && is_held(reading, other)) ||
                         (other == reference.alias && is_held(reading, one));
      }
    }
  }
  std::vector<std::string> unheld = reading.open_inserts;
  for (const auto& reference : reading.references) {
    if (!reference.held) unheld.push_back(reference.place);
  }
  return unheld;
}

}  // namespace gv::contract
