#include "app/ports/object_store.h"

namespace gv::app {

Result<std::string> read_object(ObjectStore& objects, std::string_view key) {
  GV_TRY(const auto reader, objects.open(key));
  return reader->read(0, static_cast<std::size_t>(reader->size()));
}

}  // namespace gv::app
