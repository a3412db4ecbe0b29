#pragma once

namespace gv::sql {

/// What a failing call to the file system answers.
enum class Fault {
  Io,    ///< EIO; of a write the first half reached the file
  Full,  ///< ENOSPC
};

/// For tests: a layer over the machine's file system, under which SQLite files are opened by naming
/// it (`SqliteOptions::vfs`). Writes, flushes, truncations and creations are counted together, and
/// from the n-th on `length` of them fail. One at a time in a process.
class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  [[nodiscard]] static const char* name() { return "gv-fault"; }
  /// Counts from here: the `nth` call (1, 2, ...) and `length - 1` after it fail.
  void fail_from(int nth, int length, Fault fault);
  /// Nothing fails any more.
  void heal();
  /// Calls counted since `fail_from`.
  [[nodiscard]] int calls() const;
};

}  // namespace gv::sql
