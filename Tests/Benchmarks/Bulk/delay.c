// Runs a command at a distance: in a network namespace of its own whose only way out leads through
// here, where every packet is held for half a round trip. For kernels without netem.
//
//     delay ROUND_TRIP_MS COMMAND...
//
// The command sees this machine's loopback addresses (127.0.0.0/8) at the far end: servers started
// outside are reached as ever, only later. Needs the right to make devices (root, or a user
// namespace) and `ip`.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 4096, LONGEST = 2048 };

// Packets on their way in one direction, in the order of their coming.
typedef struct {
  struct { long long due; int length; char octets[LONGEST]; } packets[ROOM];
  unsigned first, last;
} Line;

static Line lines[2];

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void stop(const char *what) {
  perror(what);
  exit(70);
}

// A device of the namespace this process is in; the descriptor stays with it wherever we go.
static int device(const char *name) {
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  int descriptor = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) stop("/dev/net/tun");
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (ioctl(descriptor, TUNSETIFF, &request)) stop("TUNSETIFF");
  return descriptor;
}

static void shell(const char *command) {
  if (system(command)) {
    fprintf(stderr, "delay: failed: %s\n", command);
    exit(70);
  }
}

// Takes in what has come, sends what is due; says when the next one is, or 0.
static long long pass(Line *line, int from, int to, long long half) {
  while (line->last - line->first < ROOM) {
    unsigned slot = line->last % ROOM;
    int length = read(from, line->packets[slot].octets, LONGEST);
    if (length <= 0) break;
    line->packets[slot].length = length;
    line->packets[slot].due = now() + half;
    line->last++;
  }
  while (line->first != line->last) {
    unsigned slot = line->first % ROOM;
    if (line->packets[slot].due > now()) return line->packets[slot].due;
    if (write(to, line->packets[slot].octets, line->packets[slot].length) < 0 && errno == EAGAIN)
      return now() + 100000;
    line->first++;
  }
  return 0;
}

int main(int count, char **words) {
  if (count < 3) return fprintf(stderr, "delay ROUND_TRIP_MS COMMAND...\n"), 64;
  long long half = atof(words[1]) * 500000;
  signal(SIGINT, SIG_IGN);
  int far = device("far0");
  shell("ip address add 10.99.0.1 peer 10.99.0.2 dev far0 && ip link set far0 mtu 1500 up"
        " && sysctl -qw net.ipv4.conf.all.route_localnet=1 net.ipv4.conf.far0.route_localnet=1"
        " net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.far0.rp_filter=0");
  if (unshare(CLONE_NEWNET)) stop("unshare");
  int near = device("near0");
  // Without the loopback device the whole of 127.0.0.0/8 is out there.
  shell("sysctl -qw net.ipv4.conf.all.route_localnet=1 net.ipv4.conf.all.rp_filter=0"
        " && ip address add 10.99.0.2 peer 10.99.0.1 dev near0 && ip link set near0 mtu 1500 up"
        " && sysctl -qw net.ipv4.conf.near0.route_localnet=1 net.ipv4.conf.near0.rp_filter=0"
        " && ip route add 127.0.0.0/8 dev near0 src 10.99.0.2");
  int child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_DFL);
    execvp(words[2], words + 2);
    stop(words[2]);
  }
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), status = 0;
  struct pollfd polled[3] = {{near, POLLIN, 0}, {far, POLLIN, 0}, {timer, POLLIN, 0}};
  while (waitpid(child, &status, WNOHANG) == 0) {
    long long there = pass(&lines[0], near, far, half), back = pass(&lines[1], far, near, half);
    long long due = there && (!back || there < back) ? there : back;
    struct itimerspec time = {
        .it_value = {.tv_sec = due / 1000000000, .tv_nsec = due % 1000000000}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &time, NULL);
    // The end of the command is looked for now and then.
    poll(polled, 3, 50);
    char ignored[8];
    if (read(timer, ignored, sizeof ignored) < 0 && errno != EAGAIN) stop("timer");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
