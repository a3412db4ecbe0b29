#include "adapters/hubspot_double/pattern.h"

#include <regex.h>

namespace gv::hubspot_double {
namespace {

constexpr std::size_t kPatternMax = 200;

class Compiled {
 public:
  explicit Compiled(const std::string& pattern)
      : fine_(pattern.size() <= kPatternMax &&
              regcomp(&regex_, pattern.c_str(), REG_EXTENDED | REG_NOSUB) == 0) {}
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() {
    if (fine_) regfree(&regex_);
  }
  [[nodiscard]] bool is_fine() const { return fine_; }
  [[nodiscard]] bool is_found(const std::string& text) const {
    return fine_ && regexec(&regex_, text.c_str(), 0, nullptr, 0) == 0;
  }

 private:
  regex_t regex_{};
  bool fine_;
};

}  // namespace

bool is_pattern(const std::string& pattern) { return Compiled(pattern).is_fine(); }

bool is_found(const std::string& pattern, const std::string& text) {
  return Compiled(pattern).is_found(text);
}

}  // namespace gv::hubspot_double
