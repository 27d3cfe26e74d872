// What Swift cannot say to libvips, GObject and the kernel by itself: C varargs, casts done by macros, raw system calls.
// Each wrapper does one call. Nothing here decides anything.
#ifndef CVIPS_SHIM_H
#define CVIPS_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vips/vips.h>

// MARK: Arguments and results of an operation (g_object_set and g_object_get take varargs)

static inline void cvips_set_int(VipsOperation *operation, const char *name, int value) {
    g_object_set(operation, name, value, NULL);
}

static inline void cvips_set_double(VipsOperation *operation, const char *name, double value) {
    g_object_set(operation, name, value, NULL);
}

static inline void cvips_set_object(VipsOperation *operation, const char *name, void *value) {
    g_object_set(operation, name, value, NULL);
}

/// Enums by their nickname and arrays by their text form; 0 when the argument took the value.
static inline int cvips_set_text(VipsOperation *operation, const char *name, const char *value) {
    return vips_object_set_argument_from_string(VIPS_OBJECT(operation), name, value);
}

/// Runs the operation, past the cache. The caller keeps its reference and must still drop outputs and operation.
static inline int cvips_build(VipsOperation *operation) { return vips_object_build(VIPS_OBJECT(operation)); }

/// The output image `out` with a reference of its own; NULL for an operation that has none.
static inline VipsImage *cvips_copy_output(VipsOperation *operation) {
    VipsImage *image = NULL;
    if (g_object_class_find_property(G_OBJECT_GET_CLASS(operation), "out")) {
        g_object_get(operation, "out", &image, NULL);
    }
    return image;
}

static inline void cvips_drop_operation(VipsOperation *operation) {
    vips_object_unref_outputs(VIPS_OBJECT(operation));
    g_object_unref(operation);
}

// MARK: Images

static inline void cvips_free_on_close(VipsImage *image, void *memory) {
    (void)image;
    g_free(memory);
}

/// An image over `memory`, 8 bits a band, with no metadata at all. It owns the memory: freed when the image closes.
static inline VipsImage *cvips_image_owning(void *memory, size_t size, int width, int height, int bands) {
    VipsImage *image = vips_image_new_from_memory(memory, size, width, height, bands, VIPS_FORMAT_UCHAR);
    if (image) {
        g_signal_connect(image, "postclose", G_CALLBACK(cvips_free_on_close), memory);
    }
    return image;
}

// MARK: Output into memory

/// What a saver wrote into a memory target, as an area with a reference of its own, or NULL.
static inline VipsArea *cvips_copy_written(VipsTarget *target) {
    VipsArea *area = NULL;
    g_object_get(target, "blob", &area, NULL);
    return area;
}

// MARK: Giving up rights (prctl takes varargs; glibc has no wrappers for landlock)

static inline int cvips_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

static inline int cvips_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// glibc names it for GNU programs alone.
#ifndef SCHED_IDLE
#define SCHED_IDLE 5
#endif

/// From now on this process gets of the processors what nobody else wants.
static inline int cvips_idle_priority(void) {
    struct sched_param none = {.sched_priority = 0};
    return sched_setscheduler(0, SCHED_IDLE, &none);
}

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

/// The kernel's landlock version, 0 when it has none or has it switched off.
static inline int cvips_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1U);
    return version > 0 ? (int)version : 0;
}

/// A ruleset that forbids `files` (and, from version 4 on, `network`) except where a rule allows; -1 with errno.
static inline int cvips_landlock_create(int version, uint64_t files, uint64_t network) {
    struct {
        uint64_t files, network;
    } attributes = {files, network};
    size_t size = version >= 4 ? sizeof attributes : sizeof attributes.files;
    return (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0U);
}

static inline int cvips_landlock_allow(int ruleset, int directory, uint64_t files) {
    struct __attribute__((packed)) {
        uint64_t files;
        int32_t directory;
    } rule = {files, directory};
    return (int)syscall(SYS_landlock_add_rule, ruleset, 1, &rule, 0U);
}

static inline int cvips_landlock_restrict(int ruleset) {
    return (int)syscall(SYS_landlock_restrict_self, ruleset, 0U);
}

#endif
