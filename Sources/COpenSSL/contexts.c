#include "contexts.h"

#include <openssl/ssl.h>
#include <stdlib.h>

struct icp_shared_context {
  SSL_CTX *context;
  // The versions of a new context, as the machine's configuration has them.
  long oldest, newest;
  unsigned long uses;
};

static _Thread_local struct icp_shared_context *in_use;

SSL_CTX *SSL_CTX_new(const SSL_METHOD *method) {
  struct icp_shared_context *shared = in_use;
  if (shared == NULL || method != TLS_client_method()) {
    return SSL_CTX_new_ex(NULL, NULL, method);
  }
  if (shared->context == NULL) {
    shared->context = SSL_CTX_new_ex(NULL, NULL, method);
    if (shared->context == NULL) return NULL;
    shared->oldest = SSL_CTX_get_min_proto_version(shared->context);
    shared->newest = SSL_CTX_get_max_proto_version(shared->context);
  }
  SSL_CTX_set_min_proto_version(shared->context, shared->oldest);
  SSL_CTX_set_max_proto_version(shared->context, shared->newest);
  SSL_CTX_up_ref(shared->context);
  shared->uses += 1;
  return shared->context;
}

struct icp_shared_context *icp_shared_context_new(void) {
  return calloc(1, sizeof(struct icp_shared_context));
}

void icp_shared_context_use(struct icp_shared_context *shared) {
  in_use = shared;
}

void icp_shared_context_free(struct icp_shared_context *shared) {
  if (shared == NULL) return;
  SSL_CTX_free(shared->context);
  free(shared);
}

unsigned long icp_shared_context_uses(const struct icp_shared_context *shared) {
  return shared == NULL ? 0 : shared->uses;
}
