#pragma once

#include <functional>

#include "app/access/account_book.h"
#include "app/access/account_desk.h"
#include "app/access/api_keys.h"
#include "app/access/configure.h"
#include "app/access/members.h"
#include "app/access/second_factor.h"
#include "app/access/setup.h"
#include "app/access/sign_in.h"
#include "app/access/store_authenticator.h"

namespace gv::app {

/// What access is decided by. Outlives it.
struct AccessPorts {
  Store& store;
  Identities& identities;
  Accounts& accounts;
  AuditLog& audit;
  Passwords& passwords;
  const Sealer& sealer;
  Hotp hotp;
  const ConfigurationRules& rules;
  const Clock& clock;
  AccountBook::Unreadable unreadable{};
  std::function<void()> set_up{};  ///< called when the first user is stored
};

/// Who may do what for which account: everything about users, keys, accounts and their
/// configuration, wired together.
struct Access {
  Access(const AccessPorts& ports, const RandomBytes& random)
      : book(ports.store, ports.accounts, ports.rules, ports.unreadable),
        authenticator(ports.store, ports.identities, book, ports.clock),
        desk(ports.store, ports.accounts, ports.identities, ports.audit, ports.rules, book),
        setup(ports.store, ports.identities, desk, book, ports.passwords, random, ports.clock,
              ports.set_up),
        second_factor(ports.store, ports.identities, ports.audit, ports.sealer, authenticator,
                      ports.hotp, random),
        sign_in(ports.store, ports.identities, ports.accounts, ports.audit, ports.passwords,
                authenticator, second_factor, random),
        api_keys(ports.store, ports.identities, ports.audit, authenticator, random),
        members(ports.store, ports.identities, ports.audit, authenticator, random),
        configure(ports.store, ports.accounts, ports.audit, ports.rules, book),
        trail(ports.store, ports.audit) {}

  AccountBook book;
  StoreAuthenticator authenticator;
  AccountDesk desk;
  Setup setup;
  SecondFactor second_factor;
  SignIn sign_in;
  ApiKeys api_keys;
  Members members;
  Configure configure;
  AuditTrail trail;
};

}  // namespace gv::app
