#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Bytes on their way into the object store. Not thread-safe.
class Draft {
 public:
  virtual ~Draft() = default;
  /// Appends. Errors: StorageFull, Unavailable.
  virtual Result<void> write(std::string_view bytes) = 0;
  /// What was written is on disk afterwards. Errors: as `write`.
  virtual Result<void> flush() = 0;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// Of everything written, 64 hex digits; reads it all. Errors: Unavailable.
  virtual Result<std::string> sha256() = 0;
  /// Of the file, for who has to read it before it is kept.
  [[nodiscard]] virtual const std::string& path() const = 0;
};

/// How many bytes of a draft count.
using DraftSize = std::function<Result<std::uint64_t>()>;

/// An object that is being read; it stays readable even if it is removed meanwhile.
class ObjectReader {
 public:
  virtual ~ObjectReader() = default;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// Up to `bytes` from `offset`; fewer at the end. Errors: Unavailable.
  virtual Result<std::string> read(std::uint64_t offset, std::size_t bytes) = 0;
};

/// Files of accounts, by keys like "gym/objects/ab/cd/<sha256>": segments of letters, digits, '.',
/// '_' and '-' that do not begin with '.'. A key of any other form is a bug. Safe to use from many
/// threads; several processes may share one.
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  /// A new draft, gone with it. Errors: StorageFull, Unavailable.
  virtual Result<std::unique_ptr<Draft>> draft(const AccountId& account) = 0;
  /// The draft under a name, made where it is missing: it stays until `discard`. What it holds
  /// beyond `size` bytes is cut off; that is asked, perhaps again, when nobody else can write the
  /// draft any more. Errors: Conflict while another one writes it; UnusableInput when it holds
  /// less; StorageFull, Unavailable; those of `size`, and nothing is cut off.
  virtual Result<std::unique_ptr<Draft>> named_draft(const AccountId& account,
                                                     std::string_view name,
                                                     const DraftSize& size) = 0;
  virtual void discard(const AccountId& account, std::string_view name) = 0;

  /// Puts the bytes of a flushed draft under a key, durably. The draft stays as it is.
  virtual Result<void> place(const Draft& draft, std::string_view key) = 0;
  /// Puts a whole object under a key, durably, over what is there.
  virtual Result<void> put(std::string_view key, std::string_view bytes) = 0;
  [[nodiscard]] virtual bool has(std::string_view key) const = 0;
  /// Errors: NotFound, Unavailable.
  virtual Result<std::unique_ptr<ObjectReader>> open(std::string_view key) = 0;
  /// Of the file under a key, for who has to decode it.
  [[nodiscard]] virtual std::string path_of(std::string_view key) const = 0;
  /// Removes the object, or all objects below a key. Nothing there is no error.
  virtual void remove(std::string_view key) = 0;

  /// Removes what was last written before `before` and is not wanted: temporary files, and the
  /// objects for which `wanted` says no. How many. `wanted` gives Unavailable to end the sweep.
  virtual Result<std::int64_t> sweep(
      TimePoint before, const std::function<Result<bool>(std::string_view key)>& wanted) = 0;
};

/// The whole object. Errors: as `ObjectStore::open`.
[[nodiscard]] Result<std::string> read_object(ObjectStore& objects, std::string_view key);

}  // namespace gv::app
