/* SPDX-License-Identifier: MIT */
/*
 * Our own termios (DESIGN §10). What goes over the line is input.c and
 * encode.c.
 */
#include "ui/term/tty.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { FAREWELL = 256, BREAK_OFF = 32, BREAK_OFF_WAIT = 2000 /* ms */ };
enum { LAST_WORDS = 128 };

/* A process has one terminal, and a handler that has to put it back can be
 * handed nothing: so this stands beside the signal flags. */
static struct {
	struct termios before;
	struct termios ours;
	char farewell[FAREWELL];
	size_t farewell_length;
	char break_off[BREAK_OFF];
	size_t break_off_length;
	char last_words[LAST_WORDS];
	volatile sig_atomic_t is_taken;
	bool has_handler;
} tty;

static const char aborted[] =
	"bianhu 意外中止。离开过的栏目都已存为草稿，再次登录可以接着填。\r\n";

/* A line that stands still is not waited for: who aborts may hold the store. */
static bool
tell(int descriptor, const char *bytes, size_t length, int wait)
{
	struct pollfd line = { .fd = descriptor, .events = POLLOUT };

	return poll(&line, 1, wait) > 0 && (line.revents & POLLOUT) != 0 &&
	       write(descriptor, bytes, length) >= 0;
}

/* The printer took its time, so the line may be full to the brim. */
static void
break_off(void)
{
	if (!tell(STDOUT_FILENO, tty.break_off, tty.break_off_length,
		    BREAK_OFF_WAIT))
		tty.farewell_length = 0;
	tty.break_off_length = 0;
}

/* Only what may be called in a signal handler. */
static void
put_back(void)
{
	if (tty.is_taken == 0)
		return;
	tty.is_taken = 0;
	if (tty.break_off_length > 0)
		break_off();
	if (tty.farewell_length > 0 &&
		!tell(STDOUT_FILENO, tty.farewell, tty.farewell_length, 0))
		tty.farewell_length = 0; /* the line is gone */
	tcsetattr(STDIN_FILENO, TCSANOW, &tty.before);
}

static void
on_abort(int number)
{
	bool was_taken = tty.is_taken != 0;

	put_back();
	if (was_taken &&
		!tell(STDERR_FILENO, tty.last_words, strlen(tty.last_words), 0))
		tty.farewell_length = 0;
	/* abort() would do so itself, a signal from elsewhere would not. */
	(void)raise(number);
}

static void
install_handlers(void)
{
	struct sigaction action = { .sa_handler = on_abort };

	if (tty.has_handler)
		return;
	tty.has_handler = true;
	action.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&action.sa_mask);
	sigaction(SIGABRT, &action, NULL);
	/* Should it not register, abort() and term_close still put back. */
	if (atexit(put_back) != 0)
		tty.has_handler = false;
}

static bool
is_pseudo(void)
{
	const char *name = ttyname(STDIN_FILENO);

	return name != NULL && strncmp(name, "/dev/pts/", 9) == 0;
}

static struct termios
raw(struct termios modes)
{
	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
	modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | ISTRIP | PARMRK |
				     BRKINT | IXOFF);
	/* A serial line: a break and a byte that was garbled are nobody's key
	 * (they would read as NUL). */
	if (is_pseudo())
		modes.c_iflag &= ~(tcflag_t)IXON;
	else
		modes.c_iflag |= IGNBRK | IGNPAR;
	modes.c_oflag &= ~(tcflag_t)OPOST;
	modes.c_cflag = (modes.c_cflag & ~(tcflag_t)CSIZE) | CS8;
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	return modes;
}

int
tty_speed(void)
{
	static const struct {
		speed_t speed;
		int bits;
	} speeds[] = {
		{ B300, 300 },
		{ B600, 600 },
		{ B1200, 1200 },
		{ B2400, 2400 },
		{ B4800, 4800 },
		{ B9600, 9600 },
		{ B19200, 19200 },
		{ B38400, 38400 },
	};
	struct termios modes;

	if (is_pseudo() || tcgetattr(STDOUT_FILENO, &modes) != 0)
		return 0;
	for (size_t i = 0; i < ARRAY_LENGTH(speeds); i++)
		if (cfgetospeed(&modes) == speeds[i].speed)
			return speeds[i].bits;
	return 0;
}

bool
tty_take(struct err *err)
{
	if (tty.is_taken != 0)
		return true;
	if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 ||
		tcgetattr(STDIN_FILENO, &tty.before) != 0)
		return err_set(err, ERR_IO,
			"这里没有终端：输入和输出都要接在终端上。请在终端里"
			"直接运行，不经管道；脚本请用命令，见 bianhu help。");
	tty.ours = raw(tty.before);
	tty.farewell_length = 0;
	tty_last_words(aborted);
	install_handlers();
	tty.is_taken = 1;
	tty_take_again();
	return true;
}

void
tty_take_again(void)
{
	if (tty.is_taken != 0)
		tcsetattr(STDIN_FILENO, TCSANOW, &tty.ours);
}

void
tty_farewell(const char *bytes, size_t length)
{
	if (length > sizeof tty.farewell)
		return;
	memcpy(tty.farewell, bytes, length);
	tty.farewell_length = length;
}

void
tty_break_off(const char *bytes, size_t length)
{
	if (length > sizeof tty.break_off)
		return;
	memcpy(tty.break_off, bytes, length);
	tty.break_off_length = length;
}

const char *
tty_aborted(void)
{
	return aborted;
}

void
tty_last_words(const char *bytes)
{
	if (strlen(bytes) < sizeof tty.last_words)
		memcpy(tty.last_words, bytes, strlen(bytes) + 1);
}

void
tty_give_back(void)
{
	if (tty.break_off_length == 0)
		tty.farewell_length = 0;
	put_back();
}

void
tty_size(int *rows, int *columns)
{
	struct winsize size = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 ||
		size.ws_col == 0) {
		*rows = 24;
		*columns = 80;
		return;
	}
	*rows = size.ws_row;
	*columns = size.ws_col;
}
