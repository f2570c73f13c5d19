// System calls that the platform's Swift module leaves out.
#ifndef ICPDIAG_CSOCKETS_SHIM_H
#define ICPDIAG_CSOCKETS_SHIM_H

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Declared by the C library under _GNU_SOURCE only (accept4(2)).
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

#endif
