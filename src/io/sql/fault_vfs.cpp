#include "io/sql/fault_vfs.h"

#include <atomic>
#include <cstring>
#include <limits>

#include <sqlite3.h>

#include "base/check.h"

namespace gv::sql {
namespace {

struct Plan {
  std::atomic<int> calls{0};
  std::atomic<int> first{std::numeric_limits<int>::max()};
  std::atomic<int> last{0};
  std::atomic<Fault> fault{Fault::Io};

  bool fails_now() {
    const int call = ++calls;
    return call >= first && call <= last;
  }
};

// SQLite's interface is a table of plain functions, so what they share is global.
Plan& plan() {
  static Plan the_plan;
  return the_plan;
}

struct File {
  sqlite3_file base;
  sqlite3_file* real;
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }

int error_of_write() { return plan().fault == Fault::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE; }

int on_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (!plan().fails_now()) return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
  // A failing disk may have taken the first half.
  if (plan().fault == Fault::Io) {
    (void)real(file)->pMethods->xWrite(real(file), bytes, size / 2, offset);
  }
  return error_of_write();
}

int on_sync(sqlite3_file* file, int flags) {
  if (plan().fails_now()) return SQLITE_IOERR_FSYNC;
  return real(file)->pMethods->xSync(real(file), flags);
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (plan().fails_now()) return SQLITE_IOERR_TRUNCATE;
  return real(file)->pMethods->xTruncate(real(file), size);
}

int on_close(sqlite3_file* file) {
  const int code = real(file)->pMethods->xClose(real(file));
  sqlite3_free(real(file));
  return code;
}

// The rest passes through.
int on_read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), bytes, size, offset);
}
int on_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int on_lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int on_unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int on_reserved(sqlite3_file* file, int* reserved) {
  return real(file)->pMethods->xCheckReservedLock(real(file), reserved);
}
int on_control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int on_sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int on_device(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int on_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int on_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void on_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int on_unmap(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods kMethods{.iVersion = 2,
                                  .xClose = on_close,
                                  .xRead = on_read,
                                  .xWrite = on_write,
                                  .xTruncate = on_truncate,
                                  .xSync = on_sync,
                                  .xFileSize = on_size,
                                  .xLock = on_lock,
                                  .xUnlock = on_unlock,
                                  .xCheckReservedLock = on_reserved,
                                  .xFileControl = on_control,
                                  .xSectorSize = on_sector,
                                  .xDeviceCharacteristics = on_device,
                                  .xShmMap = on_map,
                                  .xShmLock = on_shm_lock,
                                  .xShmBarrier = on_barrier,
                                  .xShmUnmap = on_unmap,
                                  .xFetch = nullptr,
                                  .xUnfetch = nullptr};

int on_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  auto* const below = static_cast<sqlite3_vfs*>(vfs->pAppData);
  auto* const ours = reinterpret_cast<File*>(file);
  ours->base.pMethods = nullptr;
  if ((flags & SQLITE_OPEN_CREATE) != 0 && plan().fails_now()) return SQLITE_CANTOPEN;
  ours->real = static_cast<sqlite3_file*>(sqlite3_malloc(below->szOsFile));
  std::memset(ours->real, 0, static_cast<std::size_t>(below->szOsFile));
  const int code = below->xOpen(below, name, ours->real, flags, flags_out);
  if (code != SQLITE_OK) {
    sqlite3_free(ours->real);
    return code;
  }
  ours->base.pMethods = &kMethods;
  return SQLITE_OK;
}

sqlite3_vfs& layer() {
  static sqlite3_vfs vfs{};
  return vfs;
}

}  // namespace

FaultVfs::FaultVfs() {
  sqlite3_vfs* const below = sqlite3_vfs_find(nullptr);
  GV_CHECK(below != nullptr);
  layer() = *below;
  layer().zName = name();
  layer().pNext = nullptr;
  layer().pAppData = below;
  layer().szOsFile = static_cast<int>(sizeof(File));
  layer().xOpen = on_open;
  heal();
  GV_CHECK(sqlite3_vfs_register(&layer(), 0) == SQLITE_OK);
}

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&layer()); }

void FaultVfs::fail_from(int nth, int length, Fault fault) {
  plan().fault = fault;
  plan().calls = 0;
  plan().last = nth + length - 1;
  plan().first = nth;
}

void FaultVfs::heal() {
  plan().first = std::numeric_limits<int>::max();
  plan().last = 0;
}

int FaultVfs::calls() const { return plan().calls; }

}  // namespace gv::sql
