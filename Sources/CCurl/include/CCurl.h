// libcurl, loaded when the first transfer is prepared: with its two dozen libraries that takes a
// third of the program's start, and meanwhile the DNS could have been asked.
//
// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call:
// one typed function per argument type. No policy lives here.
#ifndef ICPDIAG_CCURL_H
#define ICPDIAG_CCURL_H

#include <curl/curl.h>

// Each function of libcurl that is in use, without the `curl_`.
#define ICP_CURL_FUNCTIONS(each) \
  each(global_init) \
  each(easy_init) each(easy_cleanup) each(easy_setopt) each(easy_getinfo) each(easy_strerror) \
  each(multi_init) each(multi_cleanup) each(multi_setopt) each(multi_add_handle) \
  each(multi_remove_handle) each(multi_socket_action) each(multi_info_read) \
  each(slist_append) each(slist_free_all)

#define ICP_CURL_POINTER(name) __typeof__(curl_##name) *name;
// Where they are; nowhere before icp_curl_load.
extern struct icp_curl {
  ICP_CURL_FUNCTIONS(ICP_CURL_POINTER)
} icp_curl;
#undef ICP_CURL_POINTER

// Loads and initialises libcurl, once in a process and before all else. NULL when it is there,
// otherwise why not; the text lasts until the thread's next call of dlopen(3) and its like.
const char *icp_curl_load(void);

static inline CURL *icp_easy_init(void) {
  return icp_curl.easy_init();
}

static inline void icp_easy_cleanup(CURL *easy) {
  icp_curl.easy_cleanup(easy);
}

static inline const char *icp_easy_strerror(CURLcode code) {
  return icp_curl.easy_strerror(code);
}

static inline CURLM *icp_multi_init(void) {
  return icp_curl.multi_init();
}

static inline CURLMcode icp_multi_cleanup(CURLM *multi) {
  return icp_curl.multi_cleanup(multi);
}

static inline CURLMcode icp_multi_add_handle(CURLM *multi, CURL *easy) {
  return icp_curl.multi_add_handle(multi, easy);
}

static inline CURLMcode icp_multi_remove_handle(CURLM *multi, CURL *easy) {
  return icp_curl.multi_remove_handle(multi, easy);
}

static inline CURLMcode icp_multi_socket_action(
    CURLM *multi, curl_socket_t socket, int events, int *running) {
  return icp_curl.multi_socket_action(multi, socket, events, running);
}

static inline struct curl_slist *icp_slist_append(struct curl_slist *list, const char *text) {
  return icp_curl.slist_append(list, text);
}

static inline void icp_slist_free_all(struct curl_slist *list) {
  icp_curl.slist_free_all(list);
}

static inline CURLcode icp_setopt_long(CURL *easy, CURLoption option, long value) {
  return icp_curl.easy_setopt(easy, option, value);
}

static inline CURLcode icp_setopt_string(CURL *easy, CURLoption option, const char *value) {
  return icp_curl.easy_setopt(easy, option, value);
}

static inline CURLcode icp_setopt_pointer(CURL *easy, CURLoption option, void *value) {
  return icp_curl.easy_setopt(easy, option, value);
}

static inline CURLcode icp_setopt_slist(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return icp_curl.easy_setopt(easy, option, value);
}

// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
static inline CURLcode icp_setopt_write_function(
    CURL *easy, CURLoption option, curl_write_callback function) {
  return icp_curl.easy_setopt(easy, option, function);
}

static inline CURLcode icp_setopt_opensocket_function(
    CURL *easy, curl_opensocket_callback function) {
  return icp_curl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode icp_setopt_closesocket_function(
    CURL *easy, curl_closesocket_callback function) {
  return icp_curl.easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, function);
}

static inline CURLcode icp_setopt_prerequest_function(CURL *easy, curl_prereq_callback function) {
  return icp_curl.easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode icp_setopt_ssl_context_function(
    CURL *easy, curl_ssl_ctx_callback function) {
  return icp_curl.easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, function);
}

// The getters answer 0 or NULL for what the library does not know.
static inline long icp_getinfo_long(CURL *easy, CURLINFO info) {
  long value = 0;
  icp_curl.easy_getinfo(easy, info, &value);
  return value;
}

static inline curl_off_t icp_getinfo_offset(CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  icp_curl.easy_getinfo(easy, info, &value);
  return value;
}

static inline void *icp_getinfo_pointer(CURL *easy, CURLINFO info) {
  void *value = NULL;
  icp_curl.easy_getinfo(easy, info, &value);
  return value;
}

static inline CURLMcode icp_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
  return icp_curl.multi_setopt(multi, option, value);
}

static inline CURLMcode icp_multi_setopt_socket_function(
    CURLM *multi, curl_socket_callback function, void *context) {
  icp_curl.multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  return icp_curl.multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, function);
}

static inline CURLMcode icp_multi_setopt_timer_function(
    CURLM *multi, curl_multi_timer_callback function, void *context) {
  icp_curl.multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return icp_curl.multi_setopt(multi, CURLMOPT_TIMERFUNCTION, function);
}

// The next transfer that has ended and how; NULL when there is none. The message is a union.
static inline CURL *icp_multi_next_ended(CURLM *multi, CURLcode *code) {
  int left = 0;
  CURLMsg *message = icp_curl.multi_info_read(multi, &left);
  while (message != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *code = message->data.result;
      return message->easy_handle;
    }
    message = icp_curl.multi_info_read(multi, &left);
  }
  return NULL;
}

#endif
