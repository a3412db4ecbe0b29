#include "io/sql/sqlite.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <utility>
#include <vector>

#include "io/sql/group_commit.h"
#include "io/sql/sqlite_connection.h"

namespace gv::sql {
namespace {

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
      auto opened = SqliteConnection::open(options_.path, SqliteConnection::Mode::ReadOnly,
                                           options_.busy_timeout);
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
    GV_TRY(auto taken, readers_.take());
    Lent reader(readers_, std::move(taken));
    return reader->copy_to(path);
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
  GV_TRY(auto writer, SqliteConnection::open(options.path, SqliteConnection::Mode::ReadWrite,
                                             options.busy_timeout));
  return std::make_unique<SqliteDatabase>(options, std::move(writer));
}

}  // namespace gv::sql
