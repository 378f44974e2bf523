/* SPDX-License-Identifier: MIT */
/* Digests and random bytes. What is digested, and why, is for others. */
#include "base/digest.h"

#include "base/fatal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/types.h>

#if OPENSSL_VERSION_NUMBER >= 0x30000000L
typedef EVP_MD algorithm; /* fetched, given back */
#else
typedef const EVP_MD algorithm; /* built in */
#endif

struct digester {
	EVP_MD_CTX *context;
	algorithm *algorithm;
};

static const char *
name_of(enum digest_kind kind)
{
	switch (kind) {
	case DIGEST_SHA256:
		return "SHA256";
	case DIGEST_SM3:
		return "SM3";
	}
	return "";
}

#if OPENSSL_VERSION_NUMBER >= 0x30000000L
static algorithm *
find_algorithm(enum digest_kind kind)
{
	/* Digests need none of its configuration and names, which cost every
	 * start of the program a millisecond; only the first call counts. */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG |
				    OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
				    OPENSSL_INIT_NO_ADD_ALL_DIGESTS,
		NULL);
	return EVP_MD_fetch(NULL, name_of(kind), NULL);
}

static void
drop_algorithm(algorithm *found)
{
	EVP_MD_free(found);
}
#else
static algorithm *
find_algorithm(enum digest_kind kind)
{
	return EVP_get_digestbyname(name_of(kind));
}

static void
drop_algorithm(algorithm *found)
{
	(void)found;
}
#endif

struct digester *
digest_open(enum digest_kind kind)
{
	struct digester *digester = calloc(1, sizeof *digester);

	if (digester == NULL)
		fatal("内存不足");
	digester->algorithm = find_algorithm(kind);
	digester->context = EVP_MD_CTX_new();
	if (digester->algorithm == NULL || digester->context == NULL ||
		EVP_MD_size(digester->algorithm) != DIGEST_BYTES) {
		digest_close(digester);
		return NULL;
	}
	return digester;
}

void
digest_close(struct digester *digester)
{
	if (digester == NULL)
		return;
	EVP_MD_CTX_free(digester->context);
	drop_algorithm(digester->algorithm);
	free(digester);
}

static void
hex(const unsigned char bytes[DIGEST_BYTES], char out[DIGEST_TEXT])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 0x0FU];
	}
	out[DIGEST_TEXT - 1] = '\0';
}

void
digest_parts(struct digester *digester, const struct digest_part *parts,
	size_t count, char out[DIGEST_TEXT])
{
	unsigned char bytes[EVP_MAX_MD_SIZE] = { 0 };
	int fine =
		EVP_DigestInit_ex(digester->context, digester->algorithm, NULL);

	for (size_t i = 0; i < count && fine == 1; i++)
		fine = EVP_DigestUpdate(
			digester->context, parts[i].bytes, parts[i].length);
	if (fine == 1)
		fine = EVP_DigestFinal_ex(digester->context, bytes, NULL);
	/* A wrong seal is worse than none. */
	if (fine != 1)
		fatal("密码库 libcrypto 算不出摘要");
	hex(bytes, out);
}

void
digest_text(enum digest_kind kind, const void *bytes, size_t length,
	char out[DIGEST_TEXT])
{
	struct digest_part part = { bytes, length };
	struct digester *digester = digest_open(kind);

	if (digester == NULL)
		fatal("密码库 libcrypto 没有需要的摘要算法");
	digest_parts(digester, &part, 1, out);
	digest_close(digester);
}

bool
digest_random(void *out, size_t length)
{
	unsigned char *at = out;

	while (length > 0) {
		/* Up to 256 bytes come whole, whatever signals arrive. */
		size_t piece = length < 256 ? length : 256;

		if (getrandom(at, piece, 0) != (ssize_t)piece)
			return false;
		at += piece;
		length -= piece;
	}
	return true;
}
