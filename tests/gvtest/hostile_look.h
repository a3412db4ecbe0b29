#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/analysis/analyze_file.h"
#include "io/media/testing.h"

namespace gv::gvtest {

/// A quick look, with so much time that a busy machine is not taken for a file that hangs.
[[nodiscard]] analysis::Plan patient_plan();

/// One file that may be anything, and what may be made of it.
struct HostileCase {
  std::string group;
  std::string name;
  std::string path;
  /// "complete", "partial" and codes; empty: any of them.
  std::vector<std::string> may_give{};
  analysis::Plan plan{patient_plan()};
  bool called_off{false};  ///< by somebody else, before it begins
  /// What is wrong with the document; empty: nothing.
  std::function<std::string(const analysis::Document&)> check{};
};

struct HostileOutcome {
  std::string gave;  ///< "complete", "partial" or a code
  std::vector<std::string> violations{};
  double wall_s{0.0};
};

/// What a file might lead a decoder to although it is not the file: another file, and an address.
class Bait {
 public:
  /// Throws `gv::Bug` where the system gives no watch or no socket.
  explicit Bait(const media::TempFolder& folder);
  Bait(const Bait&) = delete;
  Bait& operator=(const Bait&) = delete;
  ~Bait();

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string url() const;
  /// What was touched since the last call; empty: nothing.
  [[nodiscard]] std::string taken() const;

 private:
  std::string path_;
  int watch_{-1};
  int listener_{-1};
};

/// Analyses hostile files and watches what that does to this process.
class HostileLook {
 public:
  /// `decoder`: the program that decodes; empty: this one.
  HostileLook(std::string decoder, const Bait& bait);

  [[nodiscard]] HostileOutcome look(const HostileCase& hostile);

 private:
  void watch_process(HostileOutcome& outcome) const;

  std::string decoder_;
  const Bait& bait_;
  long descriptors_{0};
};

/// "" or what is wrong with a sentence for people: not one line, or not one sentence.
[[nodiscard]] std::string fault_of(const Error& error);

}  // namespace gv::gvtest
