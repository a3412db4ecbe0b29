#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "base/result.h"

namespace gv::media {

/// A started child process. Its end is awaited and, if need be, forced when this is destroyed.
class ChildProcess {
 public:
  /// Starts `executable __decode` with an environment of nothing but the paths of libraries and the
  /// options of sanitizers, standard input and output on /dev/null, and the given descriptors as 3,
  /// 4, 5 ...; it inherits no other.
  /// Errors: NotAvailable, with the system's reason.
  [[nodiscard]] static Result<ChildProcess> start(const std::string& executable,
                                                  const std::vector<int>& descriptors);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  [[nodiscard]] pid_t id() const { return id_; }
  /// Ends it if it has not ended within a moment, and says how it ended: "was ended by signal 9
  /// (Killed)", "ended with status 1".
  [[nodiscard]] std::string end();

 private:
  explicit ChildProcess(pid_t id) : id_(id) {}

  pid_t id_;
};

}  // namespace gv::media
