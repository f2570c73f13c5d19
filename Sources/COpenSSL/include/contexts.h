// libcurl makes a context (SSL_CTX_new(3)) for every connection and frees it with the connection: a
// seventh of a handshake's work. Here the connections of one thread share one.
//
// It is done by a function of OpenSSL's name: the linker takes the program's own before a library's,
// for libcurl as well. Where it does not, libcurl makes its contexts as ever.
#ifndef ICPDIAG_COPENSSL_CONTEXTS_H
#define ICPDIAG_COPENSSL_CONTEXTS_H

struct icp_shared_context;

// NULL when there is no memory.
struct icp_shared_context *icp_shared_context_new(void);

// Connections that have the context keep it for as long as they need it.
void icp_shared_context_free(struct icp_shared_context *shared);

// From now on every context for clients that is asked for on this thread is this one, with the TLS
// versions of a new one; after NULL each is new. All else that is set in it must be the same for
// every connection, or be set for each.
void icp_shared_context_use(struct icp_shared_context *shared);

// How often it was handed out.
unsigned long icp_shared_context_uses(const struct icp_shared_context *shared);

#endif
