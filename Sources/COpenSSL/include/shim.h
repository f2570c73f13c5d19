// The part of OpenSSL that libcurl hides: the handshake's version, alerts and certificate, and the
// server side for the lab. Macros that Swift cannot see become functions; no policy lives here.
#ifndef ICPDIAG_COPENSSL_SHIM_H
#define ICPDIAG_COPENSSL_SHIM_H

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

static inline int icp_ssl_context_new_index(void) {
  return SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
}

static inline int icp_ssl_new_index(void) {
  return SSL_get_ex_new_index(0, NULL, NULL, NULL, NULL);
}

// A close without close_notify counts as a close.
static inline void icp_ssl_context_accept_bare_close(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
}

static inline const char *icp_ssl_cipher_name(const SSL *ssl) {
  return SSL_get_cipher_name(ssl);
}

// Watches every operation of a BIO (BIO_set_callback_ex(3)); NULL ends it.
static inline void icp_bio_watch(BIO *bio, BIO_callback_fn_ex function, void *context) {
  BIO_set_callback_arg(bio, (char *)context);
  BIO_set_callback_ex(bio, function);
}

static inline int icp_bio_should_retry(const BIO *bio) {
  return BIO_should_retry(bio);
}

// `C = CN, O = ..., CN = ...`, letters beyond ASCII in UTF-8.
static inline int icp_x509_name_print(BIO *output, const X509_NAME *name) {
  return X509_NAME_print_ex(output, name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
}

// The octets written to a memory BIO so far.
static inline long icp_bio_contents(BIO *bio, char **octets) {
  return BIO_get_mem_data(bio, octets);
}

static inline int icp_general_names_count(const GENERAL_NAMES *names) {
  return sk_GENERAL_NAME_num(names);
}

// The name at `index` when it is a DNS name, otherwise NULL.
static inline const ASN1_STRING *icp_general_names_dns(const GENERAL_NAMES *names, int index) {
  const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
  return name != NULL && name->type == GEN_DNS ? name->d.dNSName : NULL;
}

#endif
