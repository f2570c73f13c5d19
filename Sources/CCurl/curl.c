#include "CCurl.h"

#include <dlfcn.h>
#include <stddef.h>

// The name says which interface there is: it has been the same since 2006.
#ifdef __APPLE__
static const char library_name[] = "libcurl.4.dylib";
#else
static const char library_name[] = "libcurl.so.4";
#endif

struct icp_curl icp_curl;

const char *icp_curl_load(void) {
  void *library = dlopen(library_name, RTLD_NOW);
  if (library == NULL) return dlerror();
#define LOAD(name) \
  *(void **)&icp_curl.name = dlsym(library, "curl_" #name); \
  if (icp_curl.name == NULL) return dlerror();
  ICP_CURL_FUNCTIONS(LOAD)
#undef LOAD
  return icp_curl.global_init(CURL_GLOBAL_ALL) == CURLE_OK ? NULL : "curl_global_init has failed";
}
