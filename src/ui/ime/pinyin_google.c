/* SPDX-License-Identifier: MIT */
/*
 * The library's header is C++; its functions are exported as C and declared
 * here. It holds one decoder for the whole process, which stays open until
 * that ends: closing it leaks (seen with 0.1.2).
 */
#include "ui/ime/pinyin_google.h"

#include "base/utf8.h"

#include <dlfcn.h>
#include <glob.h>
#include <string.h>

/* It remembers what was chosen in a file of this name: names of defendants.
 * Under a device no file can be made (ENOTDIR), and it goes on without. */
static const char keeps_nothing[] = "/dev/null/none";

static const char *const names[] = { "libgooglepinyin.so.0",
	"libgooglepinyin.so" };
static const char *const places[] = {
	"/usr/lib/*/googlepinyin/data/dict_pinyin.dat", /* Debian */
	"/usr/lib*/googlepinyin/data/dict_pinyin.dat",
	"/usr/local/lib/googlepinyin/data/dict_pinyin.dat",
};

enum { CANDIDATE_UNITS = 40 };

static void *
load(void)
{
	void *library = NULL;

	for (size_t i = 0; i < ARRAY_LENGTH(names) && library == NULL; i++)
		library =
			dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	return library;
}

/* A function of the library; ISO C has no cast from data to function. */
static bool
find(void *library, const char *name, void *function, size_t size)
{
	void *found = dlsym(library, name);

	if (found == NULL || size != sizeof(found))
		return false;
	memcpy(function, &found, size);
	return true;
}

#define FIND(library, name, to) find((library), (name), &(to), sizeof(to))

static bool
open_words(bool (*open)(const char *, const char *))
{
	bool done = false;

	for (size_t i = 0; i < ARRAY_LENGTH(places) && !done; i++) {
		glob_t found = { 0 };

		if (glob(places[i], GLOB_NOSORT, NULL, &found) == 0)
			done = open(found.gl_pathv[0], keeps_nothing);
		globfree(&found);
	}
	return done;
}

/* By somebody before us in this process? */
static bool
is_open(const struct google *google)
{
	return google->search("a", 1) > 0;
}

void
google_open(struct google *google)
{
	bool (*open)(const char *, const char *) = NULL;
	void *library = load();

	*google = (struct google){ 0 };
	if (library == NULL)
		return;
	if (!FIND(library, "im_open_decoder", open) ||
		!FIND(library, "im_search", google->search) ||
		!FIND(library, "im_get_candidate", google->candidate) ||
		!FIND(library, "im_get_spl_start_pos", google->starts) ||
		!(is_open(google) || open_words(open))) {
		dlclose(library);
		return;
	}
	google->library = library;
}

void
google_close(struct google *google)
{
	if (google->library != NULL)
		dlclose(google->library);
	*google = (struct google){ 0 };
}

size_t
google_search(struct google *google, const char *letters)
{
	return google->library == NULL
		       ? 0
		       : google->search(letters, strlen(letters));
}

/* UTF-16 to UTF-8; only plain characters come in. Returns how many. */
static size_t
to_utf8(const uint16_t *units, char out[GOOGLE_BYTES])
{
	size_t length = 0;
	size_t count = 0;

	for (; *units != 0; units++) {
		uint32_t c = *units;

		if (c >= 0xD800 && c < 0xDC00 && units[1] >= 0xDC00 &&
			units[1] < 0xE000)
			c = 0x10000 + ((c - 0xD800) << 10) +
			    (uint32_t)(*++units - 0xDC00);
		if (!utf8_is_plain(c) ||
			length + UTF8_MAX_BYTES >= GOOGLE_BYTES)
			return 0;
		length += utf8_put(c, out + length);
		count++;
	}
	out[length] = '\0';
	return count;
}

bool
google_candidate(
	struct google *google, size_t at, char out[GOOGLE_BYTES], size_t *took)
{
	uint16_t units[CANDIDATE_UNITS + 1] = { 0 };
	const uint16_t *starts = NULL;
	size_t syllables;
	size_t count;

	if (google->library == NULL ||
		google->candidate(at, units, CANDIDATE_UNITS) == NULL)
		return false;
	count = to_utf8(units, out);
	syllables = google->starts(&starts);
	if (count == 0 || starts == NULL || syllables == 0)
		return false;
	*took = starts[count < syllables ? count : syllables];
	return *took > 0;
}
