// SHA-256 and its HMAC out of libcrypto, which libcurl brings along; typed wrappers, no policy.
#ifndef ICPDIAG_CDIGEST_SHIM_H
#define ICPDIAG_CDIGEST_SHIM_H

#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

typedef struct evp_md_ctx_st icp_digest;

// NULL when there is no memory or no SHA-256 in this libcrypto.
static inline icp_digest *icp_digest_new(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(context);
    return NULL;
  }
  return context;
}

static inline int icp_digest_update(icp_digest *digest, const void *octets, size_t count) {
  return EVP_DigestUpdate(digest, octets, count) == 1;
}

// Writes the 32 octets of the digest; nothing can be added to it afterwards.
static inline int icp_digest_final(icp_digest *digest, unsigned char *octets) {
  return EVP_DigestFinal_ex(digest, octets, NULL) == 1;
}

static inline void icp_digest_free(icp_digest *digest) { EVP_MD_CTX_free(digest); }

// Writes the 32 octets of the code. An empty key is a key: HMAC() takes a null one for "as before".
static inline int icp_hmac_sha256(
    const void *key, size_t key_count, const void *octets, size_t count, unsigned char *code) {
  return key_count <= INT_MAX &&
      HMAC(EVP_sha256(), key_count == 0 ? "" : key, (int)key_count,
          octets == NULL ? (const unsigned char *)"" : octets, count, code, NULL) != NULL;
}

#endif
