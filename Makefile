# bianhu: `make run` and `make check` are all a user needs; the rest is for
# builders. BUILD may be set to keep several builds apart.
BUILD   ?= build
ifeq ($(origin CC),default)
CC      := gcc
endif
PREFIX  ?= /usr/local
VERSION := 0.1.0

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wmissing-declarations \
	-Wold-style-definition -Wredundant-decls -Wnested-externs \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla \
	-Wswitch-enum -Wnull-dereference -Wdouble-promotion \
	-Wbad-function-cast -Winit-self -Wdate-time -Wunused-macros -Walloca
ifneq (,$(findstring clang,$(CC)))
WARN += -Wcomma -Wassign-enum -Wextra-semi-stmt -Wconditional-uninitialized \
	-Wunreachable-code-aggressive -Wnewline-eof
HARD := -fstack-protector-strong -fPIE
else
WARN += -Wduplicated-cond -Wduplicated-branches -Wlogical-op \
	-Wjump-misses-init -Wcast-align=strict -Wimplicit-fallthrough=5 \
	-Wstringop-overflow=4 -Wtrampolines
HARD := -fstack-protector-strong -fstack-clash-protection -fPIE
endif
ifeq ($(SANITIZE),)
OPT := -O2 -g -D_FORTIFY_SOURCE=2 $(HARD)
LDOPT := -pie -Wl,-z,relro,-z,now
else
OPT := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
	-fno-sanitize-recover=all
LDOPT := -fsanitize=address,undefined
ifeq ($(SANITIZE),fuzzer)
OPT += -fsanitize=fuzzer-no-link
endif
endif
CPPFLAGS := -Isrc -I. -I$(BUILD) -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE \
	-DBIANHU_VERSION='"$(VERSION)"'
CFLAGS := -std=c17 $(OPT) $(WARN) $(WERROR) -MMD -MP
# iconv is in libc (glibc, musl) or a library of its own (GNU libiconv, whose
# header gives its functions other names).
ICONV := $(shell printf '\043include <iconv.h>\nint main(void){return iconv_open("","")==0;}\n' | \
	$(CC) -x c - -o /dev/null 2>/dev/null || echo -liconv)
LIBS := -lncursesw -lsqlite3 -lcrypto -ljansson -ldl $(ICONV)

# One archive a room; a room links only the rooms below it, so that a leak
# upwards does not link (contrib/floors.sh checks the includes as well).
ROOMS := base law form store desk ui cli screens
src_base    := $(sort $(wildcard src/base/*.c))
src_law     := $(sort $(wildcard src/law/*.c))
src_form    := $(sort $(wildcard src/form/*.c))
src_store   := $(sort $(wildcard src/store/*.c)) $(BUILD)/embed_migrations.c
src_desk    := $(sort $(wildcard src/desk/*.c)) $(BUILD)/embed_forms.c \
	$(BUILD)/embed_sample.c
src_ui      := $(sort $(wildcard src/ui/*.c src/ui/*/*.c)) $(BUILD)/embed_lexicon.c
src_cli     := $(sort $(wildcard src/cli/*.c))
src_screens := $(sort $(wildcard screens/*.c))
below_base    :=
below_law     := base
below_form    := base
below_store   := base
below_desk    := law form store base
below_ui      := form base
below_cli     := desk law form store base
below_screens := desk ui law form store base

objs = $(patsubst $(BUILD)/%.c,$(BUILD)/o/gen/%.o,$(filter $(BUILD)/%,$(1))) \
	$(patsubst %.c,$(BUILD)/o/%.o,$(filter-out $(BUILD)/%,$(1)))
libs = $(foreach r,$(1),$(BUILD)/lib$(r).a)

# One short line a step; V=1 shows the commands.
say = $(if $(V),,@echo '  $(@:$(BUILD)/%=%)'; )

all: $(BUILD)/bianhu

$(BUILD)/bianhu: $(BUILD)/o/src/main.o $(call libs,cli screens desk ui law form store base)
	$(say)$(CC) $(OPT) $(LDOPT) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

define room
$(BUILD)/lib$(1).a: $(call objs,$(src_$(1)))
	@rm -f $$@; ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(BUILD)/o/gen/%.o: $(BUILD)/%.c
	@mkdir -p $(@D)
	$(say)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(BUILD)/o/%.o: %.c | registers
	@mkdir -p $(@D)
	$(say)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The file name registers it: a folder's names become an X-macro list; screens
# in order of their codes (a file without a code is no screen). src/cli/cli*.c
# is what the verbs share.
list = @mkdir -p $(BUILD); printf '$(1)(%s)\n' $(basename $(notdir $(2))) \
	>$(3).new; cmp -s $(3).new $(3) && rm $(3).new || mv $(3).new $(3)
.PHONY: registers
registers:
	@mkdir -p $(BUILD); for f in $(src_screens); do \
		sed -n "s/^\t\.code = \"\(.*\)\",/\1 SCREEN($$(basename $$f .c))/p" $$f; \
	done | sort | cut -d' ' -f2 >$(BUILD)/screens.inc.new; \
	cmp -s $(BUILD)/screens.inc.new $(BUILD)/screens.inc && rm $(BUILD)/screens.inc.new || mv $(BUILD)/screens.inc.new $(BUILD)/screens.inc
	$(call list,VERB,$(filter-out src/cli/cli.c src/cli/cli_%,$(src_cli)),$(BUILD)/verbs.inc)

EMBED = @mkdir -p $(BUILD); sh contrib/embed.sh
form_files := $(sort $(shell find forms -type f \( -name '*.form' -o -name '*.rule' -o -name '*.cal' -o -name '*.facts' \)))
$(BUILD)/embed_forms.c: contrib/embed.sh $(form_files)
	$(EMBED) forms $(form_files) >$@
lexicon_files := $(sort $(wildcard forms/lexicon/*.lex))
$(BUILD)/embed_lexicon.c: contrib/embed.sh $(lexicon_files)
	$(EMBED) lexicon $(lexicon_files) >$@
migration_files := $(sort $(wildcard src/store/migrations/*.sql))
$(BUILD)/embed_migrations.c: contrib/embed.sh $(migration_files)
	$(EMBED) migrations $(migration_files) >$@
sample_files := $(sort $(wildcard contrib/sample/*.values))
$(BUILD)/embed_sample.c: contrib/embed.sh $(sample_files)
	$(EMBED) sample $(sample_files) >$@

# Tests: one program a room, linked with what the room may use.
# What a room's tests need besides: harness files under tests/support.
TEST_ROOMS ?= base law form store desk ui screens cli fuzz
support := $(sort $(wildcard tests/support/*.c))
vt := $(addprefix tests/support/vt/,vt.c vt_glyphs.c vt_line.c vt_bound.c)
stage := tests/support/vt/stage.c
tests_of = $(sort $(wildcard tests/$(1)/test_*.c))
define testroom
$(BUILD)/tests/$(1).inc: FORCE
	@mkdir -p $(BUILD)/tests; printf 'SUITE(%s)\n' $(patsubst test_%,%,$(basename $(notdir $(call tests_of,$(1))))) >$$@.new; cmp -s $$@.new $$@ && rm $$@.new || mv $$@.new $$@
$(BUILD)/tests/$(1)_main.o: tests/main.c $(BUILD)/tests/$(1).inc
	$$(say)$(CC) $(CPPFLAGS) $(CFLAGS) -DSUITES='"tests/$(1).inc"' -c -o $$@ $$<
$(BUILD)/tests/$(1): $(BUILD)/tests/$(1)_main.o $(call objs,$(call tests_of,$(1)) $(support) $(support_$(1))) $(call libs,$(filter $(1),$(ROOMS)) $(below_$(1)))
	$$(say)$(CC) $(OPT) $(LDOPT) -o $$@ $$(filter %.o,$$^) -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group -lcheck -lsubunit -lrt -lm -lpthread $$(testlibs_$(1)) $(LIBS)
.PHONY: check-$(1)
check-$(1): $(BUILD)/tests/$(1) $(program_$(1))
	BIANHU=$(BUILD)/bianhu TEST_TOP=. $$<
endef
# Hostile bytes for whatever reads them (tests/fuzz/fuzz.h); no room of src.
fuzz_targets := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
support_fuzz := $(fuzz_targets:%=tests/fuzz/fuzz_%.c)
below_fuzz := desk ui law form store base
# The pseudo terminal, where the real program is driven.
program_screens := $(BUILD)/bianhu
program_cli := $(BUILD)/bianhu
support_screens := $(vt) $(stage)
support_cli := $(vt)
testlibs_screens := -lvterm -lutil
testlibs_cli := -lvterm -lutil
$(foreach r,$(TEST_ROOMS),$(eval $(call testroom,$(r))))
FORCE:

# Each target with libFuzzer, for FUZZ_SECONDS in all (contrib/fuzz.sh, which
# builds them by clang in a build of their own).
FUZZ_SECONDS ?= 120
.PHONY: fuzz fuzzers
fuzz:
	@sh contrib/fuzz.sh needs
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-fuzz CC=clang SANITIZE=fuzzer fuzzers
	@sh contrib/fuzz.sh $(BUILD)-fuzz $(FUZZ_SECONDS) $(fuzz_targets)
fuzzers: $(fuzz_targets:%=$(BUILD)/fuzz/%)
$(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c $(call libs,$(below_fuzz))
	@mkdir -p $(@D)
	$(say)$(CC) $(CPPFLAGS) $(CFLAGS) -fsanitize=fuzzer -DFUZZ_ALONE -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

# SQL tried on its engines (contrib/sqlcheck.sh); a program killed at its
# n-th write (tests/support/killat.h).
$(BUILD)/sqlcheck: contrib/sqlcheck.c $(call libs,store base)
	$(say)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDOPT) -o $@ $< $(filter %.a,$^) -lsqlite3 -lcrypto $(ICONV)
$(BUILD)/tests/killat.so: tests/support/killat.c
	@mkdir -p $(@D)
	$(say)$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ $< -ldl

# 100,000 cases, and what a desk waits for on them (contrib/bench.sh).
CASES ?= 100000
$(BUILD)/tests/gencases: $(BUILD)/o/tests/tools/gencases.o $(call libs,base)
	@mkdir -p $(@D)
	$(say)$(CC) $(OPT) $(LDOPT) -o $@ $^ -lcrypto $(ICONV)
$(BUILD)/tests/bench: $(BUILD)/o/tests/bench/bench.o $(call libs,screens desk ui law form store base)
	@mkdir -p $(@D)
	$(say)$(CC) $(OPT) $(LDOPT) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group -lutil $(LIBS)
.PHONY: bench
bench: needs $(BUILD)/bianhu $(BUILD)/tests/gencases $(BUILD)/tests/bench
	@sh contrib/bench.sh $(BUILD) $(CASES)

# What goes over the wire, key by key (contrib/bench-wire.sh).
$(BUILD)/tests/wire: $(patsubst %.c,$(BUILD)/o/%.o,$(wildcard tests/bench/wire*.c)) $(call objs,$(vt)) $(call libs,base)
	@mkdir -p $(@D)
	$(say)$(CC) $(OPT) $(LDOPT) -o $@ $^ -lvterm -lutil -lcrypto $(ICONV)
.PHONY: bench-wire
bench-wire: needs $(BUILD)/bianhu $(BUILD)/tests/wire
	@sh contrib/bench-wire.sh $(BUILD)

.PHONY: all run check lint asan clean install uninstall update-golden
check: needs $(BUILD)/bianhu $(foreach r,$(TEST_ROOMS),$(BUILD)/tests/$(r))
	@sh contrib/check.sh $(BUILD) $(TEST_ROOMS)

.PHONY: needs
needs:
	@sh contrib/needs.sh

# Without a terminal the main job is played, by a program of the tests.
run: needs
	@$(MAKE) --no-print-directory $(BUILD)/bianhu $(BUILD)/play
	@sh contrib/run.sh $(BUILD)/bianhu $(BUILD)/play

$(BUILD)/play: $(BUILD)/o/tests/play.o $(call objs,$(vt)) $(BUILD)/libui.a $(BUILD)/libform.a $(BUILD)/libbase.a
	$(say)$(CC) $(OPT) $(LDOPT) -o $@ $^ -lvterm -lutil -lcrypto $(ICONV)

lint:
	@sh contrib/lint.sh

# Every test is a process that looks for leaks at its end, among all that the
# test program has freed so far: less kept of it makes that half as long.
asan:
	ASAN_OPTIONS=$${ASAN_OPTIONS:-quarantine_size_mb=16:malloc_context_size=8} \
		$(MAKE) BUILD=$(BUILD)-asan SANITIZE=1 check

# 10,000 invented matters sealed into a store in any order of entry: minutes,
# so outside the gate, which seals some (tests/desk/test_shuffled.c). Ten
# minutes of hostile bytes.
SOAK ?= 10000
# A form killed at any moment, so many times (tests/screens/test_rounds.c).
ROUNDS ?= 300
.PHONY: soak
soak: $(BUILD)/tests/desk $(BUILD)/tests/store $(BUILD)/tests/screens $(BUILD)/bianhu
	SOAK=$(SOAK) CK_RUN_SUITE=shuffled TEST_TOP=. $<
	SOAK=$(SOAK) CK_RUN_SUITE=fault TEST_TOP=. $(BUILD)/tests/store
	ROUNDS=$(ROUNDS) CK_RUN_SUITE=rounds BIANHU=$(BUILD)/bianhu TEST_TOP=. $(BUILD)/tests/screens
	$(MAKE) fuzz FUZZ_SECONDS=600

update-golden: $(foreach r,ui screens,$(BUILD)/tests/$(r))
	UPDATE_GOLDEN=1 TEST_TOP=. $(BUILD)/tests/ui
	UPDATE_GOLDEN=1 TEST_TOP=. BIANHU=$(BUILD)/bianhu $(BUILD)/tests/screens

install: $(BUILD)/bianhu
	install -D -m 755 $(BUILD)/bianhu $(DESTDIR)$(PREFIX)/bin/bianhu
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/bianhu
clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz $(BUILD)-lint-*

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
