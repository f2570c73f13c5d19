// The server side of TLS, for the lab: macros and variadic functions that Swift cannot call become
// functions; no policy lives here.
#ifndef ICPDIAG_COPENSSL_SERVER_H
#define ICPDIAG_COPENSSL_SERVER_H

// Keys of the form before OpenSSL 3.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// A key of the old form in place of `made`; NULL when there is none. Once the engine of keys.h is in
// use, which may be at any moment in a process that transfers as well, no other key can sign a
// certificate.
static inline EVP_PKEY *icp_old_key(EVP_PKEY *made) {
  EVP_PKEY *key = EVP_PKEY_new();
  int is_rsa = made != NULL && EVP_PKEY_is_a(made, "RSA");
  RSA *rsa = is_rsa ? EVP_PKEY_get1_RSA(made) : NULL;
  EC_KEY *ec = made == NULL || is_rsa ? NULL : EVP_PKEY_get1_EC_KEY(made);
  EVP_PKEY_free(made);
  if (key != NULL && rsa != NULL && EVP_PKEY_assign_RSA(key, rsa)) return key;
  if (key != NULL && ec != NULL && EVP_PKEY_assign_EC_KEY(key, ec)) return key;
  RSA_free(rsa);
  EC_KEY_free(ec);
  EVP_PKEY_free(key);
  return NULL;
}

static inline EVP_PKEY *icp_p256_key(void) {
  return icp_old_key(EVP_EC_gen("prime256v1"));
}

static inline EVP_PKEY *icp_p384_key(void) {
  return icp_old_key(EVP_EC_gen("secp384r1"));
}

static inline EVP_PKEY *icp_rsa_key(size_t bits) {
  return icp_old_key(EVP_RSA_gen(bits));
}

// Every handshake is a full one, and an idle connection holds no buffers.
static inline void icp_ssl_context_without_resumption(SSL_CTX *context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

// The newest version to agree on, such as TLS1_2_VERSION.
static inline int icp_ssl_context_end_at(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_max_proto_version(context, version);
}

// The curves, as OpenSSL names them, to agree on a secret on.
static inline int icp_ssl_context_agree_on(SSL_CTX *context, const char *groups) {
  return (int)SSL_CTX_set1_groups_list(context, groups);
}

// Adds an extension written as in openssl's configuration files (x509v3_config(5)).
static inline int icp_x509_extend(X509 *certificate, X509 *issuer, int nid, const char *value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
  if (extension == NULL) return 0;
  int added = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return added;
}

#endif
