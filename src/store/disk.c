/* SPDX-License-Identifier: MIT */
/* Where a store lies. Knows files and disks, nothing of engines. */
#include "store/disk.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"
#include "store/making.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

/* One large sealing and some pages of everybody's drafts. */
enum { BALLAST_BYTES = 16 * 1024 * 1024 };
enum { HALT_TEXT = 400 };

static void
beside(struct buf *out, const char *store_path, const char *suffix)
{
	buf_addf(out, "%s%s", store_path, suffix);
}

const char *
disk_refused(long type)
{
	/* linux/magic.h and the file systems' own sources. */
	static const struct {
		unsigned long type;
		const char *name;
	} refused[] = {
		{ 0x6969, "NFS" },
		{ 0x517B, "SMB" },
		{ 0xFF534D42, "CIFS" },
		{ 0xFE534D42, "SMB2" },
		{ 0x65735546, "FUSE" },
		{ 0x01021997, "9P" },
		{ 0x5346414F, "AFS" },
		{ 0x00C36400, "Ceph" },
		{ 0x73757245, "Coda" },
		{ 0x564C, "NCP" },
		{ 0x0BD00BD0, "Lustre" },
		{ 0x47504653, "GPFS" },
		{ 0x01161970, "GFS2" },
		{ 0x7461636F, "OCFS2" },
		{ 0x786F4256, "vboxsf" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(refused); i++) {
		if (refused[i].type == ((unsigned long)type & 0xFFFFFFFF))
			return refused[i].name;
	}
	return NULL;
}

static bool
check_folder(const char *folder, struct err *err)
{
	struct statfs status;
	const char *name;

	if (statfs(folder, &status) != 0)
		return err_set(err, ERR_IO, "看不了目录 %s：%s", folder,
			file_reason(errno));
	name = disk_refused((long)status.f_type);
	if (name != NULL)
		return err_set(err, ERR_INPUT,
			"%s 在网络或用户态文件系统（%s）上，几个人同时写会损坏，"
			"没有打开。请把库放在这台主机自己的磁盘上",
			folder, name);
	return true;
}

/* The folder resolved, the last part as it is: links on the way are usual
 * (/var/run, home folders), a link in place of the store is not. */
char *
disk_resolve(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	struct buf folder = { 0 };
	struct buf whole = { 0 };
	char *real;

	if (slash == NULL)
		buf_add(&folder, ".");
	else
		buf_add_bytes(&folder, path,
			slash == path ? 1 : (size_t)(slash - path));
	real = realpath(buf_text(&folder), NULL);
	if (real == NULL)
		err_set(err, errno == ENOENT ? ERR_NOTFOUND : ERR_IO,
			"放库的目录 %s 打不开：%s", buf_text(&folder),
			file_reason(errno));
	else if (name[0] == '\0' || strcmp(name, ".") == 0 ||
		 strcmp(name, "..") == 0)
		err_set(err, ERR_INPUT, "%s 是目录，不是库文件。请写到文件名",
			path);
	else if (check_folder(real, err))
		buf_addf(&whole, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
			name);
	buf_free(&folder);
	free(real);
	return whole.data;
}

static const char *
kind_of(mode_t mode)
{
	if (S_ISLNK(mode))
		return "是符号链接，请写它指向的真实路径";
	if (S_ISDIR(mode))
		return "是目录，不是库文件，请写到文件名";
	if (!S_ISREG(mode))
		return "不是普通文件（管道、设备等），不能当库";
	return NULL;
}

static bool
check_there(const char *path, struct err *err)
{
	struct stat status;
	const char *kind;

	if (lstat(path, &status) != 0) {
		if (errno == ENOENT)
			return err_set(err, ERR_NOTFOUND,
				"没有这个库：%s。第一次使用请先运行 bianhu init",
				path);
		return err_set(
			err, ERR_IO, "看不了 %s：%s", path, file_reason(errno));
	}
	kind = kind_of(status.st_mode);
	if (kind != NULL)
		return err_set(err, ERR_INPUT, "%s %s；没有打开，也没有改动",
			path, kind);
	if (status.st_size == 0)
		return err_set(err, ERR_DB,
			"%s 是空文件：建库没有做完，或被清空。没有改动；"
			"如有备份请恢复，否则移走它再运行 bianhu init",
			path);
	return true;
}

/* What another store of the same name left behind would be read as ours. */
static bool
check_leftovers(const char *path, struct err *err)
{
	static const char *const suffixes[] = { "-wal", "-journal", ".halt" };
	struct buf name = { 0 };
	bool is_clean = true;

	for (size_t i = 0; is_clean && i < ARRAY_LENGTH(suffixes); i++) {
		struct stat status;

		buf_clear(&name);
		beside(&name, path, suffixes[i]);
		if (lstat(buf_text(&name), &status) != 0)
			continue;
		is_clean = err_set(err, ERR_EXISTS,
			"旁边还有旧库留下的 %s，没有新建。请先把它移走",
			buf_text(&name));
	}
	buf_free(&name);
	return is_clean;
}

static bool
exists(const char *path, struct err *err)
{
	return err_set(
		err, ERR_EXISTS, "%s 已经有了，没有新建，也没有改动它", path);
}

bool
disk_is_free(const char *path, struct err *err)
{
	struct stat status;

	if (lstat(path, &status) == 0)
		return exists(path, err);
	return check_leftovers(path, err);
}

static bool
make_empty(const char *path, struct err *err)
{
	int fd;

	if (!disk_is_free(path, err))
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		0600);
	if (fd < 0 && errno == EEXIST)
		return exists(path, err);
	if (fd < 0)
		return err_set(
			err, ERR_IO, "建不了 %s：%s", path, file_reason(errno));
	close(fd);
	return true;
}

bool
disk_locate(const char *path, enum store_mode mode, char **out, struct err *err)
{
	char *real = disk_resolve(path, err);
	bool is_fine = real != NULL;

	if (is_fine && mode == STORE_CREATE)
		is_fine = make_empty(real, err);
	else if (is_fine)
		is_fine = making_check(real, err) && check_there(real, err);
	if (!is_fine) {
		free(real);
		real = NULL;
	}
	*out = real;
	return is_fine;
}

bool
disk_is_low(const char *store_path)
{
	struct statvfs status;

	if (statvfs(store_path, &status) != 0)
		return false;
	return status.f_bavail < status.f_blocks / 20;
}

void
disk_keep_ballast(const char *store_path)
{
	struct buf name = { 0 };
	int fd;

	if (disk_is_low(store_path))
		return;
	beside(&name, store_path, ".ballast");
	fd = open(buf_text(&name),
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd >= 0) {
		if (posix_fallocate(fd, 0, BALLAST_BYTES) != 0)
			unlink(buf_text(&name));
		close(fd);
	}
	buf_free(&name);
}

bool
disk_drop_ballast(const char *store_path)
{
	struct buf name = { 0 };
	bool is_dropped;

	beside(&name, store_path, ".ballast");
	is_dropped = unlink(buf_text(&name)) == 0;
	buf_free(&name);
	return is_dropped;
}

/* Not file_write: where no sync is confirmed, a file that was not synced is
 * better than none. */
static bool
write_mark(const char *name, const struct buf *text)
{
	int fd = open(name,
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	bool is_whole;

	if (fd < 0)
		return errno == EEXIST;
	is_whole = write(fd, text->data, text->length) == (ssize_t)text->length;
	is_whole = fsync(fd) == 0 && is_whole;
	close(fd);
	return is_whole || access(name, F_OK) == 0;
}

void
disk_halt(const char *store_path, const char *reason)
{
	const struct clock clock = { 0 };
	struct buf name = { 0 };
	struct buf ballast = { 0 };
	struct buf text = { 0 };
	char now[INSTANT_TEXT];

	beside(&name, store_path, ".halt");
	beside(&ballast, store_path, ".ballast");
	buf_addf(
		&text, "%s %s\n", clock_format(clock_now(&clock), now), reason);
	/* A name needs no space where a new file does. */
	if (!write_mark(buf_text(&name), &text))
		(void)rename(buf_text(&ballast), buf_text(&name));
	buf_free(&text);
	buf_free(&ballast);
	buf_free(&name);
}

bool
disk_may_write(const char *store_path, struct err *err)
{
	struct buf name = { 0 };
	struct buf text = { 0 };
	struct buf shown = { 0 };
	struct err ignored;

	beside(&name, store_path, ".halt");
	if (access(buf_text(&name), F_OK) != 0 && errno == ENOENT) {
		buf_free(&name);
		return true;
	}
	if (file_read(buf_text(&name), HALT_TEXT, &text, &ignored)) {
		buf_cut(&text, strcspn(buf_text(&text), "\n"));
		utf8_filter(&shown, buf_text(&text), UTF8_ONE_LINE);
	}
	err_set(err, ERR_DB,
		"这个库已停止写入（%s）。草稿都在，可以查看。请管理员先备份，"
		"运行 bianhu verify，无损才可删除 %s",
		shown.length == 0 ? "原因没有记下" : buf_text(&shown),
		buf_text(&name));
	buf_free(&shown);
	buf_free(&text);
	buf_free(&name);
	return false;
}
