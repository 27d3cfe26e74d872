/* Makes syncs of directories, or of SQLite's write-ahead log, do nothing: for the cases that must fail then.
 *
 * FAULTS_SWALLOW says which: `directories` or `log`. To be preloaded. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_swallowed(int descriptor) {
    const char *what = getenv("FAULTS_SWALLOW");
    char link[64], path[4096];
    struct stat status;
    if (what == NULL) return 0;
    if (strcmp(what, "directories") == 0) return fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    return length > 4 && memcmp(path + length - 4, "-wal", 4) == 0;
}

int fsync(int descriptor) {
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return is_swallowed(descriptor) ? 0 : next(descriptor);
}

int fdatasync(int descriptor) {
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return is_swallowed(descriptor) ? 0 : next(descriptor);
}
