/* A disk that fails: laid before the C library by LD_PRELOAD, it counts what a process does to the files of one folder,
 * lets the n-th call fail, and keeps a log of them all.
 *
 *   FAILING_FOLDER  the folder, absolute
 *   FAILING_AT      which call fails, from 1; 0 none
 *   FAILING_WITH    the errno
 *   FAILING_ON      "1": every call after it fails too, as on a full disk
 *   FAILING_LOG     a file to which each call is written: its name, a tab, the path
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *folder;
static long wanted, on;
static int failure, log_fd = -1;
static atomic_long calls;
static ssize_t (*real_write)(int, const void *, size_t);

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *text;
    folder = getenv("FAILING_FOLDER");
    wanted = (text = getenv("FAILING_AT")) ? atol(text) : 0;
    on = (text = getenv("FAILING_ON")) ? atol(text) : 0;
    failure = (text = getenv("FAILING_WITH")) ? atoi(text) : EIO;
    real_write = real("write");
    if ((text = getenv("FAILING_LOG"))) log_fd = open(text, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
}

/* Whether this call on this path is to fail. */
static int fails(const char *name, const char *path) {
    char line[PATH_MAX + 32];
    size_t length = folder ? strlen(folder) : 0;
    if (!length || strncmp(path, folder, length) != 0) return 0;
    long number = atomic_fetch_add(&calls, 1) + 1;
    int failing = wanted && (number == wanted || (on && number > wanted));
    if (log_fd >= 0) {
        int size = snprintf(line, sizeof line, "%s%s\t%s\n", name, failing ? "!" : "", path);
        if (size > 0) real_write(log_fd, line, (size_t)size);
    }
    if (failing) errno = failure;
    return failing;
}

static int fails_on_fd(const char *name, int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return fails(name, path);
}

static int fails_on_path(const char *name, const char *given) {
    char path[2 * PATH_MAX], here[PATH_MAX];
    if (given[0] == '/' || !getcwd(here, sizeof here)) return fails(name, given);
    snprintf(path, sizeof path, "%s/%s", here, given);
    return fails(name, path);
}

ssize_t write(int fd, const void *bytes, size_t size) {
    return fails_on_fd("write", fd) ? -1 : real_write(fd, bytes, size);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    static ssize_t (*next)(int, const struct iovec *, int);
    if (!next) next = real("writev");
    return fails_on_fd("write", fd) ? -1 : next(fd, parts, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    static ssize_t (*next)(int, const void *, size_t, off_t);
    if (!next) next = real("pwrite");
    return fails_on_fd("write", fd) ? -1 : next(fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    static ssize_t (*next)(int, const void *, size_t, off64_t);
    if (!next) next = real("pwrite64");
    return fails_on_fd("write", fd) ? -1 : next(fd, bytes, size, at);
}
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    static ssize_t (*next)(int, off64_t *, int, off64_t *, size_t, unsigned);
    if (!next) next = real("copy_file_range");
    return fails_on_fd("write", out) ? -1 : next(in, from, out, to, size, flags);
}
int fsync(int fd) {
    static int (*next)(int);
    if (!next) next = real("fsync");
    return fails_on_fd("sync", fd) ? -1 : next(fd);
}
int fdatasync(int fd) {
    static int (*next)(int);
    if (!next) next = real("fdatasync");
    return fails_on_fd("sync", fd) ? -1 : next(fd);
}
int rename(const char *from, const char *to) {
    static int (*next)(const char *, const char *);
    if (!next) next = real("rename");
    return fails_on_path("rename", to) ? -1 : next(from, to);
}
