#include "io/media/child_protocol.h"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/integral.hpp>

#include "io/media/wire.h"

namespace gv::media {

std::string encode(const Message& message) {
  WireWriter writer;
  writer.put(static_cast<std::uint8_t>(message.index()));
  std::visit([&](const auto& fields) { writer.put(fields); }, message);
  return writer.bytes();
}

std::optional<Message> decode(std::string_view bytes) {
  WireReader reader(bytes);
  std::uint8_t kind = 0;
  reader.get(kind);
  std::optional<Message> message;
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<std::variant_size_v<Message>>>([&](auto index) {
    if (reader.ok() && !message && kind == index) reader.get(message.emplace().emplace<index>());
  });
  if (!message || !reader.done()) return std::nullopt;
  return message;
}

}  // namespace gv::media
