// The floor: the probes of icpdiag's engine in plain C, with libcurl's multi interface on epoll and
// the very options that Sources/Engine/Transfer sets. What it costs, no program around libcurl can
// go below without changing libcurl or what is asked of it.
//
//     floor http|https WIDTH <addressed     # a line each: NAME ADDRESS
//
// Prints how many of the answers were good.
#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct {
  CURL *easy;
  struct curl_slist *headers, *connect_to;
  char *head, *body;
  size_t head_length, body_length;
  long verified;
} Transfer;

static CURLM *multi;
static int loop;
static long alarm_ms = -1;
static int is_https;
static X509_STORE *trust;
static long asked, good;
static int watched[1 << 20];

static void stop(const char *what) {
  perror(what);
  exit(1);
}

static int on_socket(CURL *easy, curl_socket_t descriptor, int wish, void *context, void *own) {
  (void)easy, (void)context, (void)own;
  struct epoll_event event = {.data.fd = descriptor};
  if (wish == CURL_POLL_REMOVE) {
    // The kernel forgets a descriptor that is closed, and that is what follows.
    watched[descriptor] = 0;
    return 0;
  }
  if (wish & CURL_POLL_IN) event.events |= EPOLLIN;
  if (wish & CURL_POLL_OUT) event.events |= EPOLLOUT;
  if (epoll_ctl(loop, watched[descriptor] ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event) &&
      epoll_ctl(loop, watched[descriptor] ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event))
    stop("epoll_ctl");
  watched[descriptor] = 1;
  return 0;
}

static int on_timer(CURLM *curl, long milliseconds, void *context) {
  (void)curl, (void)context;
  alarm_ms = milliseconds;
  return 0;
}

static size_t keep(char **kept, size_t *length, const char *octets, size_t count, size_t limit) {
  if (*length + count > limit) return 0;
  *kept = realloc(*kept, *length + count);
  memcpy(*kept + *length, octets, count);
  *length += count;
  return count;
}

static size_t on_header(char *octets, size_t one, size_t count, void *context) {
  (void)one;
  Transfer *transfer = context;
  return keep(&transfer->head, &transfer->head_length, octets, count, 16 * 1024);
}

static size_t on_body(char *octets, size_t one, size_t count, void *context) {
  (void)one;
  Transfer *transfer = context;
  return keep(&transfer->body, &transfer->body_length, octets, count, 64 * 1024);
}

static int on_close(void *context, curl_socket_t descriptor) {
  (void)context;
  struct tcp_info info;
  socklen_t length = sizeof info;
  getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length);
  return close(descriptor);
}

static void on_handshake(const SSL *connection, int event, int value) {
  (void)value;
  if (event != SSL_CB_HANDSHAKE_DONE) return;
  Transfer *transfer = SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection));
  X509 *certificate = SSL_get1_peer_certificate(connection);
  transfer->verified = certificate ? SSL_get_verify_result(connection) : -1;
  X509_free(certificate);
}

// Certificates are looked at, and never a reason to stop, as in icpdiag.
static CURLcode on_tls(CURL *easy, void *tls, void *context) {
  (void)easy;
  SSL_CTX_set1_cert_store(tls, trust);
  SSL_CTX_set_app_data(tls, context);
  SSL_CTX_set_info_callback(tls, on_handshake);
  return CURLE_OK;
}

static void prepare(Transfer *transfer) {
  CURL *easy = transfer->easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
  curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 4096L);
  curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
  curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, transfer);
}

// Begins the next probe of the list on this handle; 0 at the end of the list.
static int begin(Transfer *transfer) {
  char name[512], address[64], text[1024];
  if (scanf("%511s %63s", name, address) != 2) return 0;
  int port = is_https ? 443 : 80;
  CURL *easy = transfer->easy;
  snprintf(text, sizeof text, "%s://%s:%d/", is_https ? "https" : "http",
           is_https ? name : address, port);
  curl_easy_setopt(easy, CURLOPT_URL, text);
  snprintf(text, sizeof text, "::%s:%d", address, port);
  transfer->connect_to = is_https ? curl_slist_append(NULL, text) : NULL;
  curl_easy_setopt(easy, CURLOPT_CONNECT_TO, transfer->connect_to);
  snprintf(text, sizeof text, "Host: %s", name);
  transfer->headers = curl_slist_append(NULL, text);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "icpdiag-benchmark");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, is_https ? "" : "gzip, deflate");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 20000L);
  transfer->verified = -1;
  curl_multi_add_handle(multi, easy);
  asked++;
  return 1;
}

static void finish(Transfer *transfer, CURLcode code) {
  curl_multi_remove_handle(multi, transfer->easy);
  if (code == CURLE_OK && transfer->head_length && (!is_https || transfer->verified == X509_V_OK))
    good++;
  free(transfer->head);
  free(transfer->body);
  curl_slist_free_all(transfer->headers);
  curl_slist_free_all(transfer->connect_to);
  transfer->head = transfer->body = NULL;
  transfer->head_length = transfer->body_length = 0;
  transfer->headers = transfer->connect_to = NULL;
}

int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "floor http|https WIDTH\n"), 64;
  is_https = !strcmp(words[1], "https");
  int width = atoi(words[2]), running = 0, left = 0;
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max < 1 << 20 ? limit.rlim_max : 1 << 20;
  setrlimit(RLIMIT_NOFILE, &limit);
  curl_global_init(CURL_GLOBAL_ALL);
  multi = curl_multi_init();
  loop = epoll_create1(0);
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 4L);
  trust = X509_STORE_new();
  const char *bundle = getenv("SSL_CERT_FILE");
  if (is_https && (!bundle || X509_STORE_load_file(trust, bundle) != 1)) stop("SSL_CERT_FILE");
  Transfer *transfers = calloc(width, sizeof *transfers);
  for (int index = 0; index < width; index++) {
    prepare(&transfers[index]);
    left += begin(&transfers[index]);
  }
  while (left > 0) {
    struct epoll_event events[256];
    int ready = epoll_wait(loop, events, 256, alarm_ms < 0 ? -1 : (int)alarm_ms);
    if (ready == 0) {
      alarm_ms = -1;
      curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
    for (int index = 0; index < ready; index++) {
      int actions = 0;
      if (events[index].events & ~EPOLLOUT) actions |= CURL_CSELECT_IN;
      if (events[index].events & EPOLLOUT) actions |= CURL_CSELECT_OUT;
      curl_multi_socket_action(multi, events[index].data.fd, actions, &running);
    }
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &running))) {
      if (message->msg != CURLMSG_DONE) continue;
      CURLcode code = message->data.result;
      Transfer *transfer;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      finish(transfer, code);
      left -= !begin(transfer);
    }
  }
  printf("%ld of %ld\n", good, asked);
  return good == asked ? 0 : 1;
}
