// System calls that the platform's Swift module leaves out.
#ifndef ICPDIAG_CSOCKETS_SHIM_H
#define ICPDIAG_CSOCKETS_SHIM_H

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#endif
