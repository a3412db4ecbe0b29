#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "adapters/store/manifest.h"
#include "base/hash.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/store_location.h"
#include "io/file/atomic_file.h"
#include "io/file/file.h"
#include "io/sql/sqlite.h"

namespace gv::cli {
namespace {

std::string manifest_path(const std::string& file) { return file + ".manifest.json"; }

Result<std::string> sha256_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Sha256 hash;
  std::vector<char> block(1 << 16);
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    hash.add({block.data(), static_cast<std::size_t>(file.gcount())});
  }
  if (file.eof()) return hash.hex();
  return fail(ErrorCode::NotFound, path, "cannot be read");
}

/// What the file holds now. Opened read-only: a look at a backup must not change its bytes.
Result<std::string> manifest_of(const std::string& file) {
  GV_TRY(const auto hash, sha256_of(file));
  GV_TRY(const auto database, sql::open_sqlite({.path = file, .read_only = true}));
  return store::manifest(*database, hash);
}

Result<int> backup(const Session& session, const std::string& file) {
  GV_TRY(const auto location, location_of(session.globals));
  if (location.engine == sql::Engine::Postgres) {
    return fail(ErrorCode::NotAvailable, "backup", "is not available for PostgreSQL yet",
                "pg_dump --format=custom, or  geminivideo db copy --from URL --to sqlite:FILE");
  }
  GV_TRY(const auto database, open_store(location, Missing::Refuse));
  GV_TRY(require_migrated(*database, location));
  GV_TRY(database->backup(file));
  GV_TRY(const auto manifest, manifest_of(file));
  GV_TRY(file::write_atomic(manifest_path(file), manifest));
  note(session, fmt::format("note: {} is in {}, what it holds in {}", location.spoken(), file,
                            manifest_path(file)));
  return kDone;
}

/// The first line of `found` that differs from `expected`, and what was expected in its place.
Error difference(std::string_view expected, std::string_view found) {
  const auto line = [](std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto first = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return first;
  };
  auto wanted = line(expected);
  auto got = line(found);
  while (wanted == got && !(expected.empty() && found.empty())) {
    wanted = line(expected);
    got = line(found);
  }
  return {ErrorCode::UnusableInput, "backup",
          fmt::format("does not hold what it held when it was made: expected `{}`, found `{}`",
                      wanted, got),
          "take another backup; this one has changed"};
}

Result<int> verify(const Session& session, const std::string& file) {
  GV_TRY(const auto found, manifest_of(file));
  GV_TRY(const auto expected, file::read(manifest_path(file)));
  if (found != expected) return tl::unexpected<Error>(difference(expected, found));
  standard_output()(found);
  note(session, fmt::format("note: {} is sound and holds what its manifest lists", file));
  return kDone;
}

}  // namespace

void add_backup(CLI::App& app, Session& session) {
  auto* command = add_command(app, "backup", "Copy the store into a new file while it is in use",
                              "  geminivideo backup out.db && geminivideo restore --verify out.db\n"
                              "  geminivideo backup /backups/gv.db --db sqlite:///srv/gv.db\n");
  auto file = std::make_shared<std::string>();
  command->add_option("file", *file, "To write; FILE.manifest.json lies beside it")
      ->type_name("FILE")
      ->required();
  command->callback([file, &session] {
    session.command = [file, &session] {
      const auto code = backup(session, *file);
      return code ? *code : report(code.error(), Source::Option);
    };
  });
}

void add_restore(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "restore", "Prove that a backup is whole, before you put it in place of the store",
      "  geminivideo restore --verify out.db\n"
      "  geminivideo restore --verify out.db && cp out.db ~/.local/share/geminivideo/geminivideo.db"
      "\n");
  auto file = std::make_shared<std::string>();
  command->add_option("--verify", *file, "Check soundness, counts, hashes and last event numbers")
      ->type_name("FILE")
      ->required();
  command->callback([file, &session] {
    session.command = [file, &session] {
      const auto code = verify(session, *file);
      return code ? *code : report(code.error(), Source::Input);
    };
  });
}

}  // namespace gv::cli
