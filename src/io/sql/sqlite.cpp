#include "io/sql/sqlite.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "io/sql/group_commit.h"
#include "io/sql/sqlite_connection.h"

namespace gv::sql {
namespace {

/// The name of a new file lives in its folder. Some file systems cannot flush one: no error.
void flush_folder_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const std::string folder = parent.empty() ? "." : parent.string();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// Connections that read, lent one thread each.
class Readers {
 public:
  explicit Readers(SqliteOptions options) : options_(std::move(options)) {}

  Result<std::unique_ptr<SqliteConnection>> take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || lent_ < options_.readers; });
    ++lent_;
    if (idle_.empty()) {
      lock.unlock();
      auto opened = SqliteConnection::open(options_, SqliteConnection::Mode::ReadOnly);
      if (!opened) forget();
      return opened;
    }
    auto reader = std::move(idle_.back());
    idle_.pop_back();
    return reader;
  }

  void give_back(std::unique_ptr<SqliteConnection> reader) {
    {
      const std::lock_guard lock(mutex_);
      --lent_;
      idle_.push_back(std::move(reader));
    }
    returned_.notify_one();
  }

 private:
  void forget() {
    {
      const std::lock_guard lock(mutex_);
      --lent_;
    }
    returned_.notify_one();
  }

  SqliteOptions options_;
  std::mutex mutex_{};
  std::condition_variable returned_{};
  std::vector<std::unique_ptr<SqliteConnection>> idle_{};
  int lent_{0};
};

/// Gives a reader back on every way out, without an open transaction.
class Lent {
 public:
  Lent(Readers& readers, std::unique_ptr<SqliteConnection> reader)
      : readers_(readers), reader_(std::move(reader)) {}
  ~Lent() {
    if (reader_->in_transaction()) (void)reader_->control("ROLLBACK");
    readers_.give_back(std::move(reader_));
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  SqliteConnection& operator*() { return *reader_; }
  SqliteConnection* operator->() { return reader_.get(); }

 private:
  Readers& readers_;
  std::unique_ptr<SqliteConnection> reader_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(SqliteOptions options, std::unique_ptr<SqliteConnection> writer)
      : writer_(std::move(writer)), readers_(std::move(options)) {}

  [[nodiscard]] Engine engine() const override { return Engine::Sqlite; }

  Result<void> backup(const std::string& path) override {
    std::error_code trouble;
    if (std::filesystem::exists(path, trouble)) {
      return fail(ErrorCode::Conflict, path, "exists already, a new file name is expected");
    }
    // Under another name until it is whole: what bears the name of a backup is one.
    const std::string partial = path + ".partial";
    std::filesystem::remove(partial, trouble);
    GV_TRY(auto taken, readers_.take());
    Lent reader(readers_, std::move(taken));
    GV_TRY(reader->copy_to(partial));
    std::filesystem::rename(partial, path, trouble);
    if (trouble) {
      return fail(ErrorCode::Unavailable, path, "cannot be written: " + trouble.message());
    }
    flush_folder_of(path);
    return {};
  }

 protected:
  Result<void> run_read(const Access& access, const Step& step) override {
    GV_TRY(auto taken, readers_.take());
    Lent reader(readers_, std::move(taken));
    reader->enter(access.account, access.timeout);
    GV_TRY(reader->control("BEGIN"));
    return step(*reader);
  }

  Result<void> run_write(const Access& access, const Step& step) override {
    return writer_.run(access.account, access.timeout, step);
  }

  Result<void> run_bare(const Access& access, const Step& step) override {
    return writer_.run_bare(access.account, access.timeout, step);
  }

 private:
  GroupCommit writer_;
  Readers readers_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  std::error_code trouble;
  if (options.read_only && !std::filesystem::is_regular_file(options.path, trouble)) {
    return fail(ErrorCode::NotFound, options.path, "there is no such file");
  }
  GV_TRY(auto writer,
         SqliteConnection::open(options, options.read_only ? SqliteConnection::Mode::ReadOnly
                                                           : SqliteConnection::Mode::ReadWrite));
  return std::make_unique<SqliteDatabase>(options, std::move(writer));
}

}  // namespace gv::sql
