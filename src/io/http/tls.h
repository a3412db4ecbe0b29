#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "base/time.h"

struct ssl_ctx_st;
struct ssl_st;

namespace gv::http {

/// Where the certificate of a server lies; both in PEM.
struct TlsFiles {
  std::string certificate;  ///< its own first, then those that lead to one that clients know
  std::string key;          ///< of the certificate, without a passphrase
};

struct TlsSessionEnd {
  void operator()(ssl_st* session) const;
};
/// OpenSSL's side of one connection.
using TlsSession = std::unique_ptr<ssl_st, TlsSessionEnd>;

/// TLS 1.2 and 1.3 of a server, with keys that are forgotten after each connection. Thread-safe.
class Tls {
 public:
  /// Errors: those of `file::read`; UnusableInput when a file holds no certificate or no key, the
  /// certificate is too weak, or the key is not its own.
  [[nodiscard]] static Result<std::shared_ptr<Tls>> open(TlsFiles files);

  /// Reads the files again. Connections to come show the new certificate, those that are there go
  /// on. On an error, those of `open`, what was read before stays in use.
  Result<void> reload();
  /// When the certificate in use runs out.
  [[nodiscard]] TimePoint expires() const;
  /// For one more connection.
  [[nodiscard]] TlsSession session() const;

 private:
  explicit Tls(TlsFiles files) : files_(std::move(files)) {}

  const TlsFiles files_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;
};

}  // namespace gv::http
