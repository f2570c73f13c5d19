// OpenSSL 3.0 builds a chain of decoders anew for every public key it meets, a third of the work of
// a handshake. Where an engine claims a kind of key, the decoder and the methods that are built in
// are taken instead (x509_pubkey_decode in crypto/x509/x_pubkey.c). This engine claims them, and
// its methods are the built-in ones. Other versions have no need of it; no policy lives here.
#ifndef ICPDIAG_COPENSSL_KEYS_H
#define ICPDIAG_COPENSSL_KEYS_H

// The engine interface is deprecated.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/opensslv.h>

#if OPENSSL_VERSION_MAJOR == 3 && OPENSSL_VERSION_MINOR == 0 && !defined(OPENSSL_NO_ENGINE)
#include <openssl/engine.h>

static inline int icp_key_methods(
    ENGINE *engine, EVP_PKEY_METHOD **method, const int **kinds, int kind) {
  static const int claimed[] = {EVP_PKEY_EC, EVP_PKEY_RSA};
  (void)engine;
  if (method == NULL) {
    *kinds = claimed;
    return sizeof claimed / sizeof claimed[0];
  }
  *method = (EVP_PKEY_METHOD *)EVP_PKEY_meth_find(kind);
  return *method != NULL;
}

// The engine; NULL when it cannot be made.
static inline void *icp_key_engine(void) {
  ENGINE *engine = ENGINE_new();
  if (ENGINE_set_id(engine, "icpdiag-keys") && ENGINE_set_name(engine, "built-in key methods") &&
      ENGINE_set_pkey_meths(engine, icp_key_methods)) {
    return engine;
  }
  ENGINE_free(engine);
  return NULL;
}

static inline void icp_key_engine_claim(void *engine) {
  ENGINE_set_default_pkey_meths((ENGINE *)engine);
}

static inline void icp_key_engine_release(void *engine) {
  ENGINE_unregister_pkey_meths((ENGINE *)engine);
}
#else
static inline void *icp_key_engine(void) { return NULL; }
static inline void icp_key_engine_claim(void *engine) { (void)engine; }
static inline void icp_key_engine_release(void *engine) { (void)engine; }
#endif

#endif
