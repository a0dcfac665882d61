/* Put before the C library by LD_PRELOAD: writes down, in order, which files below a folder a process makes, writes,
   synchronises, renames and removes. A test reads the list and asks whether anything acknowledged was not yet durable.
   Calls go on unchanged. FONDS_WATCH names the folder, FONDS_WATCH_LIST the list. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int list = -1;

static void note(const char *what, const char *first, const char *second) {
    const char *folder = getenv("FONDS_WATCH"), *name = getenv("FONDS_WATCH_LIST");
    if (!folder || !name || strncmp(first, folder, strlen(folder)) != 0) return;
    if (list < 0) list = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    char line[8300];
    int length = snprintf(line, sizeof line, "%s\t%s\t%s\n", what, first, second);
    /* One call, so that lines of several threads do not mix. */
    if (length > 0) syscall(SYS_write, list, line, (size_t)length);
}

static void note_open(const char *what, int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    note(what, path, "");
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t size) {
    if (file > 2 && file != list) note_open("write", file);
    return NEXT(write)(file, bytes, size);
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    if (file > 2) note_open("write", file);
    return NEXT(writev)(file, parts, count);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    note_open("write", file);
    return NEXT(pwrite)(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    note_open("write", file);
    return NEXT(pwrite64)(file, bytes, size, at);
}
int fsync(int file) {
    int done = NEXT(fsync)(file);
    if (done == 0) note_open("sync", file);
    return done;
}
int fdatasync(int file) {
    int done = NEXT(fdatasync)(file);
    if (done == 0) note_open("sync", file);
    return done;
}
int rename(const char *from, const char *to) {
    int done = NEXT(rename)(from, to);
    if (done == 0) note("rename", from, to);
    return done;
}
int unlink(const char *path) {
    int done = NEXT(unlink)(path);
    if (done == 0) note("remove", path, "");
    return done;
}
int mkdir(const char *path, mode_t mode) {
    int done = NEXT(mkdir)(path, mode);
    if (done == 0) note("make", path, "");
    return done;
}
int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    int fresh = (flags & O_CREAT) && access(path, F_OK) != 0;
    int file = NEXT(open)(path, flags, mode);
    if (file >= 0 && fresh) note_open("make", file);
    return file;
}
int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    int fresh = (flags & O_CREAT) && access(path, F_OK) != 0;
    int file = NEXT(open64)(path, flags, mode);
    if (file >= 0 && fresh) note_open("make", file);
    return file;
}
