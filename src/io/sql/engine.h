#pragma once

#include <string_view>

namespace gv::sql {

/// The two stores that keep the same schema.
enum class Engine { Sqlite, Postgres };

[[nodiscard]] constexpr std::string_view to_text(Engine engine) {
  switch (engine) {
    case Engine::Sqlite:
      return "sqlite";
    case Engine::Postgres:
      return "postgres";
  }
  return "unknown";
}

}  // namespace gv::sql
