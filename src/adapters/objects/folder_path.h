#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gv::objects {

/// Whether a key has the form that `app::ObjectStore` asks for, and so stays below its root.
[[nodiscard]] bool is_key(std::string_view key);

/// Makes a folder with its parents, each durably; only for its owner.
/// Errors: StorageFull, Unavailable.
[[nodiscard]] Result<void> make_folder(const std::string& path);

/// Flushes the names in a folder; "" is the current one. Some file systems cannot: that is no
/// error. Errors: StorageFull, Unavailable.
[[nodiscard]] Result<void> flush_folder(const std::string& path);

/// What a failed system call (`errno`) means: StorageFull where room is missing, else Unavailable.
[[nodiscard]] tl::unexpected<Error> disk_trouble(int reason);

}  // namespace gv::objects
