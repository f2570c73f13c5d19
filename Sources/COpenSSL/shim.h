// The part of OpenSSL that libcurl hides: the handshake's version, alerts and certificate, and the
// server side for the lab. Macros that Swift cannot see become functions; no policy lives here.
#ifndef ICPDIAG_COPENSSL_SHIM_H
#define ICPDIAG_COPENSSL_SHIM_H

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#endif
